import { MAX_ENTRIES, MAX_PATH_ELEMENTS } from './limits.ts';
import { Refusal } from './problem.ts';

/** One entry as the central directory declares it. Everything here is attacker-controlled. */
export interface DirectoryEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly checksum: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** Offset of the local header, in bytes. */
  readonly headerOffset: number;
}

/** The entries in the order of the directory, and where the directory begins, in bytes. */
export interface Directory {
  readonly entries: readonly DirectoryEntry[];
  readonly start: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR64_SIGNATURE = 0x07064b50;
const LOCATOR64_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_EXTRA = 1;
const SLASH = 0x2f;
const MAX_UINT16 = 0xffff;
const MAX_UINT32 = 0xffffffff;

/**
 * Reads the central directory of a zip.
 *
 * Stricter than Go's archive/zip where two readers could disagree: the end
 * record ends the file, a zip64 record is there only where it is needed, the directory ends where the end record begins, holds
 * exactly the declared number of entries, and counts from the first byte of the
 * file. Throws {@link Refusal}. Follows APPNOTE.TXT 4.3 and 4.5.3 (zip64).
 */
export function readDirectory(zipBytes: Uint8Array): Directory {
  const view = new DataView(zipBytes.buffer, zipBytes.byteOffset, zipBytes.byteLength);
  const { count, start, end } = readEnd(view);
  if (count > MAX_ENTRIES)
    throw new Refusal('too-many-entries', `${count} entries, the limit is ${MAX_ENTRIES}`);
  if (start > end || end - start < count * ENTRY_BYTES) {
    throw new Refusal('bad-directory', 'the directory is shorter than its entries');
  }
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const entries: DirectoryEntry[] = [];
  let at = start;
  let elements = 0;
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw new Refusal('bad-directory', `entry ${index} has no header`);
    }
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > end) throw new Refusal('bad-directory', `entry ${index} runs past the directory`);
    if (view.getUint16(at + 34, true) !== 0)
      throw new Refusal('several-disks', 'an entry is on another disk');
    const nameBytes = zipBytes.subarray(at + ENTRY_BYTES, nameEnd);
    elements += countElements(nameBytes);
    if (elements > MAX_PATH_ELEMENTS)
      throw new Refusal('too-many-entries', `the names have more than ${MAX_PATH_ELEMENTS} elements`);
    entries.push({
      name: decodeName(decoder, nameBytes, index),
      nameBytes,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      ...sizes(view, at, nameEnd, extraEnd),
    });
    at = next;
  }
  if (at !== end) throw new Refusal('bad-directory', 'the directory is longer than its entries');
  return { entries, start };
}

function readEnd(view: DataView): { count: number; start: number; end: number } {
  const at = findEnd(view);
  const disks = view.getUint16(at + 4, true) | view.getUint16(at + 6, true);
  let count = view.getUint16(at + 10, true);
  let countHere = view.getUint16(at + 8, true);
  let size = view.getUint32(at + 12, true);
  let start = view.getUint32(at + 16, true);
  let end = at;
  const locator = at - LOCATOR64_BYTES;
  const hasLocator = locator >= 0 && view.getUint32(locator, true) === LOCATOR64_SIGNATURE;
  if (count === MAX_UINT16 || size === MAX_UINT32 || start === MAX_UINT32) {
    if (!hasLocator) throw new Refusal('bad-directory', 'the zip64 end record is missing');
    if (view.getUint32(locator + 4, true) !== 0 || view.getUint32(locator + 16, true) !== 1) {
      throw new Refusal('several-disks', 'the zip64 end record is on another disk');
    }
    end = readUint64(view, locator + 8);
    if (end + END64_BYTES !== locator || view.getUint32(end, true) !== END64_SIGNATURE) {
      throw new Refusal('bad-directory', 'the zip64 end record is not where it is said to be');
    }
    if (view.getUint32(end + 16, true) !== 0 || view.getUint32(end + 20, true) !== 0) {
      throw new Refusal('several-disks', 'the zip is one part of several');
    }
    const short = [count, size, start] as const;
    countHere = readUint64(view, end + 24);
    count = readUint64(view, end + 32);
    size = readUint64(view, end + 40);
    start = readUint64(view, end + 48);
    if (
      disagree(short[0], MAX_UINT16, count) ||
      disagree(short[1], MAX_UINT32, size) ||
      disagree(short[2], MAX_UINT32, start)
    ) {
      throw new Refusal('bad-directory', 'the two end records do not agree');
    }
  } else if (hasLocator) {
    throw new Refusal('bad-directory', 'a zip64 end record is there for some readers and not for others');
  }
  if (disks !== 0 && disks !== MAX_UINT16)
    throw new Refusal('several-disks', 'the zip is one part of several');
  if (countHere !== count) throw new Refusal('several-disks', 'some entries are in another part');
  if (start + size !== end) throw new Refusal('bad-directory', 'the directory is not where it is said to be');
  return { count, start, end };
}

/** Tells whether a number of the end record is neither left open nor that of the zip64 record. */
function disagree(short: number, open: number, long: number): boolean {
  return short !== open && short !== long;
}

/** Finds the last end record, as Go does, and insists that nothing follows it. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    if (at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return at;
    throw new Refusal('no-directory', 'bytes follow the end record');
  }
  throw new Refusal('no-directory', 'there is no end record');
}

function sizes(view: DataView, at: number, extraStart: number, extraEnd: number) {
  let compressedBytes = view.getUint32(at + 20, true);
  let sizeBytes = view.getUint32(at + 24, true);
  let headerOffset = view.getUint32(at + 42, true);
  if (compressedBytes === MAX_UINT32 || sizeBytes === MAX_UINT32 || headerOffset === MAX_UINT32) {
    let [field, fieldEnd] = findZip64Extra(view, extraStart, extraEnd);
    const take = (): number => {
      if (field + 8 > fieldEnd) throw new Refusal('bad-directory', 'a zip64 field is missing');
      field += 8;
      return readUint64(view, field - 8);
    };
    if (sizeBytes === MAX_UINT32) sizeBytes = take();
    if (compressedBytes === MAX_UINT32) compressedBytes = take();
    if (headerOffset === MAX_UINT32) headerOffset = take();
  }
  return { compressedBytes, sizeBytes, headerOffset };
}

function findZip64Extra(view: DataView, start: number, end: number): [number, number] {
  for (let at = start; at + 4 <= end; ) {
    const fieldEnd = at + 4 + view.getUint16(at + 2, true);
    if (fieldEnd > end) break;
    if (view.getUint16(at, true) === ZIP64_EXTRA) return [at + 4, fieldEnd];
    at = fieldEnd;
  }
  return [end, end];
}

function readUint64(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER))
    throw new Refusal('bad-directory', 'a 64-bit number is absurd');
  return Number(value);
}

function countElements(nameBytes: Uint8Array): number {
  let elements = 1;
  for (let at = nameBytes.indexOf(SLASH); at >= 0; at = nameBytes.indexOf(SLASH, at + 1)) elements++;
  return elements;
}

function decodeName(decoder: InstanceType<typeof TextDecoder>, nameBytes: Uint8Array, index: number): string {
  let name: string;
  try {
    name = decoder.decode(nameBytes);
  } catch {
    throw new Refusal('bad-name', `the name of entry ${index} is not UTF-8`);
  }
  if (name === '' || name.includes('\0') || name.includes('\n')) {
    throw new Refusal('bad-name', `the name of entry ${index} cannot be a file name`);
  }
  return name;
}
