import { Buffer } from 'node:buffer';
import JSZip from 'jszip';
import type { Random } from '../../conformance/zipRandom.ts';
import { type HandmadeEntry, handmadeZip, zip64Extra } from './handmade.ts';

/** The module of all zips here. */
export const MODULE = { path: 'example.test/m', version: 'v1.0.0' };

export const PREFIX = 'example.test/m@v1.0.0/';

/** What all zips here hold. */
export const CONTENTS: Readonly<Record<string, string>> = {
  'go.mod': 'module example.test/m\n',
  'a.go': 'package m\n\nvar a = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"\n',
  'b/stored.txt': 'stored as it is\n',
};

const ENTRIES: readonly HandmadeEntry[] = Object.entries(CONTENTS).map(([path, content]) => ({
  name: PREFIX + path,
  content,
  stored: path.includes('stored'),
}));

const WIDE: readonly HandmadeEntry[] = ENTRIES.map((entry) => ({
  ...entry,
  size: 0xffffffff,
  extra: zip64Extra(String(entry.content).length),
}));

const DIRECTORY: HandmadeEntry = { name: `${PREFIX}b/`, stored: true };

/** Whole zips, by what is special about them: between them they have every structure that a zip may have. */
export const WHOLE_ZIPS: readonly (readonly [string, () => Promise<Buffer>])[] = [
  ['plain', async () => handmadeZip(ENTRIES)],
  [
    'with a comment and a directory',
    async () => handmadeZip([...ENTRIES, DIRECTORY], { comment: 'PK and so on' }),
  ],
  ['with zip64 records', async () => handmadeZip(WIDE, { zip64: true })],
  ['with data descriptors', withDescriptors],
];

async function withDescriptors(): Promise<Buffer> {
  const made = new JSZip();
  for (const [path, content] of Object.entries(CONTENTS)) {
    const compression = path.includes('stored') ? 'STORE' : 'DEFLATE';
    made.file(PREFIX + path, content, { createFolders: false, compression });
  }
  return made.generateAsync({ type: 'nodebuffer', streamFiles: true });
}

/** What fields of one, two, four or eight bytes may be made to hold: extreme numbers, and signatures. */
export const OVERWRITES: readonly Buffer[] = [
  ...['00', 'ff', '7f', '80', '01'].flatMap((byte) =>
    [1, 2, 4, 8].map((width) => Buffer.from(byte.repeat(width), 'hex')),
  ),
  ...['00000080', '01000000', 'feffffff', '00000000ffffffff', 'ffffffffffffff7f', '0000000001000000'].map(
    (hex) => Buffer.from(hex, 'hex'),
  ),
  ...['PK\x01\x02', 'PK\x03\x04', 'PK\x05\x06', 'PK\x06\x06', 'PK\x06\x07', 'PK\x07\x08'].map((text) =>
    Buffer.from(text, 'latin1'),
  ),
];

/** A copy of a zip with bytes written over it from an offset on, as far as it goes. */
export function overwritten(zipBytes: Buffer, at: number, bytes: Uint8Array): Buffer {
  const copy = Buffer.from(zipBytes);
  copy.set(bytes.subarray(0, copy.length - at), at);
  return copy;
}

/** A copy of a zip with one bit turned. */
export function withBitTurned(zipBytes: Buffer, bit: number): Buffer {
  const at = bit >> 3;
  return overwritten(zipBytes, at, Uint8Array.of((zipBytes[at] ?? 0) ^ (1 << (bit & 7))));
}

/** A copy of a zip that is damaged at one to four places. */
export function damagedAtRandom(zipBytes: Buffer, random: Random): Buffer {
  let damaged = zipBytes;
  for (let count = random.below(4) + 1; count > 0; count--) {
    damaged = overwritten(damaged, random.below(zipBytes.length), random.pick(OVERWRITES));
  }
  return damaged;
}
