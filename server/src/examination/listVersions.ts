import { isPrivate } from '../goenv/index.ts';
import { compare } from '../semver/index.ts';
import { ModuleCache, ModuleProxy, newestVersion, versionsOf } from '../sources/index.ts';
import type { Undetermined } from '../verdict/index.ts';
import type { ExaminationServices } from './services.ts';

/**
 * The versions that there are of a module path, the newest first: those with
 * tags that the mirror lists, or the newest commit where there are none.
 * Offline, and for a private module, those in the module cache. Rejects on
 * cancellation alone.
 */
export async function listVersions(
  path: string,
  { http, files, settings, patience, log }: ExaminationServices,
  { offline, signal }: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<readonly string[] | Undetermined> {
  if (offline || isPrivate(path, settings)) {
    return inOrder(await new ModuleCache(files, settings.GOMODCACHE.value, log).versionsOf(path, signal));
  }
  const proxy = new ModuleProxy(http, files, settings, patience);
  const listed = await versionsOf(path, proxy, signal);
  if ('state' in listed || listed.length > 0) return 'state' in listed ? listed : inOrder(listed);
  const newest = await newestVersion(path, proxy, signal);
  return typeof newest === 'string' ? [newest] : newest;
}

function inOrder(versions: readonly string[]): readonly string[] {
  return [...versions].sort((a, b) => compare(b, a));
}
