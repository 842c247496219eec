import type { GitError, NamedBy } from '../../ports/index.ts';
import { noGitServer, refusalOf } from '../git/refusal.ts';
import { decodedChunks } from '../http/decoded.ts';
import type { HopAnswer } from '../http/hop.ts';
import type { Network } from '../http/network.ts';
import { MAX_REDIRECTS, redirectLoop, redirectOf } from '../http/rules.ts';
import { ByteSource } from './byteSource.ts';
import { type Capabilities, readCapabilities } from './capabilities.ts';
import { HandOver } from './handOver.ts';

const TAIL = '/info/refs';
const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement';

/** An advertisement of version 2 is short; refs are not in it. */
const MAX_ADVERTISEMENT_BYTES = 1 << 20;

/** Where a repository is asked, and who named that address. */
export interface Place {
  /** Without a slash at the end. */
  readonly address: URL;
  readonly namedBy: NamedBy;
}

/** What a server says of a repository before anything is asked of it. */
export interface Discovery {
  /** Where it is, after redirects. */
  readonly place: Place;
  readonly capabilities: Capabilities;
}

/** The headers of every request: version 2 is asked for, and answers may be compressed. */
export function protocolHeaders(network: Network): Record<string, string> {
  return {
    'git-protocol': 'version=2',
    'accept-encoding': 'gzip',
    // Code hosts answer git below the address of a page only to what calls itself git.
    'user-agent': `git/2.0 (${network.userAgent})`,
  };
}

/** The address of a part of a repository. */
export function partOf(address: URL, tail: string): URL {
  return new URL(`${address.pathname.replace(/\/$/, '')}${tail}`, address);
}

/**
 * Asks what the server can do for the repository at `place`, and follows
 * redirects, each checked: a host that redirects elsewhere is a stranger's.
 *
 * Rejects with GitError as the status says, and with {@link HandOver} when
 * the user's git may understand the server better: an older protocol, or files without a program behind them.
 * `onLogin` gives the error of a 401.
 *
 * Specification: gitprotocol-http(5), "Smart Clients", and gitprotocol-v2(5).
 */
export async function discover(
  network: Network,
  place: Place,
  onLogin: (place: Place) => Promise<GitError>,
  signal: AbortSignal,
): Promise<Discovery> {
  let url = partOf(place.address, `${TAIL}?service=git-upload-pack`);
  let { namedBy } = place;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const headers = protocolHeaders(network);
    const answer = await network.hop({ url, namedBy, headers, maxBytes: MAX_ADVERTISEMENT_BYTES, signal });
    const next = redirectOf(answer.status, answer.headers, url);
    if (next === null) {
      if (answer.status === 200)
        return { place: placeAt(url, namedBy), capabilities: await read(answer, url, signal) };
      await answer.discard();
      if (answer.status === 401) throw await onLogin(placeAt(url, namedBy));
      throw refusalOf(answer.status, answer.headers, url.host) ?? noGitServer(url.host);
    }
    await answer.discard();
    if (next.host !== url.host) namedBy = 'stranger';
    url = next;
  }
  throw redirectLoop(place.address.host);
}

/** The repository whose advertisement is at `url`. Throws GitError when a redirect led to something else. */
function placeAt(url: URL, namedBy: NamedBy): Place {
  if (!url.pathname.endsWith(TAIL)) throw noGitServer(url.host);
  const address = new URL(url);
  address.pathname = address.pathname.slice(0, -TAIL.length);
  address.search = '';
  address.hash = '';
  return { address, namedBy };
}

async function read(answer: HopAnswer, url: URL, signal: AbortSignal): Promise<Capabilities> {
  const source = new ByteSource(decodedChunks(answer, MAX_ADVERTISEMENT_BYTES, url.host, signal));
  try {
    if ((answer.headers.get('content-type') ?? '').startsWith(ADVERTISEMENT)) {
      return await readCapabilities(source, url.host);
    }
    throw await asFiles(source, url.host);
  } finally {
    await source.finish();
  }
}

/** Where a server keeps repositories as plain files, the first line lists a ref: git reads those. */
async function asFiles(source: ByteSource, host: string): Promise<GitError> {
  if (await source.isAtEnd()) return noGitServer(host);
  const beginning = await source.take(41).catch(() => null);
  const looksRight = beginning !== null && /^[0-9a-f]{40}[\t0-9a-f]$/.test(beginning.toString('latin1'));
  return looksRight
    ? new HandOver('malformed', `${host} serves the repository as plain files.`, true)
    : noGitServer(host);
}
