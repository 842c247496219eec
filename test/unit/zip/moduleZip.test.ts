import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { MAX_ENTRIES, type ModuleZip, openModuleZip, ZipError } from '../../../server/src/zip/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { type HandmadeEnd, type HandmadeEntry, handmadeZip, zip64Extra } from './handmade.ts';

const MODULE = { path: 'example.test/m', version: 'v1.0.0' };
const PREFIX = 'example.test/m@v1.0.0/';
const GOOD: HandmadeEntry = { name: `${PREFIX}go.mod`, content: 'module example.test/m\n' };

const GHOST = { path: 'nowhere', sizeBytes: 0 };

function open(zipBytes: Uint8Array): ModuleZip {
  const opened = openModuleZip(zipBytes, MODULE);
  if (opened.kind === 'refused') throw new Error(`${opened.code}: ${opened.detail}`);
  return opened.zip;
}

function refusal(entries: readonly HandmadeEntry[], end: HandmadeEnd = {}): string {
  const opened = openModuleZip(handmadeZip(entries, end), MODULE);
  return opened.kind === 'refused' ? opened.code : 'read';
}

function textOf(zip: ModuleZip, path: string): string {
  const file = zip.find(path);
  if (file === null) throw new Error(`no ${path}`);
  return Buffer.from(zip.read(file)).toString();
}

function failure(entry: HandmadeEntry): string {
  const zip = open(handmadeZip([entry]));
  const [file] = zip.files;
  try {
    if (file !== undefined) zip.read(file);
  } catch (error) {
    if (error instanceof ZipError) return error.code;
    throw error;
  }
  return 'read';
}

describe('a sound zip', () => {
  test('gives its files, compressed and stored, in the order of its directory', () => {
    const zip = open(
      handmadeZip([
        { name: `${PREFIX}z.go`, content: 'package m\n'.repeat(500) },
        { name: `${PREFIX}a/b.txt`, content: 'stored', stored: true },
        { name: `${PREFIX}empty`, content: '' },
        { name: `${PREFIX}größe/世界.go`, content: 'x' },
      ]),
    );
    expect(zip.files).toEqual([
      { path: 'z.go', sizeBytes: 5000 },
      { path: 'a/b.txt', sizeBytes: 6 },
      { path: 'empty', sizeBytes: 0 },
      { path: 'größe/世界.go', sizeBytes: 1 },
    ]);
    expect(textOf(zip, 'z.go')).toBe('package m\n'.repeat(500));
    expect(textOf(zip, 'a/b.txt')).toBe('stored');
    expect(textOf(zip, 'empty')).toBe('');
    expect(zip.find('nowhere')).toBeNull();
    expect(zip.problems).toEqual([]);
  });

  test('is read as jszip reads and writes it', async () => {
    const made = new JSZip();
    const contents = new Map<string, string>();
    for (let index = 0; index < 60; index++) {
      const path = `dir${index % 7}/file${index}.go`;
      contents.set(path, `package p${index}\n`.repeat(index * 5));
      made.file(PREFIX + path, contents.get(path) ?? '', { createFolders: false });
    }
    const zipBytes = await made.generateAsync({
      type: 'uint8array',
      compression: 'DEFLATE',
      streamFiles: true,
    });
    const zip = open(zipBytes);
    const second = await JSZip.loadAsync(zipBytes, { checkCRC32: true });
    expect(zip.files.map(({ path }) => path).sort()).toEqual([...contents.keys()].sort());
    for (const file of zip.files) {
      expect(Buffer.from(zip.read(file)).toString()).toBe(
        await second.file(PREFIX + file.path)?.async('string'),
      );
    }
  });

  test('may begin anywhere in a larger buffer', () => {
    const zipBytes = handmadeZip([GOOD]);
    const larger = Buffer.concat([Buffer.alloc(7, 0x50), zipBytes, Buffer.alloc(9, 0x4b)]);
    expect(textOf(open(larger.subarray(7, 7 + zipBytes.length)), 'go.mod')).toBe('module example.test/m\n');
  });

  test('may have a comment, directories, zip64 records and bytes between entries', () => {
    expect(textOf(open(handmadeZip([GOOD], { comment: 'PK\x05\x06 and so on' })), 'go.mod')).toContain(
      'module',
    );
    expect(textOf(open(handmadeZip([GOOD], { zip64: true })), 'go.mod')).toContain('module');
    const wide = handmadeZip([{ ...GOOD, size: 0xffffffff, extra: zip64Extra(22) }]);
    expect(textOf(open(wide), 'go.mod')).toContain('module');
    const zip = open(
      handmadeZip([{ name: PREFIX, stored: true }, { name: `${PREFIX}d/`, stored: true }, GOOD]),
    );
    expect([zip.files.length, zip.directories]).toEqual([1, ['', 'd/']]);
  });
});

