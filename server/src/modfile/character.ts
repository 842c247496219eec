const CHARACTERS = {
  lf: 10,
  cr: 13,
  quote: 0x22,
  star: 0x2a,
  slash: 0x2f,
  backslash: 0x5c,
  backtick: 0x60,
  byteOrderMark: 0xfeff,
} as const;

export { CHARACTERS };

/** Tells whether a UTF-16 unit is a blank of go.mod: space, tab or carriage return. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0x0d;
}

/** Tells whether a UTF-16 unit is a token of its own. */
export function isPunctuation(unit: number): boolean {
  switch (unit) {
    case 0x28: // (
    case 0x29: // )
    case 0x2c: // ,
    case 0x5b: // [
    case 0x5d: // ]
    case 0x7b: // {
    case 0x7d: // }
      return true;
    default:
      return false;
  }
}

/**
 * How many UTF-16 units the word character at `at` takes; 0 when there is none.
 *
 * Word characters are printable as Go's `unicode.IsPrint` has it (letters,
 * marks, numbers, punctuation and symbols) and no punctuation of go.mod. Half
 * a surrogate pair counts: Go would see U+FFFD in its place, a symbol.
 */
export function wordCharacterLength(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return unit > 0x20 && unit < 0x7f && !isPunctuation(unit) ? 1 : 0;
  const codePoint = text.codePointAt(at);
  if (codePoint === undefined) return 0;
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 1;
  const character = String.fromCodePoint(codePoint);
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? character.length : 0;
}
