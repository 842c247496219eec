import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore } from '../../../../server/src/adapters/index.ts';
import { Layout } from '../../../../server/src/adapters/store/layout.ts';
import { removeOlderFormats } from '../../../../server/src/adapters/store/olderFormats.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../../kit.ts';
import { type StoreAnswer, StorePrograms } from './storeProcess.ts';
import { decode, encode } from './wholeValue.ts';

const BOUND = 2 << 20;
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

let folder: string;
let store: DiskStore;
const warnings: string[] = [];
const open = (maxBytes = BOUND): DiskStore =>
  new DiskStore(folder, maxBytes, {
    debug: () => undefined,
    warn: (message) => void warnings.push(message),
  });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-store-test-'));
  warnings.length = 0;
  store = open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const placeOf = (key: string): string => new Layout(folder).placeOf(key).place;
const age = async (path: string, milliseconds: number): Promise<void> => {
  const time = new Date(Date.now() - milliseconds);
  await utimes(path, time, time);
};
/** The values that are there, by their keys. */
const present = async (keys: readonly string[]): Promise<readonly string[]> => {
  const found = await Promise.all(keys.map(async (key) => ((await open().read(key)) === null ? [] : [key])));
  return found.flat();
};
const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** What all files below the store's folder take, in bytes, as the file system counts. */
async function roomTaken(): Promise<number> {
  const entries = await readdir(join(folder, 'v2'), { recursive: true, withFileTypes: true });
  const sizes = entries.map(async (entry) =>
    entry.isFile() ? (await stat(join(entry.parentPath, entry.name))).size : 0,
  );
  const blocks = (await Promise.all(sizes)).map((size) => Math.ceil(size / 4096));
  return 4096 * blocks.reduce((sum, count) => sum + count, 0);
}

/** No more values than this are written within one tick of the file system's clock. */
const SAME_TICK = 10;

describe('the bound', () => {
  test('is kept at every time, and the newest values stay', async () => {
    const keys = Array.from({ length: 400 }, (_, index) => `key ${index}`);
    for (const [index, key] of keys.entries()) {
      await store.write(key, new Uint8Array(10_000));
      if (index % 20 === 0) await store.close();
      if (index % 50 === 0) expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
    }
    await store.close();
    expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
    const kept = await present(keys);
    expect(kept.length).toBeGreaterThan(100);
    // File systems tell times in ticks of some milliseconds: of one tick any may go.
    const surely = kept.slice(SAME_TICK);
    expect(surely).toEqual(keys.slice(-surely.length));
    expect(warnings).toEqual([]);
  });

  test('is kept without any close, once enough was written', async () => {
    // What is read last must be what the sweep in the background left, so it is awaited in the end.
    for (let index = 0; index < 300; index++) await store.write(`${index}`, new Uint8Array(10_000));
    await open().write('one more', new Uint8Array(1));
    await store.close();
    expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
  });

  test('holds for small values, which take a block each', async () => {
    for (let index = 0; index < 1000; index++) await store.write(`${index}`, encode('x'));
    await store.close();
    expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
  });

  test('a value of more than a quarter of it is not kept, with one warning', async () => {
    await store.write('a', encode('small'));
    await store.write('a', new Uint8Array(BOUND / 4));
    expect(await store.replace('b', null, new Uint8Array(BOUND / 4))).toBe(false);
    expect(decode(await store.read('a'))).toBe('small');
    expect(warnings).toHaveLength(1);
  });

  test('what was read goes after what was not, and what is swapped goes last', async () => {
    const keys = Array.from({ length: 100 }, (_, index) => `key ${index}`);
    expect(await store.replace('swapped', null, encode('state'))).toBe(true);
    const [pointer = ''] = (await readdir(placeOf('swapped'))).filter((name) => !name.startsWith('now.'));
    await age(join(placeOf('swapped'), pointer), 90 * DAY_MS);
    for (const key of keys) {
      await store.write(key, new Uint8Array(10_000));
      await age(placeOf(key), 10 * DAY_MS);
    }
    await store.read('key 3');
    await store.read('key 50');
    for (let index = 0; index < 90; index++) await store.write(`new ${index}`, new Uint8Array(10_000));
    await store.close();
    expect(await present(['key 3', 'key 50', 'swapped'])).toEqual(['key 3', 'key 50', 'swapped']);
    expect((await present(keys)).length).toBeLessThan(60);
  });

  test('swapped values go, too, when there is nothing else', async () => {
    for (let index = 0; index < 120; index++) {
      expect(await store.replace(`${index}`, null, new Uint8Array(20_000))).toBe(true);
    }
    await store.close();
    expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
    const kept = await present(Array.from({ length: 120 }, (_, index) => `${index}`));
    expect(kept.length).toBeGreaterThan(20);
    expect(warnings).toEqual([]);
  });
});

test('the time of a value is renewed by a read once it is a day old, and not before', async () => {
  await store.write('a', encode('one'));
  await store.replace('b', null, encode('one'));
  const [name = ''] = (await readdir(placeOf('b'))).filter((file) => !file.startsWith('now.'));
  for (const [key, file] of [
    ['a', placeOf('a')],
    ['b', join(placeOf('b'), name)],
  ] as const) {
    await age(file, 23 * HOUR_MS);
    const before = (await stat(file)).mtimeMs;
    await store.read(key);
    expect((await stat(file)).mtimeMs).toBe(before);
    for (const milliseconds of [25 * HOUR_MS, -25 * HOUR_MS]) {
      await age(file, milliseconds);
      await store.read(key);
      expect(Math.abs(Date.now() - (await stat(file)).mtimeMs)).toBeLessThan(HOUR_MS);
    }
  }
});

