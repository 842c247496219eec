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
  const latest = await newestCommit(path, proxy, signal);
  // Why there is no list says more than why there is no newest version beside it.
  return typeof latest !== 'string' && 'state' in listed && latest.reason !== 'mirror-malformed'
    ? listed
    : latest;
}

/**
 * The version whose go.mod tells of retractions and deprecation: the highest
 * release that the mirror lists, else the highest pre-release, those that are
 * `+incompatible` left aside; the newest commit where nothing is listed. Without
 * the list it cannot be learnt, for a mirror may leave retracted versions out of
 * what it takes for the newest. Rejects on cancellation alone.
 */
export async function tellingVersion(
  path: string,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<string | Undetermined> {
  const listed = await versionsOf(path, proxy, signal);
  if ('state' in listed) return listed;
  return latestOf(listed, 'drop') ?? (await newestCommit(path, proxy, signal));
}

async function newestCommit(
  path: string,
  proxy: ModuleProxy,
  signal: AbortSignal,
): Promise<string | Undetermined> {
  const latest = await proxy.askAbout(path, 'latest', signal);
  if (latest.kind !== 'found') return undeterminedBy(latest);
  const result = parseInfo(decodeUtf8(latest.bodyBytes), null);
  return result.kind === 'info' ? result.info.version : undetermined('mirror-malformed', result.reason);
}
