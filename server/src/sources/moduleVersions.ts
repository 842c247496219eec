import { latestOf, parseInfo, parseVersionList } from '../proxy/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import { undeterminedBy } from './mirrorFact.ts';
import type { ModuleProxy } from './moduleProxy.ts';

/**
 * The versions with tags that the mirror lists for a module path, in its order,
 * or why that cannot be learnt. An empty list is an answer: there may be
 * pseudo-versions alone. Rejects on cancellation alone.
 */
export async function versionsOf(
  path: string,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<readonly string[] | Undetermined> {
  const list = await proxy.askAbout(path, 'list', signal);
  if (list.kind !== 'found') return undeterminedBy(list);
  return parseVersionList(decodeUtf8(list.bodyBytes)).versions.map(({ version }) => version);
}

/**
 * The newest version that the mirror has for a module path, the newest commit
 * where no version has a tag, or why that cannot be learnt. Rejects on
 * cancellation alone.
 */
export async function newestVersion(
  path: string,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<string | Undetermined> {
  const listed = await versionsOf(path, proxy, signal);
  const newest = 'state' in listed ? null : latestOf(listed, 'drop');
  if (newest !== null) return newest;
  const latest = await proxy.askAbout(path, 'latest', signal);
  // Why there is no list says more than why there is no newest version beside it.
  if (latest.kind !== 'found') return 'state' in listed ? listed : undeterminedBy(latest);
  const result = parseInfo(decodeUtf8(latest.bodyBytes), null);
  return result.kind === 'info' ? result.info.version : undetermined('mirror-malformed', result.reason);
}
