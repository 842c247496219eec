import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeFiles } from '../../../server/src/adapters/index.ts';
import {
  type FileDescription,
  FileError,
  type FileErrorCode,
  type Files,
} from '../../../server/src/ports/index.ts';
import { ModuleCache } from '../../../server/src/sources/index.ts';
import { describe, expect, test } from '../../kit.ts';

const MODULE = { path: 'example.test/Upper/mod', version: 'v1.0.0-RC1' };
const PLACE = '/cache/download/example.test/!upper/mod/@v/v1.0.0-!r!c1';
const H1 = `h1:${'A'.repeat(43)}=`;
const { signal } = new AbortController();

/** A disk with these files, and a record of what was looked for and noted. */
function disk(contents: Readonly<Record<string, string | FileErrorCode>>): {
  files: Files;
  asked: { path: string; maxBytes: number | null }[];
  notes: string[];
  cache: (folder?: string) => ModuleCache;
} {
  const asked: { path: string; maxBytes: number | null }[] = [];
  const notes: string[] = [];
  const files: Files = {
    async read(path, limits) {
      limits.signal.throwIfAborted();
      asked.push({ path, maxBytes: limits.maxBytes });
      const content = contents[path] ?? 'not-found';
      if (CODES.has(content)) throw new FileError(content as FileErrorCode, `${path}: ${content}`);
      return new TextEncoder().encode(content);
    },
    async describe(path): Promise<FileDescription | null> {
      asked.push({ path, maxBytes: null });
      const content = contents[path];
      return content === undefined ? null : { sizeBytes: content.length, modifiedAt: 5, identity: '1:2' };
    },
    list: () => Promise.reject(new Error('nothing is listed')),
    kind: () => Promise.reject(new Error('nothing is asked for its kind')),
    append: () => Promise.reject(new Error('nothing is written')),
  };
  const log = { debug: () => undefined, warn: (note: string) => void notes.push(note) };
  return { files, asked, notes, cache: (folder = '/go/pkg/mod') => new ModuleCache(files, folder, log) };
}

const CODES = new Set<string>(['not-found', 'is-directory', 'not-permitted', 'too-large', 'unreadable']);

test('each file lies where the go command puts it, and is read with a bound', async () => {
  const { cache, asked } = disk({
    [`/go/pkg/mod${PLACE}.info`]: 'an info',
    [`/go/pkg/mod${PLACE}.mod`]: 'a mod',
    [`/go/pkg/mod${PLACE}.zip`]: 'a zip',
  });
  const read = [];
  for (const file of ['info', 'mod', 'zip'] as const) {
    read.push(new TextDecoder().decode((await cache().read(MODULE, file, signal)) ?? new Uint8Array()));
  }
  expect(read).toEqual(['an info', 'a mod', 'a zip']);
  expect(asked.map(({ maxBytes }) => maxBytes)).toEqual([1 << 20, 16 << 20, 500 << 20]);
});

test('a file is described without being read', async () => {
  const { cache, asked } = disk({ [`/go/pkg/mod${PLACE}.zip`]: 'a zip' });
  expect(await cache().describe(MODULE, 'zip')).toEqual({ sizeBytes: 5, modifiedAt: 5, identity: '1:2' });
  expect(await cache().describe(MODULE, 'mod')).toBeNull();
  expect(asked.map(({ maxBytes }) => maxBytes)).toEqual([null, null]);
});

describe('the folder is taken as GOMODCACHE gives it', () => {
  test.each([
    ['/go/pkg/mod', `/go/pkg/mod${PLACE}.mod`],
    ['/go/pkg/mod/', `/go/pkg/mod${PLACE}.mod`],
    ['/', `${PLACE}.mod`],
    ['C:\\Users\\me\\go\\pkg\\mod', `C:\\Users\\me\\go\\pkg\\mod${PLACE}.mod`],
    ['D:/cache', `D:/cache${PLACE}.mod`],
    ['\\\\server\\share\\mod\\', `\\\\server\\share\\mod${PLACE}.mod`],
  ])('%s', async (folder, expected) => {
    const { cache, asked } = disk({ [expected]: 'found' });
    expect(await cache(folder).read(MODULE, 'mod', signal)).not.toBeNull();
    expect(asked.map(({ path }) => path)).toEqual([expected]);
  });

  test.each(['', '.', 'mod', './mod', '../mod', '~/go/pkg/mod', 'C:', 'C:mod', 'off'])(
    'nothing is looked for when it is %j',
    async (folder) => {
      const { cache, asked, notes } = disk({});
      expect(await cache(folder).read(MODULE, 'zip', signal)).toBeNull();
      expect(await cache(folder).zipHash(MODULE, signal)).toBeNull();
      expect(await cache(folder).describe(MODULE, 'zip')).toBeNull();
      expect({ asked, notes }).toEqual({ asked: [], notes: [] });
    },
  );
});

