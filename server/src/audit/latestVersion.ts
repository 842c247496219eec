import { isPrivate } from '../goenv/index.ts';
import { ModuleProxy, newestVersion } from '../sources/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import type { AuditServices } from './services.ts';

/** The newest version that the mirror has for a module path, or why that cannot be learnt. */
export async function latestVersion(
  path: string,
  services: AuditServices,
  signal: AbortSignal,
): Promise<string | Undetermined> {
  if (isPrivate(path, services.settings)) return undetermined('no-mirror', 'the module is private');
  const proxy = new ModuleProxy(services.http, services.files, services.settings, services.patience);
  return newestVersion(path, proxy, signal);
}
