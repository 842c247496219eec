/**
 * Shows one line of a file, given without its LF, in at most about `maxLength`
 * UTF-16 units.
 *
 * Attacker-controlled. Bytes that are no UTF-8 are shown as `\xNN`, a CR at the
 * end as `\r`, and other control characters, bidirectional and invisible ones as
 * `\u{…}`. Tabs stay. A long line is cut in its middle: what somebody pushed far
 * to the right stands at its end.
 */
export function visibleLine(bytes: Uint8Array, maxLength: number): string {
  const endsWithReturn = bytes.at(-1) === RETURN;
  const line = endsWithReturn ? bytes.subarray(0, -1) : bytes;
  const end = endsWithReturn ? '\\r' : '';
  // A character takes four bytes at most.
  if (line.length <= 4 * maxLength) {
    const whole = escaped(decoded(line));
    if (whole.length <= maxLength) return whole + end;
  }
  const headLength = Math.ceil((2 * maxLength) / 3);
  const head = shownHead(line, headLength);
  const tail = shownTail(line.subarray(head.bytes), maxLength - headLength);
  return `${head.text} …[${line.length - head.bytes - tail.bytes} bytes]… ${tail.text}${end}`;
}

/** Shows a name that comes from outside, such as a path, on one line. */
export function visibleName(name: string): string {
  return escaped(name).replaceAll('\t', '\\t');
}

const RETURN = 0x0d;

interface Shown {
  readonly text: string;
  /** How many bytes of the line it stands for. */
  readonly bytes: number;
}

function shownHead(line: Uint8Array, length: number): Shown {
  for (let end = Math.min(line.length, length); ; end >>= 1) {
    while (end < line.length && end > 0 && isContinuation(line[end])) end--;
    const text = escaped(decoded(line.subarray(0, end)));
    if (text.length <= length) return { text, bytes: end };
  }
}

function shownTail(line: Uint8Array, length: number): Shown {
  for (let count = Math.min(line.length, length); ; count >>= 1) {
    while (count > 0 && isContinuation(line[line.length - count])) count--;
    const text = escaped(decoded(line.subarray(line.length - count)));
    if (text.length <= length) return { text, bytes: count };
  }
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Uint8Array): string {
  return strictly(bytes) ?? loosely(bytes);
}

function strictly(bytes: Uint8Array): string | null {
  try {
    return STRICT.decode(bytes);
  } catch {
    return null;
  }
}

/** Decodes character by character, and shows each byte that belongs to none. */
function loosely(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    const character = at + length > bytes.length ? null : strictly(bytes.subarray(at, at + length));
    text += character ?? `\\x${byte.toString(16).padStart(2, '0')}`;
    at += character === null ? 1 : length;
  }
  return text;
}

/** Controls but tabs, and what has no shape of its own: it could reorder the line or hide in it. */
function escaped(text: string): string {
  return text.replace(
    /(?!\t)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
