import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore, MemoryStore } from '../../../server/src/adapters/index.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../kit.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | null): string | null =>
  value === null ? null : new TextDecoder().decode(value);

describe('DiskStore', () => {
  let folder: string;
  let warnings: string[];
  let store: DiskStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modproof-store-test-'));
    warnings = [];
    store = new DiskStore(join(folder, 'deep', 'er'), 64 << 20, {
      debug: () => undefined,
      warn: (message) => void warnings.push(message),
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const files = async (): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && /^[0-9a-f]{62}$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name));
  };

  test('gives back what was kept, also to another process', async () => {
    await store.write('a', bytes('one'));
    await store.write('b', bytes(''));
    const other = new DiskStore(join(folder, 'deep', 'er'), 64 << 20, {
      debug: () => undefined,
      warn: () => undefined,
    });
    expect(text(await other.read('a'))).toBe('one');
    expect(text(await other.read('b'))).toBe('');
    expect(await other.read('c')).toBeNull();
  });

  test('a later value replaces an earlier one and leaves nothing beside it', async () => {
    await store.write('a', bytes('one'));
    await store.write('a', bytes('two'));
    expect(text(await store.read('a'))).toBe('two');
    expect(await files()).toHaveLength(1);
  });

  test('a value with any byte altered, cut short or moved to another key is null', async () => {
    await store.write('a', bytes('value'));
    const [file = ''] = await files();
    const whole = await readFile(file);
    for (let at = 0; at < whole.length; at++) {
      const broken = Buffer.from(whole);
      broken[at] = (broken[at] ?? 0) ^ 1;
      await writeFile(file, broken);
      expect(await store.read('a'), `byte ${at}`).toBeNull();
    }
    for (let length = 0; length < whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      expect(await store.read('a'), `${length} bytes`).toBeNull();
    }
    await writeFile(file, whole);
    expect(text(await store.read('a'))).toBe('value');
    await store.write('b', bytes('other'));
    const other = (await files()).find((name) => name !== file) ?? '';
    await writeFile(other, whole);
    expect(await store.read('b')).toBeNull();
    expect(warnings.length).toBeGreaterThan(0);
  });

  test('a folder that cannot be written loses the value and not the run', async () => {
    await writeFile(join(folder, 'deep'), 'a file in the way');
    await store.write('a', bytes('one'));
    expect(await store.read('a')).toBeNull();
    expect(warnings).toHaveLength(1);
  });

  test('many writers of one key leave one whole value', async () => {
    const values = Array.from({ length: 30 }, (_, index) => `${index}`.repeat(10_000));
    await Promise.all(values.map((value) => store.write('a', bytes(value))));
    expect(values).toContain(text(await store.read('a')));
    expect(await files()).toHaveLength(1);
  });
});

test('MemoryStore holds no more than its bytes, the least used going first', async () => {
  const store = new MemoryStore(10);
  await store.write('a', bytes('12345'));
  await store.write('b', bytes('12345'));
  await store.read('a');
  await store.write('c', bytes('12345'));
  expect(text(await store.read('a'))).toBe('12345');
  expect(await store.read('b')).toBeNull();
  expect(text(await store.read('c'))).toBe('12345');
});