describe('a zip is refused', () => {
  const cases: readonly (readonly [string, string, readonly HandmadeEntry[], HandmadeEnd?])[] = [
    ['with bytes behind its end', 'no-directory', [GOOD], { trailing: Buffer.from('x') }],
    ['with bytes between directory and end', 'bad-directory', [GOOD], { between: Buffer.from('x') }],
    ['that counts too few entries', 'bad-directory', [GOOD, GOOD], { count: 1 }],
    ['that counts too many entries', 'bad-directory', [GOOD], { count: 2 }],
    ['whose directory is elsewhere', 'bad-directory', [GOOD], { directoryOffset: 3 }],
    ['whose directory has another size', 'bad-directory', [GOOD], { directorySize: 10 }],
    ['whose zip64 record is elsewhere', 'bad-directory', [GOOD], { zip64: true, zip64Offset: 0 }],
    ['that promises a zip64 record', 'bad-directory', [GOOD], { directoryOffset: 0xffffffff }],
    ['that is one disk of several', 'several-disks', [GOOD], { disk: 1 }],
    ['with entries on other disks', 'several-disks', [{ ...GOOD, disk: 1 }]],
    ['that counts differently for its disk', 'several-disks', [GOOD], { countHere: 0 }],
    ['with an encrypted entry', 'encrypted', [{ ...GOOD, flags: 1 }]],
    ['with an unknown method', 'unknown-method', [{ ...GOOD, method: 12, localMethod: 12 }]],
    ['with two methods for an entry', 'bad-local-header', [{ ...GOOD, localMethod: 0 }]],
    ['with two names for an entry', 'bad-local-header', [{ ...GOOD, localName: `${PREFIX}no.mod` }]],
    ['with a damaged header', 'bad-local-header', [{ ...GOOD, localSignature: 0 }]],
    ['with an offset outside of it', 'bad-local-header', [{ ...GOOD, offset: 1_000_000 }]],
    ['with content that runs into the directory', 'overlap', [{ ...GOOD, compressedSize: 200 }]],
    [
      'with entries that overlap',
      'overlap',
      [
        { ...GOOD, compressedSize: 60 },
        { name: `${PREFIX}x`, content: 'x'.repeat(90), stored: true },
      ],
    ],
    [
      'with one content under two names',
      'bad-local-header',
      [GOOD, { ...GOOD, name: `${PREFIX}x`, localName: `${PREFIX}x`, offset: 0 }],
    ],
    ['with the same file twice', 'duplicate-name', [GOOD, GOOD]],
    ['of another module', 'wrong-prefix', [{ ...GOOD, name: 'example.test/m@v1.0.1/go.mod' }]],
    [
      'of the same module in other letters',
      'wrong-prefix',
      [{ ...GOOD, name: 'Example.test/m@v1.0.0/go.mod' }],
    ],
    ['with a name that climbs out', 'wrong-prefix', [{ ...GOOD, name: '../x' }]],
    [
      'with a name that is not UTF-8',
      'bad-name',
      [{ name: Buffer.concat([Buffer.from(PREFIX), Buffer.from([0xff])]) }],
    ],
    ['with a name that holds a line feed', 'bad-name', [{ name: `${PREFIX}a\nb` }]],
    ['with a name that holds a NUL', 'bad-name', [{ name: `${PREFIX}a\0b` }]],
    ['with an empty name', 'bad-name', [{ name: '' }]],
    ['with a directory that has bytes', 'directory-with-content', [{ name: `${PREFIX}d/`, content: 'x' }]],
    ['that declares more than 500 MiB', 'too-large', [{ ...GOOD, size: 500 * 2 ** 20 + 1 }]],
    [
      'whose files add up to more than 500 MiB',
      'too-large',
      [
        { ...GOOD, size: 300 * 2 ** 20 },
        { name: `${PREFIX}x`, size: 300 * 2 ** 20 },
      ],
    ],
    [
      'with an absurd zip64 size',
      'bad-directory',
      [{ ...GOOD, size: 0xffffffff, extra: zip64Extra(2 ** 60) }],
    ],
    ['with a missing zip64 size', 'bad-directory', [{ ...GOOD, size: 0xffffffff }]],
  ];
  for (const [what, code, entries, end] of cases) {
    test(what, () => expect(refusal(entries, end)).toBe(code));
  }

  test('that is none', () => {
    for (const bytes of ['', 'PK', 'x'.repeat(100), 'PK\x05\x06'.repeat(6)]) {
      const opened = openModuleZip(Buffer.from(bytes), MODULE);
      expect(opened).toMatchObject({ kind: 'refused' });
    }
  });

  test('with more entries than anybody needs, before they are looked at', () => {
    const zipBytes = handmadeZip([GOOD], { zip64: true });
    const record = zipBytes.lastIndexOf(Buffer.from('PK\x06\x06', 'latin1'));
    for (const at of [24, 32]) zipBytes.writeBigUInt64LE(BigInt(MAX_ENTRIES + 1), record + at);
    expect(openModuleZip(zipBytes, MODULE)).toMatchObject({ kind: 'refused', code: 'too-many-entries' });
  });

  test('whichever byte of it is changed, or it is read and still the same, or reading fails', () => {
    const zipBytes = handmadeZip([GOOD, { name: `${PREFIX}a.go`, content: 'package m\n', stored: true }]);
    for (let at = 0; at < zipBytes.length; at++) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const changed = Buffer.from(zipBytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const opened = openModuleZip(changed, MODULE);
        if (opened.kind === 'refused') continue;
        for (const file of opened.zip.files) {
          try {
            const text = Buffer.from(opened.zip.read(file)).toString();
            expect(['module example.test/m\n', 'package m\n']).toContain(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ZipError);
          }
        }
      }
    }
  });

  test('wherever it is cut off', () => {
    const zipBytes = handmadeZip([GOOD, { name: `${PREFIX}a.go`, content: 'package m\n' }]);
    for (let length = 0; length < zipBytes.length; length++) {
      expect(openModuleZip(zipBytes.subarray(0, length), MODULE).kind).toBe('refused');
    }
  });
});

