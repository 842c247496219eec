import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore } from '../../../../server/src/adapters/index.ts';
import { todaysSeed } from '../../../conformance/seed.ts';
import { Random } from '../../../conformance/zipRandom.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../../kit.ts';
import { type StoreAnswer, StorePrograms } from './storeProcess.ts';
import { decode, encode, isWhole } from './wholeValue.ts';

const KILLS = 200;

describe('several processes at one store', () => {
  let programs: StorePrograms;
  let folder: string;
  let warnings: string[];
  let store: DiskStore;
  beforeAll(async () => {
    programs = await StorePrograms.build();
  });
  afterAll(() => programs.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modproof-store-test-'));
    warnings = [];
    const log = { debug: () => undefined, warn: (message: string) => void warnings.push(message) };
    store = new DiskStore(folder, 64 << 20, log);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const unfinished = async (): Promise<readonly string[]> => readdir(join(folder, 'v2', 'tmp'));

  test.each([2, 4])('%d processes swap one key: no step is lost, and none counts twice', async (number) => {
    const count = 240 / number;
    const names = ['a', 'b', 'c', 'd'].slice(0, number);
    const answers = await Promise.all(
      names.map((name) => programs.start({ folder, task: 'count', count, name })),
    );
    const [total, ...by] = JSON.parse(decode(await store.read('counter'))) as [number, ...string[]];
    expect(total).toBe(240);
    const expected = names.flatMap((name) => Array.from({ length: count }, (_, index) => `${name}${index}`));
    expect(by.toSorted()).toEqual(expected.toSorted());
    expect(answers.map((answer) => (answer as StoreAnswer).warnings)).toEqual(names.map(() => []));
    expect(await unfinished()).toEqual([]);
  });

  test('four processes write, read and swap the same keys, and all that is read is whole', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const answers = await Promise.all(
      names.map((name) => programs.start({ folder, task: 'work', count: 60, name })),
    );
    expect(answers).toEqual(names.map(() => ({ result: { broken: [] }, warnings: [] })));
    expect(await unfinished()).toEqual([]);
  });

  test(`after ${KILLS} kills at any moment, every value is one that was written whole`, {
    timeout: 300_000,
  }, async () => {
    const random = new Random(todaysSeed());
    const found = new Set<string>();
    const check = async (): Promise<void> => {
      for (const key of [...range(7, 'plain'), ...range(3, 'swapped')]) {
        const value = await store.read(key);
        // What was kept once may be replaced, and is never nothing again.
        if (value === null) expect(found, `seed ${todaysSeed()}, ${key}`).not.toContain(key);
        else {
          found.add(key);
          expect(isWhole(decode(value)), `seed ${todaysSeed()}, ${key}`).toBe(true);
        }
      }
    };
    for (let kills = 0; kills < KILLS; kills += 4) {
      const round = range(4, `run ${kills}`).map((name) =>
        programs.start({ folder, task: 'work', count: 1_000_000, name }, random.below(20)),
      );
      expect(await Promise.all(round)).toEqual(round.map(() => 'killed'));
      await check();
    }
    expect(found.size).toBe(10);
    expect(warnings).toEqual([]);
    for (const key of [...range(7, 'plain'), ...range(3, 'swapped')]) {
      await store.write(key, encode('again'));
      expect(decode(await store.read(key))).toBe('again');
      expect(await store.replace(key, encode('again'), encode('and again'))).toBe(true);
      expect(decode(await store.read(key))).toBe('and again');
    }
  });
});

function range(count: number, name: string): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index}`);
}
