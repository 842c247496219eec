import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import JSZip from 'jszip';
import { readFeed } from '../../../server/src/main/feed.ts';
import { feedSources, refreshFeed } from '../../../server/src/main/refreshFeed.ts';
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

async function archive(): Promise<Uint8Array> {
  const zip = new JSZip();
  const entry = {
    id: 'MAL-2030-5',
    modified: '2030-05-20T00:00:00Z',
    affected: [
      {
        package: { ecosystem: 'Go', name: 'bad.example/new' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ],
  };
  zip.file('MAL-2030-5.json', JSON.stringify(entry));
  return zip.generateAsync({ type: 'uint8array' });
}

describe('the list of a program', () => {
  test('is what ships, where nothing was downloaded', () => {
    const feed = readFeed(shipped(), folder(), NOW);
    expect(feed.used).toEqual({ date: '2030-05-01', advisories: 1, from: ['shipped'], problems: [] });
    expect(feed.judge('bad.example/shipped', 'v1.0.0').state).toBe('listed');
  });

  test('is what was downloaded besides, from the next run on', async () => {
    const [data, store, body] = [shipped(), path.join(folder(), 'not', 'there'), await archive()];
    const server = await startLoopback((_, response) => void response.end(body));
    const plan = {
      environment: { MODPROOF_FEED: `${server.url}/all.zip` },
      dataFolder: data,
      storeFolder: store,
      version: '0',
    };
    expect(await refreshFeed(plan, AbortSignal.timeout(60_000))).toEqual({
      kind: 'refreshed',
      date: '2030-05-20',
      advisories: 1,
      unread: [],
    });
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
