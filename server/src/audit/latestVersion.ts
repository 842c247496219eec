import { undeterminedBy } from '../examination/index.ts';
import { isPrivate } from '../goenv/index.ts';
import { latestOf, parseInfo, parseVersionList } from '../proxy/index.ts';
import { ModuleProxy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
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
  const list = await proxy.askAbout(path, 'list', signal);
  const listed = list.kind === 'found' ? parseVersionList(decodeUtf8(list.bodyBytes)).versions : [];
  const newest = latestOf(
    listed.map(({ version }) => version),
    'drop',
  );
  if (newest !== null) return newest;
  const latest = await proxy.askAbout(path, 'latest', signal);
  // Why there is no list says more than why there is no newest version beside it.
  if (latest.kind !== 'found') return undeterminedBy(list.kind === 'found' ? latest : list);
  const result = parseInfo(decodeUtf8(latest.bodyBytes), null);
  return result.kind === 'info' ? result.info.version : undetermined('mirror-malformed', result.reason);
}
