/** Copies shorter than this take as many bytes as they save. */
const SHORTEST = 4;
const LONGEST = 64;
/** As far as an offset of two bytes reaches. */
const REACH = 65_535;

/**
 * Packs bytes as one block of Snappy: literals, and copies with offsets of two
 * bytes of what stood four bytes alike before.
 *
 * Follows google/snappy, format_description.txt.
 */
export function packBlock(bytes: Uint8Array): Buffer {
  const parts: Uint8Array[] = [varint(bytes.length)];
  const seen = new Map<string, number>();
  let literalAt = 0;
  for (let at = 0; at + SHORTEST <= bytes.length; ) {
    const key = bytes.subarray(at, at + SHORTEST).join();
    const before = seen.get(key);
    seen.set(key, at);
    if (before === undefined || at - before > REACH) {
      at++;
      continue;
    }
    const length = alike(bytes, before, at);
    parts.push(...literals(bytes.subarray(literalAt, at)), copy(at - before, length));
    at += length;
    literalAt = at;
  }
  return Buffer.concat([...parts, ...literals(bytes.subarray(literalAt))]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.from([...bytes, rest]);
}

/** How many bytes from `at` are those from `before`, at least so many as made it be looked at. */
function alike(bytes: Uint8Array, before: number, at: number): number {
  let length = SHORTEST;
  while (length < LONGEST && at + length < bytes.length && bytes[before + length] === bytes[at + length])
    length++;
  return length;
}

function literals(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length === 0) return [];
  const last = bytes.length - 1;
  const tag =
    last < 60 ? [last << 2] : [0xfc, last & 255, (last >> 8) & 255, (last >> 16) & 255, last >>> 24];
  return [Uint8Array.from(tag), bytes];
}

function copy(offset: number, length: number): Uint8Array {
  return Uint8Array.from([((length - 1) << 2) | 2, offset & 255, offset >> 8]);
}
