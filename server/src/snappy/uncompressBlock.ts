/** Why a block gives nothing: it is none, or it says that it holds more than is wanted. */
export type BlockFault = 'broken' | 'too-large';

/** One element of a block. */
interface Element {
  /** How many bytes it gives. */
  readonly length: number;
  /** How far behind the end of what was given they begin; null where they stand in the block itself. */
  readonly offset: number | null;
  /** Where the next element begins. A literal's bytes end here. */
  readonly end: number;
}

/** No element gives more for its bytes than a copy of 64 bytes that takes three. */
const MAX_EXPANSION = 22;

/**
 * Uncompresses one block of Snappy, which is attacker-controlled, into at most
 * `maxBytes` bytes. Never throws. Before a byte is read, no more room is made
 * than the block could fill: {@link MAX_EXPANSION} times its own size.
 */
export function uncompressBlock(blockBytes: Uint8Array, maxBytes: number): Uint8Array | BlockFault {
  const preamble = readPreamble(blockBytes);
  if (preamble === null) return 'broken';
  if (preamble.length > maxBytes) return 'too-large';
  if (preamble.length > blockBytes.length * MAX_EXPANSION) return 'broken';
  const given = new Uint8Array(preamble.length);
  let filled = 0;
  for (let at = preamble.end; at < blockBytes.length; ) {
    const element = readElement(blockBytes, at);
    if (element === null || element.length > given.length - filled) return 'broken';
    const { length, offset, end } = element;
    if (offset === null) given.set(blockBytes.subarray(end - length, end), filled);
    else if (offset === 0 || offset > filled) return 'broken';
    else repeat(given, filled, offset, length);
    filled += length;
    at = end;
  }
  return filled === given.length ? given : 'broken';
}

/** The length of what was packed, a varint of up to 32 bits; null where there is none. */
function readPreamble(bytes: Uint8Array): { readonly length: number; readonly end: number } | null {
  let length = 0;
  for (let at = 0; at < 5; at++) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return length < 2 ** 32 ? { length, end: at + 1 } : null;
  }
  return null;
}

/** The element whose tag stands at `at`; null where the block ends within it. */
function readElement(bytes: Uint8Array, at: number): Element | null {
  const tag = bytes[at] ?? 0;
  const upper = tag >> 2;
  switch (tag & 3) {
    case 0:
      return readLiteral(bytes, at + 1, upper);
    case 1: {
      const low = readNumber(bytes, at + 1, 1);
      return low === null ? null : { length: 4 + (upper & 7), offset: (tag >> 5) * 256 + low, end: at + 2 };
    }
    default: {
      const width = (tag & 3) === 2 ? 2 : 4;
      const offset = readNumber(bytes, at + 1, width);
      return offset === null ? null : { length: upper + 1, offset, end: at + 1 + width };
    }
  }
}

/** A literal of up to 60 bytes has its length in the tag; that of a longer one stands behind it, in one to four bytes. */
function readLiteral(bytes: Uint8Array, at: number, upper: number): Element | null {
  const width = Math.max(0, upper - 59);
  const last = width === 0 ? upper : readNumber(bytes, at, width);
  if (last === null) return null;
  const end = at + width + last + 1;
  return end > bytes.length ? null : { length: last + 1, offset: null, end };
}

/** A little-endian number of up to four bytes; null where the block ends before it does. */
function readNumber(bytes: Uint8Array, at: number, width: number): number | null {
  if (at + width > bytes.length) return null;
  let value = 0;
  // No bit operations: the fourth byte would make the number negative.
  for (let byte = width - 1; byte >= 0; byte--) value = value * 256 + (bytes[at + byte] ?? 0);
  return value;
}

/** Copies `length` bytes, up to 64, to `at`. They may reach into what is being written, and then repeat. */
function repeat(bytes: Uint8Array, at: number, offset: number, length: number): void {
  if (offset >= length) {
    bytes.copyWithin(at, at - offset, at - offset + length);
    return;
  }
  for (let index = at; index < at + length; index++) bytes[index] = bytes[index - offset] ?? 0;
}