describe('nothing outside the cache can be reached', () => {
  test.each([
    ['../../etc', 'v1.0.0'],
    ['example.test/../../../etc', 'v1.0.0'],
    ['/etc/passwd', 'v1.0.0'],
    ['example.test//mod', 'v1.0.0'],
    ['example.test\\..\\mod', 'v1.0.0'],
    ['C:/mod', 'v1.0.0'],
    ['example.test/m\0od', 'v1.0.0'],
    ['example.test/mod', '..'],
    ['example.test/mod', '../../../etc/passwd'],
    ['example.test/mod', '..\\..\\passwd'],
    ['example.test/mod', 'v1.0.0/../../x'],
    ['example.test/mod', 'v1.0.0\0'],
    ['example.test/mod', 'c:v1'],
    ['example.test/mod', ''],
    ['example.test/mod', 'v1.0.0!x'],
    ['', 'v1.0.0'],
  ])('%j at %j', async (path, version) => {
    const { cache, asked } = disk({});
    expect(await cache().read({ path, version }, 'zip', signal)).toBeNull();
    expect(await cache().zipHash({ path, version }, signal)).toBeNull();
    expect(await cache().describe({ path, version }, 'zip')).toBeNull();
    expect(asked).toEqual([]);
  });
});

describe('what cannot be read is not there, with a note', () => {
  test.each([
    ['not-found', 0],
    ['is-directory', 1],
    ['not-permitted', 1],
    ['too-large', 1],
    ['unreadable', 1],
  ] as const)('%s', async (code, notes) => {
    const broken = disk({ [`/go/pkg/mod${PLACE}.zip`]: code });
    expect(await broken.cache().read(MODULE, 'zip', signal)).toBeNull();
    expect(broken.notes.length).toBe(notes);
  });

  test('an interrupted reading is no missing file', async () => {
    const { cache } = disk({ [`/go/pkg/mod${PLACE}.zip`]: 'a zip' });
    await expect(cache().read(MODULE, 'zip', AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
    await expect(cache().zipHash(MODULE, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  });
});

describe('the noted hash of a zip', () => {
  test.each([
    [H1, H1],
    [`${H1}\n`, H1],
    [` ${H1} \r\n`, H1],
    ['', null],
    ['h1:', null],
    [H1.replace('h1', 'h2'), null],
    [`${H1} and more`, null],
    [`${H1}\n${H1}`, null],
    [H1.slice(0, -1), null],
    ['<html>', null],
  ])('%j: %j', async (content, expected) => {
    const { cache, asked } = disk({ [`/go/pkg/mod${PLACE}.ziphash`]: content });
    expect(await cache().zipHash(MODULE, signal)).toBe(expected);
    expect(asked).toEqual([{ path: `/go/pkg/mod${PLACE}.ziphash`, maxBytes: 1024 }]);
  });
});

test('on a real disk a link to the cache is followed, and a folder is no file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'modproof-test-'));
  try {
    const versions = path.join(folder, 'real/cache/download/example.test/!upper/mod/@v');
    mkdirSync(path.join(versions, 'v1.0.0-!r!c1.zip'), { recursive: true });
    writeFileSync(path.join(versions, 'v1.0.0-!r!c1.mod'), 'a mod');
    symlinkSync(path.join(folder, 'real'), path.join(folder, 'link'), 'junction');
    const notes: string[] = [];
    const log = { debug: () => undefined, warn: (note: string) => void notes.push(note) };
    const cache = new ModuleCache(new NodeFiles(), path.join(folder, 'link'), log);
    expect(Buffer.from((await cache.read(MODULE, 'mod', signal)) ?? []).toString()).toBe('a mod');
    expect(await cache.describe(MODULE, 'mod')).toMatchObject({ sizeBytes: 5 });
    expect(await cache.read(MODULE, 'info', signal)).toBeNull();
    expect(await cache.read(MODULE, 'zip', signal)).toBeNull();
    expect(await cache.describe(MODULE, 'zip')).toBeNull();
    expect(notes.length).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('the versions of a module that lie in the cache', () => {
  test('are those whose zips are there, as they are written', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'modproof-cache-'));
    try {
      const place = path.join(folder, 'cache/download/example.test/!upper/mod/@v');
      mkdirSync(place, { recursive: true });
      for (const name of ['v1.0.0-!r!c1.zip', 'v1.1.0.zip', 'v1.2.0.info', 'list', 'v1.3.0.zip.partial'])
        writeFileSync(path.join(place, name), '');
      const notes: string[] = [];
      const log = { debug: () => undefined, warn: (note: string) => void notes.push(note) };
      const cache = new ModuleCache(new NodeFiles(), folder, log);
      expect([...(await cache.versionsOf(MODULE.path, signal))].sort()).toEqual(['v1.0.0-RC1', 'v1.1.0']);
      expect(await cache.versionsOf('example.test/none', signal)).toEqual([]);
      expect(await cache.versionsOf('../out', signal)).toEqual([]);
      expect(await new ModuleCache(new NodeFiles(), '', log).versionsOf(MODULE.path, signal)).toEqual([]);
      expect(notes).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
