import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore } from '../../../../server/src/adapters/index.ts';
import { Layout } from '../../../../server/src/adapters/store/layout.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../../kit.ts';
import { StorePrograms } from './storeProcess.ts';
import { decode, encode } from './wholeValue.ts';

let programs: StorePrograms;
beforeAll(async () => {
  programs = await StorePrograms.build();
});
afterAll(() => programs.close());

let folder: string;
let warnings: string[];
let store: DiskStore;
const open = (): DiskStore =>
  new DiskStore(folder, 64 << 20, {
    debug: () => undefined,
    warn: (message) => void warnings.push(message),
  });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-store-test-'));
  warnings = [];
  store = open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

/** The paths of values, and of files in the folders of swapped keys. */
async function valueFiles(): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'v2'), { recursive: true, withFileTypes: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && (/^[0-9a-f]{63}$/.test(entry.name) || /[0-9a-f]{63}/.test(entry.parentPath)),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a folder that is not as it should be', () => {
  test('a file where the folder should be: one warning for all values', async () => {
    await rm(folder, { recursive: true });
    await writeFile(folder, 'a file in the way');
    for (let step = 0; step < 50; step++) await store.write(`${step}`, encode('value'));
    expect(await store.replace('a', null, encode('one'))).toBe(false);
    expect(await store.read('a')).toBeNull();
    await store.close();
    expect(warnings).toHaveLength(1);
    expect(await readFile(folder, 'utf8')).toBe('a file in the way');
  });

  test.each(['v2', 'v2/tmp'])('a file where %s should be', async (name) => {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), '');
    await store.write('a', encode('one'));
    expect(await store.replace('b', null, encode('one'))).toBe(false);
    expect([await store.read('a'), await store.read('b')]).toEqual([null, null]);
    await store.close();
    expect(warnings).toHaveLength(1);
  });

  test('a folder that is removed while the program runs is made again', async () => {
    await store.write('a', encode('one'));
    expect(await store.replace('b', null, encode('one'))).toBe(true);
    await rm(folder, { recursive: true });
    expect([await store.read('a'), await store.read('b')]).toEqual([null, null]);
    expect(await store.replace('b', encode('one'), encode('two'))).toBe(false);
    expect(await store.replace('b', null, encode('two'))).toBe(true);
    await store.write('a', encode('two'));
    expect([decode(await store.read('a')), decode(await store.read('b'))]).toEqual(['two', 'two']);
    await rm(folder, { recursive: true });
    await store.close();
    expect(warnings).toEqual([]);
  });

  test('a folder that another user made is not used', async () => {
    const layout = new Layout(folder);
    expect(await layout.isOurs(1)).toBe(true);
    await store.write('a', encode('one'));
    const { uid } = await stat(layout.root);
    expect(await layout.isOurs(undefined)).toBe(true);
    expect(await layout.isOurs(uid)).toBe(true);
    expect(await layout.isOurs(uid + 1)).toBe(uid === 0);
    // Whose process is run without rights finds a folder of somebody else.
    if (process.getuid?.() !== 0) return;
    await chown(layout.root, 12_345, 12_345);
    await chmod(layout.root, 0o777);
    await chmod(folder, 0o777);
    const answer = await programs.start({ folder, task: 'fill', count: 3, name: 'a', asNobody: true });
    expect(answer).toMatchObject({
      result: { readBack: 0 },
      warnings: [expect.stringContaining('belongs to another user')],
    });
  });

  test.skipIf(process.getuid === undefined)('nobody else may read values (needs POSIX modes)', async () => {
    await store.write('a', encode('one'));
    await store.replace('b', null, encode('one'));
    for (const path of [join(folder, 'v2'), ...(await valueFiles())]) {
      expect((await stat(path)).mode & 0o077, path).toBe(0);
    }
  });
});

