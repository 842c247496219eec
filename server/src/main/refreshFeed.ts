import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, systemClock, UndiciHttp, writeOutput } from '../adapters/index.ts';
import { DEFAULT_FEED_SOURCES } from '../goenv/index.ts';
import { FileError } from '../ports/index.ts';
import { downloadFeed, type FeedSource, Patience } from '../sources/index.ts';
import { formatFeed, parseFeed } from '../vulndb/index.ts';
import type { Environment } from './examinationServices.ts';
import { DOWNLOADED, SHIPPED, seal } from './feed.ts';

/** What came of a refresh. */
export type FeedRefresh =
  | {
      readonly kind: 'refreshed';
      /** Of when the download is, `YYYY-MM-DD`. */
      readonly date: string;
      readonly advisories: number;
      /** Entries about malicious modules that could not be read. Attacker-controlled: escape it. */
      readonly unread: readonly string[];
    }
  /** Nothing changed. A sentence; attacker-controlled in part: escape it. */
  | { readonly kind: 'failed'; readonly detail: string };

/** What a refresh is done with. */
export interface RefreshPlan {
  readonly environment: Environment;
  readonly dataFolder: string;
  /** Where the download is kept; null where there is no place for one. */
  readonly storeFolder: string | null;
  readonly version: string;
}

/**
 * Downloads the list of malicious modules and keeps it beside the store, whole
 * or not at all. Rejects on cancellation alone.
 */
export async function refreshFeed(plan: RefreshPlan, signal: AbortSignal): Promise<FeedRefresh> {
  const sources = feedSources(plan.environment);
  if (typeof sources === 'string') return failed(sources);
  const { storeFolder } = plan;
  if (storeFolder === null) return failed('There is no folder in which a download could be kept.');
  const text = await readFile(path.join(plan.dataFolder, SHIPPED), 'utf8').catch(() => '');
  const shipped = parseFeed(text);
  const known = shipped.kind === 'feed' ? shipped.feed : { advisories: [] };
  const http = new UndiciHttp({
    environment: plan.environment,
    userAgent: `modproof/${plan.version}`,
  });
  try {
    const services = { http, patience: new Patience(1) };
    const download = await downloadFeed(sources, known, services, systemClock.now(), signal);
    if (download.kind === 'failed') return failed(download.detail);
    const { feed, unread } = download;
    await makeFolder(storeFolder, {});
    await writeOutput(path.join(storeFolder, DOWNLOADED), seal(formatFeed(feed)));
    return { kind: 'refreshed', date: feed.date, advisories: feed.advisories.length, unread };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return failed(error.message);
  } finally {
    await http.close();
  }
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
  return { kind: 'failed', detail };
}
