import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CurrentFeed } from '../../../server/src/main/currentFeed.ts';
import { readFeed, seal } from '../../../server/src/main/feed.ts';
import { formatFeed } from '../../../server/src/vulndb/index.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../kit.ts';
import { advisoryOf } from '../audit/feeds.ts';

const NOW = Date.UTC(2030, 5, 1);
const NAME = 'malicious-modules.txt';
const textOf = (...modules: readonly string[]): string =>
  formatFeed({
    date: '2030-05-20',
    advisories: modules.map((one) => advisoryOf(one)),
    withdrawn: [],
  });

let folder = '';
let store: string | null = null;
let changes = 0;
let waiting: (() => void)[] = [];
let feed: CurrentFeed;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'modproof-current-'));
  writeFileSync(path.join(folder, NAME), textOf('bad.example/shipped'));
  store = path.join(folder, 'store');
  mkdirSync(store);
  changes = 0;
  waiting = [];
  feed = new CurrentFeed(
    () => (store === null ? null : path.join(store, NAME)),
    () => readFeed(folder, store, NOW),
  );
  feed.hear(() => {
    changes += 1;
    for (const go of waiting.splice(0)) go();
  });
});
afterEach(() => {
  feed.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a list where another process puts one: beside its place first, and moved there. */
function put(text: string, into = store ?? ''): void {
  writeFileSync(path.join(into, 'unfinished.tmp'), text);
  renameSync(path.join(into, 'unfinished.tmp'), path.join(into, NAME));
}
/** Waits until so many changes were heard of. */
async function heard(count: number): Promise<void> {
  while (changes < count) await new Promise<void>((go) => void waiting.push(go));
}
const isListed = (module: string): boolean => feed.now().judge(module, 'v1.0.0').state === 'listed';

describe('the list of a running server', () => {
  test('is another one as soon as somebody else has put one there, and nobody looked', async () => {
    expect(isListed('bad.example/new')).toBe(false);
    put(seal(textOf('bad.example/new')));
    await heard(1);
    expect(isListed('bad.example/new')).toBe(true);
    put(seal(textOf('bad.example/newer')));
    await heard(2);
    expect([isListed('bad.example/new'), isListed('bad.example/newer')]).toEqual([false, true]);
  });

  test('is the same value as long as its file is the same', async () => {
    put(seal(textOf('bad.example/new')));
    const before = feed.now();
    await feed.look();
    writeFileSync(path.join(store ?? '', 'other.txt'), 'x');
    await feed.look();
    expect(feed.now()).toBe(before);
    expect(changes).toBe(0);
  });

  test('is found by a look where its folder was not there to be watched', async () => {
    store = path.join(folder, 'later');
    expect(isListed('bad.example/new')).toBe(false);
    mkdirSync(store);
    put(seal(textOf('bad.example/new')));
    await feed.look();
    expect(changes).toBe(1);
    expect(isListed('bad.example/new')).toBe(true);
    // From then on nobody has to look.
    put(seal(textOf('bad.example/newer')));
    await heard(2);
    expect(isListed('bad.example/newer')).toBe(true);
  });

  test('is what ships after the downloaded one went away', async () => {
    put(seal(textOf('bad.example/new')));
    expect(isListed('bad.example/new')).toBe(true);
    rmSync(path.join(store ?? '', NAME));
    await heard(1);
    expect([isListed('bad.example/new'), isListed('bad.example/shipped')]).toEqual([false, true]);
  });

  test('that is damaged meanwhile is told, and what ships is used', async () => {
    put(seal(textOf('bad.example/new')));
    expect(feed.now().used.problems).toEqual([]);
    put(`${seal(textOf('bad.example/new'))}x`);
    await feed.look();
    expect(feed.now().used).toMatchObject({
      from: ['shipped'],
      problems: [expect.stringContaining('not used')],
    });
  });

  test('is read from another folder once the settings name one', async () => {
    expect(isListed('bad.example/new')).toBe(false);
    store = path.join(folder, 'other');
    mkdirSync(store);
    put(seal(textOf('bad.example/new')));
    feed.forget();
    expect(isListed('bad.example/new')).toBe(true);
    store = null;
    feed.forget();
    expect(isListed('bad.example/new')).toBe(false);
    await feed.look();
    expect(changes).toBe(0);
  });
});
