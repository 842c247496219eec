import { Buffer } from 'node:buffer';
import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip made by hand: everything can be made to lie. */
export interface HandmadeEntry {
  readonly name: string | Uint8Array;
  readonly content?: string | Uint8Array;
  readonly stored?: boolean;
  /** The compressed bytes themselves, in place of `content` compressed. */
  readonly compressed?: Uint8Array;
  readonly localName?: string;
  readonly localMethod?: number;
  readonly localSignature?: number;
  readonly method?: number;
  readonly flags?: number;
  readonly checksum?: number;
  readonly size?: number;
  readonly compressedSize?: number;
  readonly offset?: number;
  readonly disk?: number;
  readonly extra?: Uint8Array;
}

/** What the end of a zip made by hand says. */
export interface HandmadeEnd {
  readonly count?: number;
  readonly countHere?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly disk?: number;
  readonly comment?: string;
  readonly trailing?: Uint8Array;
  readonly between?: Uint8Array;
  /** Writes a zip64 end record and locator, and the ordinary end with full fields. */
  readonly zip64?: boolean;
  readonly zip64Offset?: number;
}

/** Writes a zip byte by byte; what is not given is as it should be. */
export function handmadeZip(entries: readonly HandmadeEntry[], end: HandmadeEnd = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? '');
    const name = Buffer.from(entry.name);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const compressed = Buffer.from(entry.compressed ?? (entry.stored ? content : deflateRawSync(content)));
    const checksum = entry.checksum ?? crc32(content);
    const size = entry.size ?? content.length;
    const compressedSize = entry.compressedSize ?? compressed.length;
    const flags = entry.flags ?? 0;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(entry.localSignature ?? 0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(entry.localMethod ?? method, 8);
    local.writeUInt32LE(checksum, 14);
    local.writeUInt32LE(Math.min(compressedSize, 0xffffffff), 18);
    local.writeUInt32LE(Math.min(size, 0xffffffff), 22);
    local.writeUInt16LE(localName.length, 26);
    const header = Buffer.alloc(46);
    const extra = Buffer.from(entry.extra ?? []);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(flags, 8);
    header.writeUInt16LE(method, 10);
    header.writeUInt32LE(checksum, 16);
    header.writeUInt32LE(compressedSize, 20);
    header.writeUInt32LE(size, 24);
    header.writeUInt16LE(name.length, 28);
    header.writeUInt16LE(extra.length, 30);
    header.writeUInt16LE(entry.disk ?? 0, 34);
    header.writeUInt32LE(entry.offset ?? offset, 42);
    directory.push(header, name, extra);
    const bytes = Buffer.concat([local, localName, compressed]);
    parts.push(bytes);
    offset += bytes.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...parts, listing, endOf(entries.length, listing.length, offset, end)]);
}

function endOf(count: number, directorySize: number, directoryOffset: number, end: HandmadeEnd): Buffer {
  const comment = Buffer.from(end.comment ?? '');
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(end.disk ?? 0, 4);
  record.writeUInt16LE((end.countHere ?? end.count ?? count) & 0xffff, 8);
  record.writeUInt16LE((end.count ?? count) & 0xffff, 10);
  record.writeUInt32LE(end.directorySize ?? directorySize, 12);
  record.writeUInt32LE(end.directoryOffset ?? directoryOffset, 16);
  record.writeUInt16LE(comment.length, 20);
  const wide: Buffer[] = [];
  if (end.zip64) {
    const record64 = Buffer.alloc(56);
    record64.writeUInt32LE(0x06064b50, 0);
    record64.writeBigUInt64LE(44n, 4);
    record64.writeBigUInt64LE(BigInt(count), 24);
    record64.writeBigUInt64LE(BigInt(count), 32);
    record64.writeBigUInt64LE(BigInt(directorySize), 40);
    record64.writeBigUInt64LE(BigInt(directoryOffset), 48);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeBigUInt64LE(BigInt(end.zip64Offset ?? directoryOffset + directorySize), 8);
    locator.writeUInt32LE(1, 16);
    wide.push(record64, locator);
    record.writeUInt16LE(0xffff, 8);
    record.writeUInt16LE(0xffff, 10);
  }
  return Buffer.concat([
    Buffer.from(end.between ?? []),
    ...wide,
    record,
    comment,
    Buffer.from(end.trailing ?? []),
  ]);
}

/** A zip64 field of an entry's extra bytes with the numbers given. */
export function zip64Extra(...values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(8 * values.length, 2);
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
  return extra;
}
