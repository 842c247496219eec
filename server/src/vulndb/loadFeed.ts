import type { Feed } from './advisory.ts';
import { parseFeed } from './feedText.ts';
import { mergeFeeds } from './mergeFeeds.ts';

/** The feed that a program uses. */
export interface LoadedFeed {
  /** Null where there is none that can be read: then nothing is known to be listed, or not to be. */
  readonly feed: Feed | null;
  /** Which copies it is made of. */
  readonly from: readonly ('shipped' | 'downloaded')[];
  /** What a person has to know before it is believed, a sentence or two each; empty when all is well. */
  readonly problems: readonly string[];
}

/** Attacks come up every week, and a list that old knows none of the last season. */
const MAX_FEED_AGE_DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Puts together the texts of the shipped feed and of the downloaded one, null
 * where there is none; `now` is in milliseconds since 1970 in UTC.
 *
 * Never throws. A feed that cannot be read is told and not used in part; one
 * that is older than {@link MAX_FEED_AGE_DAYS}, or of a day yet to come, is told
 * and used.
 */
export function loadFeed(shippedText: string | null, downloadedText: string | null, now: number): LoadedFeed {
  const problems: string[] = [];
  const shipped = readOne(shippedText, 'The shipped list of malicious modules', problems);
  const downloaded = readOne(downloadedText, 'The downloaded list of malicious modules', problems);
  if (shippedText === null)
    problems.push('The shipped list of malicious modules is not where it was installed.');
  const feed = shipped === null ? downloaded : mergeFeeds(shipped, downloaded);
  if (feed === null) problems.push('Whether a module is listed as malicious could not be determined.');
  else problems.push(...ageProblems(feed.date, now));
  const from = [
    ...(shipped === null ? [] : (['shipped'] as const)),
    ...(downloaded === null ? [] : (['downloaded'] as const)),
  ];
  return { feed, from, problems };
}

function readOne(text: string | null, what: string, problems: string[]): Feed | null {
  if (text === null) return null;
  const read = parseFeed(text);
  if (read.kind === 'feed') return read.feed;
  problems.push(`${what} is not used. Line ${read.line + 1}: ${read.reason}.`);
  return null;
}

function ageProblems(date: string, now: number): readonly string[] {
  const days = (now - Date.parse(`${date}T00:00:00Z`)) / DAY_MS;
  // Somewhere it is tomorrow already.
  if (days < -1)
    return [
      `The list of malicious modules is of ${date}, which is yet to come by this machine's clock. One of the two is wrong.`,
    ];
  if (days <= MAX_FEED_AGE_DAYS) return [];
  return [
    `The list of malicious modules is of ${date}, ${Math.floor(days)} days ago. What came up since is not in it; "modproof feed --refresh" gets it, and so does "Refresh the List of Malicious Modules" in the editor.`,
  ];
}
