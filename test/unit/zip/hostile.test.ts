import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';
import { MAX_ENTRIES, openModuleZip, ZipError } from '../../../server/src/zip/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { type HandmadeEnd, type HandmadeEntry, handmadeZip, zip64Extra } from './handmade.ts';

/** Zips that are whole and mean harm: two readings of one file, and work without end. */
const MODULE = { path: 'example.test/m', version: 'v1.0.0' };
const PREFIX = 'example.test/m@v1.0.0/';
const GOOD: HandmadeEntry = { name: `${PREFIX}go.mod`, content: 'module example.test/m\n' };

function outcome(zipBytes: Uint8Array): string {
  const opened = openModuleZip(zipBytes, MODULE);
  if (opened.kind === 'refused') return opened.code;
  try {
    for (const file of opened.zip.files) opened.zip.read(file);
    return 'read';
  } catch (error) {
    if (error instanceof ZipError) return error.code;
    throw error;
  }
}

const refusal = (entries: readonly HandmadeEntry[], end: HandmadeEnd = {}): string =>
  outcome(handmadeZip(entries, end));

/** A zip64 locator that names an offset. */
function locator(offset: number): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32LE(0x07064b50, 0);
  bytes.writeBigUInt64LE(BigInt(offset), 8);
  bytes.writeUInt32LE(1, 16);
  return bytes;
}

/** An extra field of an unknown kind. */
function unknownField(content: Uint8Array): Buffer {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(0xcafe, 0);
  header.writeUInt16LE(content.length, 2);
  return Buffer.concat([header, content]);
}

describe('two readings of one zip are refused', () => {
  test('a zip64 locator that the end record does not ask for, and that some readers follow all the same', () => {
    expect(refusal([{ ...GOOD, extra: unknownField(Buffer.from('nothing')) }])).toBe('read');
    expect(refusal([{ ...GOOD, extra: unknownField(locator(0)) }])).toBe('bad-directory');
  });

  test('two end records that do not agree', () => {
    expect(refusal([GOOD], { zip64: true })).toBe('read');
    expect(refusal([GOOD], { zip64: true, directorySize: 10 })).toBe('bad-directory');
    expect(refusal([GOOD], { zip64: true, directoryOffset: 1 })).toBe('bad-directory');
  });

  test('a file and a directory, or a file twice, of one name', () => {
    const x = { name: `${PREFIX}x`, content: 'x' };
    expect(refusal([GOOD, x, { ...x, content: 'y' }])).toBe('duplicate-name');
    const opened = openModuleZip(handmadeZip([x, { name: `${PREFIX}x/`, stored: true }]), MODULE);
    expect(opened).toMatchObject({ kind: 'zip', zip: { problems: [{ code: 'collision', path: 'x' }] } });
  });

  test('a data descriptor that repeats another checksum, at which Go gives up', () => {
    const content = 'package m\n';
    const descriptor = (checksum: number): Buffer => {
      const bytes = Buffer.alloc(16);
      bytes.writeUInt32LE(0x08074b50, 0);
      bytes.writeUInt32LE(checksum, 4);
      return bytes;
    };
    const described = (tail: Uint8Array): string => {
      const compressed = deflateRawSync(Buffer.from(content));
      return refusal([
        {
          name: `${PREFIX}a.go`,
          compressed: Buffer.concat([compressed, tail]),
          compressedSize: compressed.length,
          size: content.length,
          checksum: crc32(content),
          flags: 8,
        },
      ]);
    };
    expect(described(descriptor(crc32(content)))).toBe('read');
    expect(described(descriptor(crc32(content)).subarray(4))).toBe('read');
    expect(described(descriptor(1))).toBe('wrong-checksum');
    expect(described(Buffer.alloc(0))).toBe('wrong-checksum');
  });
});

