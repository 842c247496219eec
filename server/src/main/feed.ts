import { createHash } from 'node:crypto';
import path from 'node:path';
import { FeedJudge } from '../audit/index.ts';
import { type Feed, type LoadedFeed, loadFeed, parseFeed } from '../vulndb/index.ts';
import { readText } from './readText.ts';

/** What ships, beside the program. */
const SHIPPED = 'malicious-modules.txt';

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
  const { shipped, held } = readTexts(dataFolder, storeFolder);
  return loadFeed(shipped, held, now);
}

/** The two copies that a list is made of; null where there is none, or none that can be read. Does not throw. */
export function readCopies(
  dataFolder: string,
  storeFolder: string | null,
): { readonly shipped: Feed | null; readonly held: Feed | null } {
  const { shipped, held } = readTexts(dataFolder, storeFolder);
  return { shipped: feedIn(shipped), held: feedIn(held) };
}

function readTexts(
  dataFolder: string,
  storeFolder: string | null,
): { readonly shipped: string | null; readonly held: string | null } {
  const kept = storeFolder === null ? null : readText(path.join(storeFolder, DOWNLOADED));
  return {
    shipped: readText(path.join(dataFolder, SHIPPED)),
    held: kept === null ? null : (unsealed(kept) ?? DAMAGED),
  };
}

function feedIn(text: string | null): Feed | null {
  const read = text === null ? null : parseFeed(text);
  return read?.kind === 'feed' ? read.feed : null;
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
