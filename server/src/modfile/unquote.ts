import { decodeUtf8 } from '../text/index.ts';

/** What one letter behind a backslash stands for. */
const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 0x5c,
  '"': 0x22,
};

const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/**
 * The value of a Go string literal in double quotes or backticks; null when it is malformed.
 *
 * Escapes may spell bytes that are not UTF-8; each of those becomes U+FFFD.
 * Follows `strconv.Unquote`. Linear in `literal`, which is attacker-controlled.
 */
export function unquote(literal: string): string | null {
  const mark = literal[0];
  if (literal.length < 2 || literal.at(-1) !== mark) return null;
  const body = literal.slice(1, -1);
  if (mark === '`') return body.includes('`') ? null : body.replaceAll('\r', '');
  if (mark !== '"' || body.includes('\n')) return null;
  if (body.includes('\\')) return unescapeBody(body);
  return body.includes('"') ? null : body;
}

function unescapeBody(body: string): string | null {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  for (let at = 0; at < body.length; ) {
    const backslash = body.indexOf('\\', at);
    const end = backslash < 0 ? body.length : backslash;
    const plain = body.slice(at, end);
    if (plain.includes('"')) return null;
    parts.push(encoder.encode(plain));
    if (backslash < 0) break;
    const escaped = readEscape(body, backslash + 1);
    if (escaped === null) return null;
    parts.push(
      escaped.isByte ? Uint8Array.of(escaped.value) : encoder.encode(String.fromCodePoint(escaped.value)),
    );
    at = escaped.end;
  }
  return decodeUtf8(concatenate(parts));
}

/** Reads what follows a backslash; null when it is no escape of a string in double quotes. */
function readEscape(body: string, at: number): { value: number; isByte: boolean; end: number } | null {
  const letter = body[at] ?? '';
  const simple = SIMPLE[letter];
  if (simple !== undefined) return { value: simple, isByte: true, end: at + 1 };

  const length = DIGITS[letter];
  if (length !== undefined) {
    const end = at + 1 + length;
    const digits = body.slice(at + 1, end);
    if (digits.length !== length || !/^[0-9A-Fa-f]+$/.test(digits)) return null;
    const value = Number.parseInt(digits, 16);
    if (letter !== 'x' && (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))) return null;
    return { value, isByte: letter === 'x', end };
  }

  const octal = body.slice(at, at + 3);
  if (!/^[0-3][0-7]{2}$/.test(octal)) return null;
  return { value: Number.parseInt(octal, 8), isByte: true, end: at + 3 };
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