describe('work without end is refused', () => {
  test('a declared size of 30 GB, in one file or in many', () => {
    const size = 30 * 2 ** 30;
    expect(refusal([{ ...GOOD, size: 0xffffffff, extra: zip64Extra(size) }])).toBe('too-large');
    const many = Array.from({ length: 100 }, (_, index) => ({
      name: `${PREFIX}f${index}`,
      size: 300 * 2 ** 20,
    }));
    expect(refusal(many)).toBe('too-large');
    expect(refusal([{ ...GOOD, compressedSize: 0xffffffff, extra: zip64Extra(size) }])).toBe('overlap');
  });

  test('a total of 500 MiB and one byte; 500 MiB is only not what is there', () => {
    const half = { ...GOOD, size: 250 * 2 ** 20 };
    expect(refusal([half, { name: `${PREFIX}x`, size: 250 * 2 ** 20 + 1 }])).toBe('too-large');
    expect(refusal([half, { name: `${PREFIX}x`, size: 250 * 2 ** 20 }])).toBe('wrong-size');
  });

  test('entries that share a kernel, each quoting the header of the next', () => {
    const kernel = deflateRawSync(Buffer.alloc(1 << 20));
    // A stored block of deflate around the next entry's header leads from one entry into the other.
    const name = `${PREFIX}b`;
    const quoted = 30 + Buffer.byteLength(name);
    const block = Buffer.of(0, quoted & 255, quoted >> 8, ~quoted & 255, (~quoted >> 8) & 255);
    const first = { name: `${PREFIX}a`, compressed: block, size: (1 << 20) + quoted };
    const second = { name, compressed: kernel, size: 1 << 20, checksum: crc32(Buffer.alloc(1 << 20)) };
    expect(refusal([{ ...first, compressedSize: block.length + quoted + kernel.length }, second])).toBe(
      'overlap',
    );
    expect(refusal([second])).toBe('read');
  });

  test('one content under many entries', () => {
    const shared = { ...GOOD, name: `${PREFIX}a`, content: 'x'.repeat(1000) };
    const names = ['b', 'c', 'd'].map((letter) => ({ ...shared, name: PREFIX + letter, offset: 0 }));
    expect(refusal([shared, ...names])).toBe('bad-local-header');
  });

  test('absurd 64-bit numbers, wherever they stand', () => {
    const absurd = [2 ** 53 + 2, 2 ** 62];
    for (const value of absurd) {
      expect(refusal([{ ...GOOD, size: 0xffffffff, extra: zip64Extra(value) }])).toBe('bad-directory');
      expect(refusal([{ ...GOOD, compressedSize: 0xffffffff, extra: zip64Extra(value) }])).toBe(
        'bad-directory',
      );
      expect(refusal([{ ...GOOD, offset: 0xffffffff, extra: zip64Extra(value) }])).toBe('bad-directory');
    }
    expect(refusal([{ ...GOOD, offset: 0xffffffff, extra: zip64Extra(2 ** 40) }])).toBe('bad-local-header');
    for (const at of [24, 32, 40, 48]) {
      for (const value of [2n ** 63n, 2n ** 64n - 1n, 2n ** 40n]) {
        const zipBytes = handmadeZip([GOOD], { zip64: true });
        zipBytes.writeBigUInt64LE(value, zipBytes.lastIndexOf('PK\x06\x06', undefined, 'latin1') + at);
        expect([at, outcome(zipBytes)]).toEqual([
          at,
          expect.stringMatching(/^(?:bad-directory|several-disks|too-many-entries)$/),
        ]);
      }
    }
  });

  test('names of little else than directories', () => {
    const deep = (index: number): HandmadeEntry => ({
      name: `${PREFIX}${index}/${'a/'.repeat(32_000)}b`,
      stored: true,
    });
    expect(refusal(Array.from({ length: 70 }, (_, index) => deep(index)))).toBe('too-many-entries');
    expect(refusal([deep(0), deep(1)])).toBe('read');
  });
});

describe('many entries', () => {
  const entries = Array.from({ length: 65_536 }, (_, index) => ({
    name: `${PREFIX}d${index % 100}/f${index}`,
    stored: true,
  }));

  test('65,536 of them are read, which needs zip64', () => {
    expect(entries.length).toBeLessThan(MAX_ENTRIES);
    const opened = openModuleZip(handmadeZip(entries, { zip64: true }), MODULE);
    expect(opened.kind === 'zip' ? opened.zip.files.length : opened).toBe(65_536);
  });

  test('and a number that wrapped around is refused', () => {
    expect(refusal(entries, { count: 0 })).toBe('bad-directory');
  });
});
