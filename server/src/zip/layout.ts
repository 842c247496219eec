import type { Directory, DirectoryEntry } from './directory.ts';
import { Refusal } from './problem.ts';

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;
const ENCRYPTED_FLAGS = 0x2041;

/** The compression methods that Go's archive/zip reads. */
export const STORED = 0;
const DEFLATED = 8;

/** Where the compressed bytes of an entry begin, in the order of the directory. */
export type BodyOffsets = readonly number[];

/**
 * Checks each entry against the bytes before its content, and that no two
 * entries share a byte with each other or with the directory: overlapping
 * entries are how a small zip claims to hold a huge one.
 *
 * Throws {@link Refusal}. Reads nothing that is compressed.
 */
export function checkLayout(zipBytes: Uint8Array, directory: Directory): BodyOffsets {
  const view = new DataView(zipBytes.buffer, zipBytes.byteOffset, zipBytes.byteLength);
  const bodies: number[] = [];
  const ranges: { start: number; end: number; name: string }[] = [];
  for (const entry of directory.entries) {
    const body = bodyOffset(zipBytes, view, entry, directory.start);
    const end = body + entry.compressedBytes;
    if (end > directory.start) throw new Refusal('overlap', `${quote(entry)} runs into the directory`);
    bodies.push(body);
    ranges.push({ start: entry.headerOffset, end, name: entry.name });
  }
  ranges.sort((a, b) => a.start - b.start);
  for (let index = 1; index < ranges.length; index++) {
    const [before, after] = [ranges[index - 1], ranges[index]];
    if (before !== undefined && after !== undefined && before.end > after.start) {
      throw new Refusal(
        'overlap',
        `${JSON.stringify(before.name)} and ${JSON.stringify(after.name)} share bytes`,
      );
    }
  }
  return bodies;
}

function bodyOffset(zipBytes: Uint8Array, view: DataView, entry: DirectoryEntry, limit: number): number {
  if ((entry.flags & ENCRYPTED_FLAGS) !== 0) throw new Refusal('encrypted', `${quote(entry)} is encrypted`);
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new Refusal('unknown-method', `${quote(entry)} is compressed with method ${entry.method}`);
  }
  const at = entry.headerOffset;
  if (at + LOCAL_BYTES > limit || view.getUint32(at, true) !== LOCAL_SIGNATURE) {
    throw new Refusal('bad-local-header', `${quote(entry)} has no header of its own`);
  }
  if (view.getUint16(at + 8, true) !== entry.method) {
    throw new Refusal('bad-local-header', `${quote(entry)} is declared with two methods`);
  }
  const nameStart = at + LOCAL_BYTES;
  const nameEnd = nameStart + view.getUint16(at + 26, true);
  if (!equalBytes(zipBytes.subarray(nameStart, nameEnd), entry.nameBytes)) {
    throw new Refusal('bad-local-header', `${quote(entry)} has another name in its own header`);
  }
  return nameEnd + view.getUint16(at + 28, true);
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

function quote(entry: DirectoryEntry): string {
  return JSON.stringify(entry.name);
}