describe('damaged values', () => {
  test('a swapped value with any byte altered or cut short is null, and can be swapped again', async () => {
    await store.replace('a', null, encode('value'));
    const file = (await valueFiles()).find((path) => !path.includes('now.')) ?? '';
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 0x80;
      await writeFile(file, broken);
      expect(await store.read('a'), `byte ${at}`).toBeNull();
      await writeFile(file, whole.subarray(0, at));
      expect(await store.read('a'), `${at} bytes`).toBeNull();
    }
    await writeFile(file, Buffer.concat([whole, Buffer.from('more')]));
    expect(await store.read('a')).toBeNull();
    expect(await store.replace('a', encode('value'), encode('two'))).toBe(false);
    expect(await store.replace('a', null, encode('two'))).toBe(true);
    expect(decode(await store.read('a'))).toBe('two');
    expect(warnings).toHaveLength(1);
  });

  test.each<[string, (place: string, pointer: string, value: string) => Promise<unknown>]>([
    ['the value is gone', (_, __, value) => rm(value)],
    ['the pointer is gone', (_, pointer) => rm(pointer)],
    ['there are two pointers', (place) => writeFile(join(place, `now.${'0'.repeat(36)}`), '')],
    ['the pointer names no value of ours', (place, pointer) => rename(pointer, join(place, 'now.x'))],
    ['the pointer leads out of the folder', (place, pointer) => rename(pointer, join(place, 'now...'))],
    ['all is gone but the folder', (_, pointer, value) => Promise.all([rm(pointer), rm(value)])],
  ])('%s: nothing is kept, and the next swap starts from nothing', async (_, damage) => {
    await store.replace('a', null, encode('one'));
    const files = await valueFiles();
    const pointer = files.find((path) => path.includes('now.')) ?? '';
    await damage(join(pointer, '..'), pointer, files.find((path) => path !== pointer) ?? '');
    expect(await store.read('a')).toBeNull();
    expect(await store.replace('a', encode('one'), encode('two'))).toBe(false);
    expect(await store.replace('a', null, encode('two'))).toBe(true);
    expect(decode(await store.read('a'))).toBe('two');
    expect(await store.replace('a', encode('two'), encode('three'))).toBe(true);
    expect(await readdir(join(folder, 'v2', 'tmp'))).toEqual([]);
  });
});

describe('a disk that takes nothing', () => {
  test.skipIf(process.platform === 'win32')(
    'files that cannot grow lose their values and leave nothing beside (needs POSIX limits)',
    async () => {
      const limited = { folder, task: 'fill', count: 40, name: 'a', fileLimit: 8 } as const;
      expect(await programs.start(limited)).toMatchObject({
        result: { readBack: 0 },
        warnings: [expect.stringContaining('EFBIG')],
      });
      expect(await readdir(join(folder, 'v2', 'tmp'))).toEqual([]);
      expect(await valueFiles()).toEqual([]);
      const free = await programs.start({ ...limited, fileLimit: 1000 });
      expect(free).toEqual({ result: { readBack: 40 }, warnings: [] });
    },
  );

  test.skipIf(process.platform === 'win32')(
    'a folder that may only be read gives its values and takes none (needs POSIX modes)',
    async () => {
      const writing = { folder, task: 'fill', count: 10, name: 'a' } as const;
      expect(await programs.start(writing)).toMatchObject({ result: { readBack: 10 } });
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const entry of entries) {
        await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444);
      }
      await chmod(folder, 0o555);
      // The values are there already, so that they are read back though nothing is kept.
      expect(await programs.start({ ...writing, asNobody: true })).toMatchObject({
        result: { readBack: 10 },
        warnings: [expect.stringContaining('EACCES')],
      });
      expect(await programs.start({ ...writing, name: 'b', asNobody: true })).toMatchObject({
        result: { readBack: 0 },
        warnings: [expect.stringContaining('EACCES')],
      });
      for (const entry of entries) {
        if (entry.isDirectory()) await chmod(join(entry.parentPath, entry.name), 0o755);
      }
      await chmod(folder, 0o755);
    },
  );
});