describe('what killed processes left', () => {
  test('goes after an hour, and nothing else does', async () => {
    await store.write('a', encode('one'));
    await store.replace('b', null, encode('one'));
    const unfinished = join(folder, 'v2', 'tmp');
    const [old, young, oldFolder] = ['0', '1', '2'].map((digit) =>
      join(unfinished, `${digit.repeat(8)}-0000-4000-8000-000000000000`),
    ) as [string, string, string];
    const late = join(placeOf('b'), '33333333-0000-4000-8000-000000000000');
    const foreign = join(unfinished, 'somebody.else');
    for (const path of [old, young, late, foreign]) await writeFile(path, 'half');
    await mkdir(oldFolder);
    await writeFile(join(oldFolder, 'half'), '');
    for (const path of [old, oldFolder, late, foreign]) await age(path, 2 * HOUR_MS);
    await store.close();
    expect(await Promise.all([old, oldFolder, late, young, foreign].map(isThere))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    expect(await present(['a', 'b'])).toEqual(['a', 'b']);
  });
});

describe('other formats', () => {
  const tag = 'Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of Modproof.';

  test('a store starts afresh beside older and newer folders', async () => {
    await store.write('a', encode('one'));
    const { shelf, place } = new Layout(folder).placeOf('a');
    for (const other of ['v1', 'v3', '.']) {
      const there = shelf.replace('v2', other);
      await mkdir(there, { recursive: true });
      await writeFile(place.replace('v2', other), await readFile(place));
    }
    await rm(join(folder, 'v2'), { recursive: true });
    expect(await store.read('a')).toBeNull();
  });

  test('an older format that nobody uses any more is removed, a newer one never', async () => {
    const make = async (name: string, days: number, text = tag): Promise<string> => {
      const root = join(folder, name);
      await mkdir(join(root, 'ab'), { recursive: true });
      await writeFile(join(root, 'CACHEDIR.TAG'), text);
      await writeFile(join(root, 'swept'), '');
      await age(join(root, 'swept'), days * DAY_MS);
      return root;
    };
    const unused = await make('v5', 15);
    const used = await make('v6', 13);
    const somebodys = await make('v4', 15, 'mine');
    const own = await make('v7', 15);
    const newer = await make('v8', 15);
    await removeOlderFormats(folder, 7);
    expect(await Promise.all([unused, used, somebodys, own, newer].map(isThere))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
  });

  test('of the first format, which kept values in the folder itself, nothing goes that may be somebody’s', async () => {
    const name = 'c'.repeat(62);
    const [old, half] = [
      join(folder, 'ab', name),
      join(folder, 'ab', `${name}.${'1'.repeat(36)}.tmp`),
    ] as const;
    const [young, foreign] = [join(folder, 'cd', name), join(folder, 'ef', 'notes.txt')] as const;
    const ledger = join(folder, 'ledger');
    for (const shelf of ['ab', 'cd', 'ef']) await mkdir(join(folder, shelf));
    for (const path of [old, half, young, foreign, ledger]) await writeFile(path, '');
    for (const path of [old, half, foreign, ledger]) await age(path, 15 * DAY_MS);
    await store.write('a', encode('one'));
    await store.close();
    expect(await Promise.all([old, half, join(folder, 'ab')].map(isThere))).toEqual([false, false, false]);
    expect(await Promise.all([young, foreign, ledger].map(isThere))).toEqual([true, true, true]);
  });
});

describe('several processes', () => {
  let programs: StorePrograms;
  beforeAll(async () => {
    programs = await StorePrograms.build();
  });
  afterAll(() => programs.close());

  test('that fill and sweep one store keep its bound, and read most of what they wrote last', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(
      names.map((name) => programs.start({ folder, maxBytes: BOUND, task: 'fill', count: 300, name })),
    );
    for (const answer of answers) {
      const { result, warnings: complaints } = answer as StoreAnswer;
      expect(complaints).toEqual([]);
      // A process that must wait long between write and read may find that others have filled the store.
      expect(result.readBack).toBeGreaterThan(200);
    }
    expect(await roomTaken()).toBeLessThanOrEqual(BOUND);
    expect(await present(names.map((name) => `${name} 299`))).not.toEqual([]);
  });

  test('that swap while others sweep lose no step', async () => {
    const answers = await Promise.all([
      programs.start({ folder, maxBytes: BOUND, task: 'fill', count: 400, name: 'f' }),
      programs.start({ folder, maxBytes: BOUND, task: 'count', count: 60, name: 'a' }),
      programs.start({ folder, maxBytes: BOUND, task: 'count', count: 60, name: 'b' }),
    ]);
    expect(answers).toMatchObject([{ warnings: [] }, { warnings: [] }, { warnings: [] }]);
    const [total, ...by] = JSON.parse(decode(await store.read('counter'))) as [number, ...string[]];
    expect([total, new Set(by).size]).toEqual([120, 120]);
  });
});
