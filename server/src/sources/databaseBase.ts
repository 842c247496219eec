import { continuesAfter, parseProxyList } from '../proxy/index.ts';
import type { RemoteAnswer } from '../sumdb/index.ts';
import { below } from './addresses.ts';
import type { DatabaseReader } from './databaseReader.ts';

/** Where a checksum database is asked, or why it cannot be. */
export type DatabaseBase =
  | { readonly kind: 'base'; readonly url: URL }
  | Extract<RemoteAnswer, { kind: 'failed' }>;

/**
 * Finds out where a database that GOSUMDB gives no address of is asked.
 *
 * The first mirror of `proxyList` (a GOPROXY value) that supports the database
 * is asked, and then nobody else. 404 and 410 lead to the next mirror, any
 * failure does behind `|`. At `direct`, and at `off` or the end when no mirror
 * failed, it is `direct`, the database's own address.
 *
 * Follows dbClient.initBase and TryProxies of cmd/go/internal/modfetch. Never
 * rejects for what servers do.
 */
export async function findDatabaseBase(
  proxyList: string,
  name: string,
  direct: URL,
  reader: DatabaseReader,
  signal: AbortSignal,
): Promise<DatabaseBase> {
  const { entries, problem } = parseProxyList(proxyList);
  if (problem !== null) return { kind: 'failed', reason: 'no-mirror', detail: problem };
  let failure: Extract<RemoteAnswer, { kind: 'failed' }> | null = null;
  for (const entry of entries) {
    if (entry.kind === 'direct') return { kind: 'base', url: direct };
    if (entry.kind === 'off') break;
    const answer = await reader.read(below(entry.url, `/sumdb/${name}/supported`), 'supported', signal);
    if (answer.kind === 'found') return { kind: 'base', url: below(entry.url, `/sumdb/${name}`) };
    if (answer.kind === 'failed') failure = answer;
    if (!continuesAfter(entry, answer.kind === 'not-found' ? 'not-found' : 'error')) break;
  }
  return failure ?? { kind: 'base', url: direct };
}
