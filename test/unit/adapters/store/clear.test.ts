import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearStore, DiskStore } from '../../../../server/src/adapters/index.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../../kit.ts';

const log = { debug: () => undefined, warn: (message: string) => expect.fail(message) };
const VALUE = new TextEncoder().encode('a verdict');

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'modproof-clear-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** All files below a folder, as paths in it. */
async function filesBelow(at: string): Promise<readonly string[]> {
  const names = await readdir(at, { recursive: true });
  const kinds = await Promise.all(
    names.map(async (name) => ({ name, isFile: (await stat(join(at, name))).isFile() })),
  );
  return kinds.flatMap(({ name, isFile }) => (isFile ? [name] : []));
}

async function filled(): Promise<DiskStore> {
  const store = new DiskStore(folder, 1 << 20, log);
  await store.write('one', VALUE);
  await store.write('two', VALUE);
  expect(await store.read('one')).toEqual(VALUE);
  return store;
}

describe('a store that is cleared', () => {
  test('has no values, and takes new ones', async () => {
    await (await filled()).close();
    await clearStore(folder);
    expect(await filesBelow(folder)).toEqual([]);
    const store = new DiskStore(folder, 1 << 20, log);
    expect(await store.read('one')).toBeNull();
    await store.write('one', VALUE);
    expect(await store.read('one')).toEqual(VALUE);
    expect(await store.read('two')).toBeNull();
  });

  test('leaves what lies beside it: the ledger of this machine, and whatever else', async () => {
    await (await filled()).close();
    await writeFile(join(folder, 'ledger'), 'seen');
    await mkdir(join(folder, 'photographs'));
    await writeFile(join(folder, 'photographs', 'sea.jpg'), 'blue');
    await clearStore(folder);
    expect([...(await filesBelow(folder))].sort()).toEqual(['ledger', join('photographs', 'sea.jpg')]);
    expect(await readFile(join(folder, 'ledger'), 'utf8')).toBe('seen');
  });

  test('twice, or before there was any, is none either', async () => {
    await clearStore(join(folder, 'nowhere'));
    await (await filled()).close();
    await clearStore(folder);
    await clearStore(folder);
    expect(await filesBelow(folder)).toEqual([]);
  });

  test('is only what a store has made and marked', async () => {
    await (await filled()).close();
    const [name = ''] = await readdir(folder);
    await rm(join(folder, name), { recursive: true });
    await mkdir(join(folder, name, 'letters'), { recursive: true });
    await writeFile(join(folder, name, 'letters', 'to-her'), 'dear');
    await clearStore(folder);
    expect(await filesBelow(folder)).toEqual([join(name, 'letters', 'to-her')]);
  });
});
