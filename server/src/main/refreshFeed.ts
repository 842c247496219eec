import path from 'node:path';
import { makeFolder, systemClock, UndiciHttp, writeOutput } from '../adapters/index.ts';
import { DEFAULT_FEED_SOURCES } from '../goenv/index.ts';
import { FileError } from '../ports/index.ts';
import { downloadFeed, type FeedProgress, type FeedSource, Patience } from '../sources/index.ts';
import { type Feed, formatFeed, judgeRenewal, namedAdvisories, objectionTo } from '../vulndb/index.ts';
import type { Environment } from './examinationServices.ts';
import { DOWNLOADED, readCopies, seal } from './feed.ts';

/** What came of a refresh. */
export type FeedRefresh =
  | {
      readonly kind: 'refreshed';
      /** Of when the download is, `YYYY-MM-DD`. */
      readonly date: string;
      readonly advisories: number;
      /** Entries about malicious modules that could not be read. Attacker-controlled: escape it. */
      readonly unread: readonly string[];
      /** What is not listed any more because it was withdrawn; empty for nothing. Attacker-controlled: escape it. */
      readonly takenBack: string;
      /** What the user has accepted, in sentences; empty for nothing. Attacker-controlled: escape it. */
      readonly accepted: string;
    }
  /** Nothing changed. Sentences; attacker-controlled in part: escape them. */
  | {
      readonly kind: 'failed';
      readonly detail: string;
      /** Whether a download came whole and is worse than the list at hand; it can be accepted all the same. */
      readonly isWorse: boolean;
    };

/** What a refresh is done with. */
export interface RefreshPlan {
  readonly environment: Environment;
  readonly dataFolder: string;
  /** Where the download is kept; null where there is no place for one. */
  readonly storeFolder: string | null;
  readonly version: string;
  /** The user takes a download that is older than the list at hand, or lacks some of it. */
  readonly acceptsLosses: boolean;
}

/** What a refresh needs besides, for whoever watches it and for tests. */
export interface RefreshSurroundings {
  readonly progress?: FeedProgress;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Downloads the list of malicious modules and keeps it beside the store, whole
 * or not at all. One that is older than the list at hand, or does not list all
 * that is listed there, is kept only where the user accepts that. Rejects on
 * cancellation alone.
 */
export async function refreshFeed(
  plan: RefreshPlan,
  signal: AbortSignal,
  { progress, now = () => systemClock.now() }: RefreshSurroundings = {},
): Promise<FeedRefresh> {
  const sources = feedSources(plan.environment);
  if (typeof sources === 'string') return failed(sources);
  const { storeFolder, dataFolder } = plan;
  if (storeFolder === null) return failed('There is no folder in which a download could be kept.');
  const { shipped } = readCopies(dataFolder, storeFolder);
  const http = new UndiciHttp({
    environment: plan.environment,
    userAgent: `modproof/${plan.version}`,
  });
  try {
    const services = { http, patience: new Patience(1), ...(progress === undefined ? {} : { progress }) };
    const known = shipped ?? { advisories: [] };
    const download = await downloadFeed(sources, known, services, now(), signal);
    if (download.kind === 'failed') return failed(download.detail);
    const { feed, unread } = download;
    // Read only now: another window may have refreshed the list meanwhile.
    const { held } = readCopies(dataFolder, storeFolder);
    const judged = judgeDownload({ shipped, held, feed, sources, now: now() });
    if (judged.objection !== '' && !plan.acceptsLosses) return worse(judged.objection, unread);
    await makeFolder(storeFolder, {});
    await writeOutput(path.join(storeFolder, DOWNLOADED), seal(formatFeed(feed)));
    return {
      kind: 'refreshed',
      date: feed.date,
      advisories: feed.advisories.length,
      unread,
      takenBack: judged.objection === '' ? judged.takenBack : '',
      accepted: judged.objection,
    };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return failed(error.message);
  } finally {
    await http.close();
  }
}

function judgeDownload({
  shipped,
  held,
  feed,
  sources,
  now,
}: {
  readonly shipped: Feed | null;
  readonly held: Feed | null;
  readonly feed: Feed;
  readonly sources: readonly FeedSource[];
  readonly now: number;
}): { readonly objection: string; readonly takenBack: string } {
  const renewal = judgeRenewal(shipped, held, feed, now);
  const areDatabases = sources.every(({ namedBy }) => namedBy === 'stranger');
  return {
    objection: objectionTo(renewal, areDatabases) ?? '',
    takenBack: namedAdvisories(renewal.takenBack),
  };
}

function worse(objection: string, unread: readonly string[]): FeedRefresh {
  const read = unread.length === 0 ? '' : ` Entries that could not be read: ${unread.join('; ')}.`;
  return { kind: 'failed', detail: `${objection}${read}`, isWorse: true };
}

/**
 * Where the list is downloaded: the addresses that MODPROOF_FEED gives, with
 * commas between them, or the public databases; a sentence where it is switched
 * off or names something else.
 */
export function feedSources(environment: Environment): readonly FeedSource[] | string {
  const named = environment.MODPROOF_FEED ?? '';
  if (named === 'off') return 'MODPROOF_FEED is off: the list is not downloaded.';
  const namedBy = named === '' ? 'stranger' : 'user';
  const sources: FeedSource[] = [];
  for (const text of (named === '' ? DEFAULT_FEED_SOURCES : named).split(',')) {
    const address = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
    if (address === null || !/^https?:$/.test(address.protocol))
      return `MODPROOF_FEED names ${JSON.stringify(text.trim())}, which is no address of http or https.`;
    sources.push({ address, namedBy });
  }
  return sources;
}

function failed(detail: string): FeedRefresh {
  return { kind: 'failed', detail, isWorse: false };
}
