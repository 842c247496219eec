import { createHash } from 'node:crypto';
import path from 'node:path';
import { FeedJudge } from '../audit/index.ts';
import { type LoadedFeed, loadFeed } from '../vulndb/index.ts';
import { readText } from './readText.ts';

/** What ships, beside the program. */
export const SHIPPED = 'malicious-modules.txt';

/** What was downloaded, beside the store; with the digest of its text in front. */
export const DOWNLOADED = 'malicious-modules.txt';

/** What a damaged download is read as: nothing that a feed could be, so that it is told. */
const DAMAGED = '';

/**
 * Reads the list of malicious modules that the build lays beside the program,
 * and the one that was downloaded into the folder of the store, if there is
 * one. `now` is in milliseconds since 1970.
 *
 * Does not throw: without a list the judge says so in its `problems`, and all
 * other checks go on.
 */
export function readFeed(dataFolder: string, storeFolder: string | null, now: number): FeedJudge {
  return new FeedJudge(loadedFeed(dataFolder, storeFolder, now));
}

/** As {@link readFeed}: what the judge is made of. */
function loadedFeed(dataFolder: string, storeFolder: string | null, now: number): LoadedFeed {
  const kept = storeFolder === null ? null : readText(path.join(storeFolder, DOWNLOADED));
  const shipped = readText(path.join(dataFolder, SHIPPED));
  return loadFeed(shipped, kept === null ? null : (unsealed(kept) ?? DAMAGED), now);
}

/** A text with its digest in front, as it is kept. */
export function seal(text: string): string {
  return `${digestOf(text)}\n${text}`;
}

/** The text behind its digest; null where the two do not agree. */
function unsealed(kept: string): string | null {
  const end = kept.indexOf('\n');
  const text = kept.slice(end + 1);
  return end > 0 && kept.slice(0, end) === digestOf(text) ? text : null;
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
