/**
 * The value of a string literal as it is written, quotes included.
 *
 * Bytes that are written as escapes (`\xff`, `\377`) become the text that they
 * are in UTF-8, with U+FFFD for what is no UTF-8. A broken literal, as the lexer
 * hands it out, is read as far as it goes. Follows the Go specification,
 * "String literals".
 */
export function stringValue(literal: string): string {
  if (literal.startsWith('`')) {
    const end = literal.length > 1 && literal.endsWith('`') ? literal.length - 1 : literal.length;
    return literal.slice(1, end).replaceAll('\r', '');
  }
  const end = literal.length > 1 && literal.endsWith('"') ? literal.length - 1 : literal.length;
  const inner = literal.slice(1, end);
  return inner.includes('\\') ? expandEscapes(inner) : inner;
}

/** The code point of a rune literal as it is written, or null. */
export function runeValue(literal: string): number | null {
  const inner = literal.slice(1, -1);
  if (!inner.startsWith('\\')) {
    return inner.codePointAt(0) ?? null;
  }
  const next = readEscape(inner, 1);
  return next === null ? null : next.value;
}

/** The value of an integer literal as it is written, or null when it is beyond what a number holds exactly. */
export function integerValue(literal: string): number | null {
  if (literal.length > MAX_INTEGER_LENGTH) {
    return null;
  }
  const digits = literal.replaceAll('_', '').toLowerCase();
  const value = Number(/^0[0-7]+$/.test(digits) ? `0o${digits}` : digits);
  return Number.isSafeInteger(value) ? value : null;
}

const MAX_INTEGER_LENGTH = 64;

interface Escape {
  /** A byte for `\x` and octal escapes, otherwise a code point. */
  readonly value: number;
  readonly isByte: boolean;
  /** UTF-16 offset behind the escape. */
  readonly next: number;
}

const SIMPLE: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
  ['\\', 0x5c],
  ["'", 0x27],
  ['"', 0x22],
]);

/** Reads the escape whose letter stands at `at`, behind the backslash. */
function readEscape(text: string, at: number): Escape | null {
  const letter = text.charAt(at);
  const simple = SIMPLE.get(letter);
  if (simple !== undefined) {
    return { value: simple, isByte: false, next: at + 1 };
  }
  switch (letter) {
    case 'x':
      return readDigits(text, at + 1, 2, 16, true);
    case 'u':
      return readDigits(text, at + 1, 4, 16, false);
    case 'U':
      return readDigits(text, at + 1, 8, 16, false);
    default:
      return letter >= '0' && letter <= '7' ? readDigits(text, at, 3, 8, true) : null;
  }
}

function readDigits(text: string, at: number, count: number, base: number, isByte: boolean): Escape | null {
  const digits = text.slice(at, at + count);
  const known = base === 8 ? /^[0-7]+$/ : /^[0-9a-fA-F]+$/;
  if (digits.length < count || !known.test(digits)) {
    return null;
  }
  const value = Number.parseInt(digits, base);
  return value > (isByte ? 0xff : 0x10ffff) ? null : { value, isByte, next: at + count };
}

function expandEscapes(inner: string): string {
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) {
      parts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes)));
      bytes = [];
    }
  };
  let at = 0;
  while (at < inner.length) {
    const backslash = inner.indexOf('\\', at);
    if (backslash !== at) {
      flush();
      parts.push(inner.slice(at, backslash < 0 ? inner.length : backslash));
      at = backslash < 0 ? inner.length : backslash;
      continue;
    }
    const next = readEscape(inner, at + 1);
    if (next === null) {
      flush();
      parts.push('\\');
      at++;
    } else if (next.isByte) {
      bytes.push(next.value);
      at = next.next;
    } else {
      flush();
      parts.push(String.fromCodePoint(next.value));
      at = next.next;
    }
  }
  flush();
  return parts.join('');
}