describe('an entry cannot be read', () => {
  test('when it has more bytes than declared, which are not made', () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 2 ** 20));
    const zip = open(handmadeZip([{ name: `${PREFIX}bomb`, compressed: bomb, size: 100, checksum: 0 }]));
    const [file = GHOST] = zip.files;
    expect(() => zip.read(file)).toThrow(
      expect.objectContaining({
        code: 'wrong-size',
        cause: expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }),
      }),
    );
  });

  test('when it has fewer bytes than declared', () => {
    expect(failure({ name: `${PREFIX}x`, content: 'abc', size: 4 })).toBe('wrong-size');
    expect(failure({ name: `${PREFIX}x`, content: 'abc', size: 2, stored: true })).toBe('wrong-size');
    expect(failure({ name: `${PREFIX}x`, content: 'abc', size: 0 })).toBe('wrong-size');
  });

  test('when its compressed bytes are damaged', () => {
    expect(failure({ name: `${PREFIX}x`, compressed: Buffer.from([0xff, 0xff]), size: 3 })).toBe(
      'broken-compression',
    );
    expect(failure({ name: `${PREFIX}x`, compressed: Buffer.alloc(0), size: 3 })).toBe('broken-compression');
  });

  test('when its checksum is wrong, but for zero where Go does not look', () => {
    expect(failure({ name: `${PREFIX}x`, content: 'abc', checksum: 1 })).toBe('wrong-checksum');
    expect(failure({ name: `${PREFIX}x`, content: 'abc', checksum: 0 })).toBe('read');
    expect(failure({ name: `${PREFIX}x`, content: 'abc', checksum: 0, flags: 8 })).toBe('wrong-checksum');
  });

  test('when it is not of this zip', () => {
    expect(() => open(handmadeZip([GOOD])).read({ path: 'other', sizeBytes: 0 })).toThrow(RangeError);
  });
});

describe('problems', () => {
  const problems = (...paths: string[]): string[] =>
    open(handmadeZip(paths.map((path) => ({ name: PREFIX + path })))).problems.map(
      ({ code, path }) => `${code} ${path}`,
    );

  test('are what the go command would refuse, while the zip stays readable', () => {
    expect(problems('a/../b')).toEqual(['unclean-path a/../b']);
    expect(problems('a*b')).toEqual(['invalid-path a*b']);
    expect(problems('aux.txt')).toEqual(['invalid-path aux.txt']);
    expect(problems('a', 'A')).toEqual(['collision A']);
    expect(problems('a', 'a/b')).toEqual(['collision a/b']);
    expect(problems('d/a', 'D/b', 'D/c')).toEqual(['collision D/b', 'collision D/c']);
    expect(problems('n/go.mod', 'n/GO.MOD2')).toEqual(['nested-go-mod n/go.mod']);
    expect(problems('GO.mod')).toEqual(['go-mod-case GO.mod']);
  });

  test('name a go.mod or LICENSE of more than 16 MiB', () => {
    const size = 16 * 2 ** 20 + 1;
    const zip = open(
      handmadeZip([
        { ...GOOD, size },
        { name: `${PREFIX}LICENSE`, size },
        { name: `${PREFIX}x`, size },
      ]),
    );
    expect(zip.problems.map(({ code }) => code)).toEqual(['go-mod-too-large', 'license-too-large']);
  });

  test('name a version that does not fit the path', () => {
    const prefix = 'example.test/m/v2@v1.0.0/';
    const module = { path: 'example.test/m/v2', version: 'v1.0.0' };
    const opened = openModuleZip(handmadeZip([{ name: `${prefix}go.mod` }]), module);
    expect(opened).toMatchObject({ kind: 'zip', zip: { problems: [{ code: 'not-canonical', path: '' }] } });
  });

  test('are found in time linear in hostile names', () => {
    const deep = `${'a/'.repeat(32_000)}b`;
    expect(problems(deep, `${deep}c`, `${'A/'.repeat(32_000)}b`)).toHaveLength(1);
  });
});

test('the prefix itself may be listed as a directory, but a name of slashes alone is a problem', () => {
  expect(open(handmadeZip([{ name: PREFIX, content: '' }, GOOD])).problems).toEqual([]);
  const [problem] = open(handmadeZip([{ name: `${PREFIX}/`, content: '' }, GOOD])).problems;
  expect(problem?.code).toBe('unclean-path');
});
