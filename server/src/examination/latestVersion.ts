import { isPrivate } from '../goenv/index.ts';
import { ModuleProxy, newestVersion } from '../sources/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import type { ExaminationServices } from './services.ts';

/** The newest version that the mirror has for a module path, or why that cannot be learnt. Rejects on cancellation alone. */
export async function latestVersion(
  path: string,
  { http, files, settings, patience }: ExaminationServices,
  { offline, signal }: { readonly offline: boolean; readonly signal: AbortSignal },
): Promise<string | Undetermined> {
  if (offline) return undetermined('offline');
  if (isPrivate(path, settings)) return undetermined('no-mirror', 'the module is private');
  return newestVersion(path, new ModuleProxy(http, files, settings, patience), signal);
}
