const REPLACEMENT = '\ufffd';

/**
 * The text of a file as Go reads it: UTF-8, and U+FFFD for every single byte
 * that is no part of a valid sequence.
 *
 * A byte order mark is kept, because Go keeps it. Never throws; the bytes are
 * attacker-controlled, and the time is linear in them. JavaScript's own
 * decoder makes one U+FFFD of several bytes and would shift every column after
 * them against Go's.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

function decodeBroken(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    if (at > start) parts.push(decoder.decode(bytes.subarray(start, at)));
    parts.push(REPLACEMENT);
    at++;
    start = at;
  }
  if (start < bytes.length) parts.push(decoder.decode(bytes.subarray(start)));
  return parts.join('');
}

/** How many bytes the valid sequence at `at` has; 0 when there is none. Table 3-7 of the Unicode standard. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const second = bytes[at + 1] ?? 0;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) {
    if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return length;
}
