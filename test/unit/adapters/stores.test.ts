import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskStore, MemoryStore } from '../../../server/src/adapters/index.ts';
import type { Log, Store } from '../../../server/src/ports/index.ts';
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
      .filter((entry) => entry.isFile() && /^[0-9a-f]{63}$/.test(entry.name))
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

describe.each<[string, (folder: string, log: Log) => Store]>([
  ['DiskStore', (folder, log) => new DiskStore(folder, 64 << 20, log)],
  ['MemoryStore', () => new MemoryStore(64 << 20)],
])('%s', (_, open) => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'modproof-store-test-'));
    store = open(folder, { debug: () => undefined, warn: (message) => expect.unreachable(message) });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('replaces what is expected and nothing else', async () => {
    expect(await store.replace('a', bytes('x'), bytes('one'))).toBe(false);
    expect(await store.replace('a', null, bytes('one'))).toBe(true);
    expect(await store.replace('a', null, bytes('two'))).toBe(false);
    expect(await store.replace('a', bytes('on'), bytes('two'))).toBe(false);
    expect(await store.replace('a', bytes('ones'), bytes('two'))).toBe(false);
    expect(text(await store.read('a'))).toBe('one');
    expect(await store.replace('a', bytes('one'), bytes('two'))).toBe(true);
    expect(text(await store.read('a'))).toBe('two');
    expect(await store.replace('a', bytes('two'), bytes('two'))).toBe(true);
    expect(await store.read('b')).toBeNull();
  });

  test('an empty value is not nothing', async () => {
    expect(await store.replace('a', null, bytes(''))).toBe(true);
    expect(await store.replace('a', null, bytes('one'))).toBe(false);
    expect(await store.replace('a', bytes(''), bytes('one'))).toBe(true);
    await store.write('b', bytes(''));
    expect(await store.replace('b', null, bytes('one'))).toBe(false);
    expect(await store.replace('b', bytes(''), bytes('one'))).toBe(true);
  });

  test('a key may be written and replaced by turns', async () => {
    await store.write('a', bytes('one'));
    expect(await store.replace('a', null, bytes('two'))).toBe(false);
    expect(text(await store.read('a'))).toBe('one');
    expect(await store.replace('a', bytes('one'), bytes('two'))).toBe(true);
    await store.write('a', bytes('three'));
    expect(text(await store.read('a'))).toBe('three');
    expect(await store.replace('a', bytes('two'), bytes('four'))).toBe(false);
    expect(await store.replace('a', bytes('three'), bytes('four'))).toBe(true);
    expect(text(await store.read('a'))).toBe('four');
  });

  test.each([false, true])(
    'of many that replace the same value, one succeeds (written first: %s)',
    async (isWritten) => {
      if (isWritten) await store.write('a', bytes('one'));
      for (const before of isWritten ? ['one', 'two'] : [null, 'one', 'two']) {
        const expected = before === null ? null : bytes(before);
        const after = before === null ? 'one' : before === 'one' ? 'two' : 'three';
        if (isWritten && expected !== null) await store.write('a', expected);
        const done = await Promise.all(
          Array.from({ length: 20 }, () => store.replace('a', expected, bytes(after))),
        );
        expect(done.filter(Boolean)).toHaveLength(1);
        expect(text(await store.read('a'))).toBe(after);
      }
    },
  );

  test('a value that was given or read belongs to whoever has it', async () => {
    const given = bytes('one');
    await store.write('a', given);
    given[0] = 0;
    const read = await store.read('a');
    read?.fill(0);
    expect(text(await store.read('a'))).toBe('one');
  });

  test('keys and values of all kinds are kept apart', async () => {
    const keys = ['', 'a', 'a\0', 'A', '../../a', 'a/b', 'ä', 'x'.repeat(10_000), '__proto__', 'con'];
    for (const key of keys) await store.write(key, bytes(`value of ${key}`));
    for (const key of keys) expect(text(await store.read(key))).toBe(`value of ${key}`);
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

test('MemoryStore keeps what it has when a value is too large', async () => {
  const store = new MemoryStore(10);
  await store.write('a', bytes('12345'));
  await store.write('a', bytes('12345678901'));
  expect(await store.replace('a', bytes('12345'), bytes('12345678901'))).toBe(false);
  expect(text(await store.read('a'))).toBe('12345');
});
