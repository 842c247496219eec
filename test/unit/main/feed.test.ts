import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { readFeed, seal } from '../../../server/src/main/feed.ts';
import { type FeedRefresh, feedSources, refreshFeed } from '../../../server/src/main/refreshFeed.ts';
import { formatFeed } from '../../../server/src/vulndb/index.ts';
import { startLoopback } from '../../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../../kit.ts';
import { advisoryOf } from '../audit/feeds.ts';

const NOW = Date.UTC(2030, 5, 1);
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(path.join(tmpdir(), 'modproof-feed-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const one of folders.splice(0)) rmSync(one, { recursive: true, force: true });
});

/** A program's data folder with a feed of one advisory. */
function shipped(): string {
  const data = folder();
  const text = formatFeed({
    date: '2030-05-01',
    advisories: [advisoryOf('bad.example/shipped')],
    withdrawn: [],
  });
  writeFileSync(path.join(data, 'malicious-modules.txt'), text);
  return data;
}

interface Entry {
  readonly id: string;
  readonly path: string;
  /** A day. */
  readonly modified: string;
  readonly withdrawn?: boolean;
  /** The first version that is affected, without its `v`. */
  readonly introduced?: string;
}

const NEW: Entry = { id: 'MAL-2030-5', path: 'bad.example/new', modified: '2030-05-20' };

async function archive(...entries: readonly Entry[]): Promise<Uint8Array> {
  const zip = new JSZip();
  for (const { id, path: name, modified, withdrawn = false, introduced = '0' } of entries) {
    const day = `${modified}T00:00:00Z`;
    const affected = [
      { package: { ecosystem: 'Go', name }, ranges: [{ type: 'SEMVER', events: [{ introduced }] }] },
    ];
    const entry = { id, modified: day, affected, ...(withdrawn ? { withdrawn: day } : {}) };
    zip.file(`${id}.json`, JSON.stringify(entry));
  }
  return zip.generateAsync({ type: 'uint8array' });
}

describe('the list of a program', () => {
  test('is what ships, where nothing was downloaded', () => {
    const feed = readFeed(shipped(), folder(), NOW);
    expect(feed.used).toEqual({ date: '2030-05-01', advisories: 1, from: ['shipped'], problems: [] });
    expect(feed.judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');
  });

  test('is what was downloaded besides, from the next run on', async () => {
    const [data, store, body] = [shipped(), path.join(folder(), 'not', 'there'), await archive(NEW)];
    const server = await startLoopback((_, response) => void response.end(body));
    const plan = {
      environment: { MODPROOF_FEED: `${server.url}/all.zip` },
      dataFolder: data,
      storeFolder: store,
      version: '0',
      acceptsLosses: false,
    };
    const asking: unknown[] = [];
    const surroundings = { now: () => NOW, progress: (...step: unknown[]) => void asking.push(step) };
    expect(await refreshFeed(plan, AbortSignal.timeout(60_000), surroundings)).toEqual({
      kind: 'refreshed',
      date: '2030-05-20',
      advisories: 1,
      unread: [],
      takenBack: '',
      accepted: '',
    });
    expect(asking).toEqual([[new URL(server.url).host, 1, 1]]);
    expect(server.asked).toEqual(['/all.zip']);
    await server.close();
    const feed = readFeed(data, store, NOW);
    expect(feed.used).toEqual({
      date: '2030-05-20',
      advisories: 2,
      from: ['shipped', 'downloaded'],
      problems: [],
    });
    expect(feed.judge('bad.example/new', 'v1.0.0').state).toBe('listed');
    expect(feed.judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');

    const kept = path.join(store, 'malicious-modules.txt');
    const text = readFileSync(kept, 'utf8');
    // Whoever takes a line out has to make a digest as well: a damaged one is told.
    writeFileSync(kept, text.replace('bad.example/new', 'bad.example/now'));
    const damaged = readFeed(data, store, NOW);
    expect(damaged.used.from).toEqual(['shipped']);
    expect(damaged.used.problems).toEqual([expect.stringContaining('downloaded list')]);
    expect(damaged.judge('bad.example/now', 'v1.0.0').state).toBe('unlisted');
  });

  test('stays what it was after a download that failed', async () => {
    const [data, store] = [shipped(), folder()];
    const server = await startLoopback((_, response) => void response.end('<html>'));
    const plan = {
      environment: { MODPROOF_FEED: server.url },
      dataFolder: data,
      storeFolder: store,
      version: '0',
      acceptsLosses: false,
    };
    expect(await refreshFeed(plan, AbortSignal.timeout(60_000))).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('web page'),
    });
    await server.close();
    expect(readdirSync(store)).toEqual([]);
  });

  test('is not downloaded where that is off, or the address is none', async () => {
    for (const value of ['off', 'ftp://a.example/x', 'https://a.example/a.zip,nonsense'])
      expect(feedSources({ MODPROOF_FEED: value })).toEqual(expect.stringContaining('MODPROOF_FEED'));
    const plan = {
      environment: { MODPROOF_FEED: 'off' },
      dataFolder: shipped(),
      storeFolder: folder(),
      version: '0',
      acceptsLosses: false,
    };
    expect(await refreshFeed(plan, AbortSignal.timeout(60_000))).toMatchObject({ kind: 'failed' });
  });

  test('is downloaded from public databases over https, where the user names no others', () => {
    const sources = feedSources({});
    if (typeof sources === 'string') throw new Error(sources);
    expect(sources.length).toBeGreaterThan(0);
    expect(
      sources.every(({ address, namedBy }) => address.protocol === 'https:' && namedBy === 'stranger'),
    ).toBe(true);
  });
});

