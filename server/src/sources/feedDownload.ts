import { type Http, HttpError, type HttpResponse, type NamedBy } from '../ports/index.ts';
import { type Feed, maliciousAmong, type OsvEntry } from '../vulndb/index.ts';
import type { Patience } from './limits.ts';
import { readOsvArchive } from './osvArchive.ts';

/** Where a database of advisories is downloaded as a whole. */
export interface FeedSource {
  /** Address of a zip of OSV entries. */
  readonly address: URL;
  /** `user` where a setting of this machine names the address. */
  readonly namedBy: NamedBy;
}

/** Hears which database is being downloaded: its host, the how-manieth it is, from 1, and of how many. */
export type FeedProgress = (host: string, number: number, total: number) => void;

/** What came of a download. */
export type FeedDownload =
  | {
      readonly kind: 'feed';
      readonly feed: Feed;
      /** Entries about malicious modules that could not be read, each with why. Attacker-controlled: escape it. */
      readonly unread: readonly string[];
    }
  /** Nothing is to be used. A sentence that names the place; attacker-controlled in part: escape it. */
  | { readonly kind: 'failed'; readonly detail: string };

/**
 * Downloads the databases of advisories and picks out what is malicious.
 *
 * Each is asked once, for all of it: what leaves this machine is its address,
 * and nothing of any module of the user's. What one of them lacks would be
 * missed in silence, so that all have to come whole or none is used. `now` is in
 * milliseconds since 1970, for servers that say until when they are not to be
 * asked. Rejects on cancellation alone.
 */
export async function downloadFeed(
  sources: readonly FeedSource[],
  shipped: Pick<Feed, 'advisories'>,
  services: { readonly http: Http; readonly patience: Patience; readonly progress?: FeedProgress },
  now: number,
  signal: AbortSignal,
): Promise<FeedDownload> {
  const { http, patience, progress } = services;
  const entries: OsvEntry[] = [];
  const unread: string[] = [];
  const days: string[] = [];
  for (const [index, source] of sources.entries()) {
    progress?.(source.address.host, index + 1, sources.length);
    const answer = await fetchZip(source, http, patience, now, signal);
    if (typeof answer === 'string') return failed(`${source.address.host} ${answer}`);
    const read = readOsvArchive(answer);
    if (read.kind === 'refused')
      return failed(`What ${source.address.host} gave is not used: ${read.detail}.`);
    for (const one of read.entries) entries.push(one);
    unread.push(...read.unread);
    days.push(read.newest.slice(0, 10));
  }
  const [date] = days.sort();
  if (date === undefined) return failed('No database is named from which the list could be downloaded.');
  // What all of them knew by that day: one that stands still makes the whole old.
  return { kind: 'feed', feed: { date, ...maliciousAmong(entries, shipped) }, unread };
}

/** The bytes of a zip, or what is wrong, as the rest of a sentence that begins with the host. */
async function fetchZip(
  { address, namedBy }: FeedSource,
  http: Http,
  patience: Patience,
  now: number,
  signal: AbortSignal,
): Promise<Uint8Array | string> {
  let response: HttpResponse;
  try {
    response = await http.get({ url: address, namedBy, ...patience.with(signal, 'feed') });
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    signal.throwIfAborted();
    return `could not be read: ${error.message}`;
  }
  const { status, url, headers, bodyBytes } = response;
  if (url.host !== address.host) return `leads elsewhere, to ${url.host}, from where nothing is taken.`;
  if (status === 429 || (status === 503 && headers.has('retry-after')))
    return `limits how often it may be asked. ${whenAgain(headers.get('retry-after'), now)}`;
  if (status !== 200) return `answered with status ${status}.`;
  return isZip(bodyBytes) ? bodyBytes : `answered with ${whatItIs(bodyBytes)} in place of a zip.`;
}

/** Longer is nothing that anybody waits for, in seconds. */
const MAX_WAIT = 7 * 24 * 60 * 60;

/** When a server may be asked again, by a `Retry-After` of seconds or of a date (RFC 9110, 10.2.3). */
function whenAgain(retryAfter: string | undefined, now: number): string {
  const text = retryAfter?.trim() ?? '';
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  if (Number.isNaN(seconds) || seconds <= 0 || seconds > MAX_WAIT) return 'Try again later.';
  if (seconds < 120) return `Try again in ${seconds} s.`;
  return seconds < 7200
    ? `Try again in ${Math.ceil(seconds / 60)} minutes.`
    : `Try again in ${Math.ceil(seconds / 3600)} hours.`;
}

/** `PK` and the number of a local header, or of the end of an empty zip. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

function whatItIs(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'nothing';
  const start = new TextDecoder().decode(bytes.subarray(0, 512)).trimStart().toLowerCase();
  return start.startsWith('<') ? 'a web page' : 'something else';
}

function failed(detail: string): FeedDownload {
  return { kind: 'failed', detail };
}