describe('a refresh', () => {
  const OLD: Entry = { id: 'MAL-2030-4', path: 'bad.example/old', modified: '2030-05-10' };
  const KEPT = 'malicious-modules.txt';

  /** Refreshes a list from one archive after the other; the results, and what is kept at the end. */
  async function refreshes(
    steps: readonly { readonly entries: readonly Entry[]; readonly acceptsLosses?: boolean }[],
  ): Promise<{ readonly results: readonly FeedRefresh[]; readonly store: string; readonly data: string }> {
    const [data, store] = [shipped(), folder()];
    const results: FeedRefresh[] = [];
    for (const { entries, acceptsLosses = false } of steps) {
      const body = await archive(...entries);
      const server = await startLoopback((_, response) => void response.end(body));
      const environment = { MODPROOF_FEED: server.url };
      const plan = { environment, dataFolder: data, storeFolder: store, version: '0', acceptsLosses };
      results.push(await refreshFeed(plan, AbortSignal.timeout(60_000), { now: () => NOW }));
      await server.close();
    }
    return { results, store, data };
  }

  test.each<[string, readonly Entry[], RegExp]>([
    [
      'older',
      [OLD],
      /of 2030-05-10 and older than .* of 2030-05-20\. 1 entry would be lost: bad\.example\/new/,
    ],
    [
      'without an entry',
      [{ ...OLD, modified: '2030-05-30' }],
      /would replace .*1 entry would be lost: bad\.example\/new/,
    ],
    [
      'with an entry for fewer versions',
      [OLD, { ...NEW, introduced: '1.0.0' }],
      /1 entry would be lost: bad\.example\/new/,
    ],
    [
      'from an address of the user, which takes an entry back',
      [OLD, { ...NEW, modified: '2030-05-30', withdrawn: true }],
      /1 entry would be lost, 1 of them called withdrawn: bad\.example\/new/,
    ],
    [
      'of a day that is yet to come',
      [OLD, { ...NEW, modified: '2031-05-30' }],
      /2031-05-30, which is yet to come/,
    ],
  ])(
    'with an archive that is %s changes nothing, unless the user accepts that',
    async (_, entries, words) => {
      const first = { entries: [OLD, NEW] };
      const refused = await refreshes([first, { entries }]);
      expect(refused.results[1]).toMatchObject({
        kind: 'failed',
        isWorse: true,
        detail: expect.stringMatching(words),
      });
      const list = readFeed(refused.data, refused.store, NOW);
      expect(list.used.date).toBe('2030-05-20');
      expect(list.judge('bad.example/new', 'v0.1.0').state).toBe('listed');
      expect(readdirSync(refused.store)).toEqual([KEPT]);

      const accepted = await refreshes([first, { entries, acceptsLosses: true }]);
      expect(accepted.results[1]).toMatchObject({
        kind: 'refreshed',
        accepted: expect.stringMatching(words),
      });
      const other = readFeed(accepted.data, accepted.store, NOW);
      expect(readFileSync(path.join(accepted.store, KEPT))).not.toEqual(
        readFileSync(path.join(refused.store, KEPT)),
      );
      // What ships is listed all the same.
      expect(other.judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');
    },
  );

  test('does not lose what ships, whatever an archive lacks', async () => {
    const { results, data, store } = await refreshes([{ entries: [NEW] }, { entries: [NEW] }]);
    expect(results.map(({ kind }) => kind)).toEqual(['refreshed', 'refreshed']);
    expect(readFeed(data, store, NOW).judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');
  });

  test('may not have what ships taken back by an address that the user names', async () => {
    const taken: Entry = {
      id: 'MAL-2030-1',
      path: 'bad.example/shipped',
      modified: '2030-05-25',
      withdrawn: true,
    };
    const { results, data, store } = await refreshes([{ entries: [NEW, taken] }]);
    expect(results).toMatchObject([
      { kind: 'failed', detail: expect.stringContaining('bad.example/shipped') },
    ]);
    expect(readFeed(data, store, NOW).judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');
  });

  test('that is refused names the entries that could not be read', async () => {
    const broken: Entry = { ...NEW, modified: 'today' };
    const { results } = await refreshes([
      { entries: [OLD, NEW] },
      { entries: [{ ...OLD, modified: '2030-05-20' }, broken] },
    ]);
    expect(results[1]).toMatchObject({
      kind: 'failed',
      detail: expect.stringMatching(/could not be read: MAL-2030-5: it does not say when/),
    });
  });

  test('takes the place of a download that is damaged', async () => {
    const [data, store] = [shipped(), folder()];
    writeFileSync(path.join(store, KEPT), 'nonsense');
    const body = await archive(NEW);
    const server = await startLoopback((_, response) => void response.end(body));
    const environment = { MODPROOF_FEED: server.url };
    const plan = { environment, dataFolder: data, storeFolder: store, version: '0', acceptsLosses: false };
    const result = await refreshFeed(plan, AbortSignal.timeout(60_000), { now: () => NOW });
    await server.close();
    expect(result.kind).toBe('refreshed');
    expect(readFeed(data, store, NOW).used.problems).toEqual([]);
  });

  test('is held against a list that somebody else has put there meanwhile', async () => {
    const [data, store] = [shipped(), folder()];
    const body = await archive(NEW);
    const server = await startLoopback((_, response) => {
      const advisories = [advisoryOf('bad.example/meanwhile')];
      writeFileSync(
        path.join(store, KEPT),
        seal(formatFeed({ date: '2030-05-30', advisories, withdrawn: [] })),
      );
      response.end(body);
    });
    const environment = { MODPROOF_FEED: server.url };
    const plan = { environment, dataFolder: data, storeFolder: store, version: '0', acceptsLosses: false };
    const result = await refreshFeed(plan, AbortSignal.timeout(60_000), { now: () => NOW });
    await server.close();
    expect(result).toMatchObject({
      kind: 'failed',
      detail: expect.stringContaining('bad.example/meanwhile'),
    });
  });
});
