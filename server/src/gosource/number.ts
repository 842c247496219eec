/** A number as it is written: its kind, where it ends, and whether Go takes it. */
export interface NumberToken {
  readonly kind: 'integer' | 'float' | 'imaginary';
  /** UTF-16 offset behind the last character. */
  readonly end: number;
  readonly valid: boolean;
}

type Prefix = '' | '0' | 'x' | 'o' | 'b';

/**
 * Reads the number that starts at `start`, which stands on a digit or on a
 * point in front of one.
 *
 * Takes the longest text that go/scanner takes, invalid numbers included:
 * these come back whole with `valid` false. Follows the Go specification,
 * "Integer literals" to "Imaginary literals".
 */
export function readNumber(text: string, start: number): NumberToken {
  let at = start;
  let kind: NumberToken['kind'] = 'integer';
  let valid = true;
  let prefix: Prefix = '';
  let base = 10;
  let hasDigit = false;
  let hasSeparator = false;
  let hasDigitOutOfBase = false;

  const takeDigits = (hex: boolean, limit: number): boolean => {
    let any = false;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === UNDERSCORE) {
        hasSeparator = true;
      } else if (isDecimal(code) || (hex && isHexDigit(code))) {
        any = true;
        if (!hex && code - ZERO >= limit) {
          hasDigitOutOfBase = true;
        }
      } else {
        return any;
      }
    }
  };

  if (text.charCodeAt(at) !== POINT) {
    if (text.charCodeAt(at) === ZERO) {
      at++;
      prefix = prefixOf(text.charCodeAt(at));
      if (prefix === '0') {
        base = 8;
        hasDigit = true;
      } else {
        at++;
        base = prefix === 'x' ? 16 : prefix === 'o' ? 8 : 2;
      }
    }
    hasDigit = takeDigits(base === 16, base) || hasDigit;
  }

  if (text.charCodeAt(at) === POINT) {
    kind = 'float';
    valid = prefix !== 'o' && prefix !== 'b';
    at++;
    hasDigit = takeDigits(base === 16, base) || hasDigit;
  }
  valid &&= hasDigit;

  const exponent = text.charCodeAt(at) | 0x20;
  if (exponent === LOWER_E || exponent === LOWER_P) {
    valid &&= exponent === LOWER_P ? prefix === 'x' : prefix === '' || prefix === '0';
    kind = 'float';
    at++;
    const sign = text.charCodeAt(at);
    if (sign === PLUS || sign === MINUS) {
      at++;
    }
    valid = takeDigits(false, 10) && valid;
  } else if (prefix === 'x' && kind === 'float') {
    valid = false;
  }

  if (text.charCodeAt(at) === LOWER_I) {
    kind = 'imaginary';
    at++;
  }
  if (kind === 'integer' && hasDigitOutOfBase) {
    valid = false;
  }
  if (hasSeparator && valid) {
    valid = separatorsAreValid(text, start, at, prefix);
  }
  return { kind, end: at, valid };
}

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const UNDERSCORE = 0x5f;
const PLUS = 0x2b;
const MINUS = 0x2d;
const LOWER_E = 0x65;
const LOWER_I = 0x69;
const LOWER_P = 0x70;

function isDecimal(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isHexDigit(code: number): boolean {
  const lower = code | 0x20;
  return isDecimal(code) || (lower >= 0x61 && lower <= 0x66);
}

function prefixOf(code: number): Exclude<Prefix, ''> {
  switch (code | 0x20) {
    case 0x78:
      return 'x';
    case 0x6f:
      return 'o';
    case 0x62:
      return 'b';
    default:
      return '0';
  }
}

/** An underscore stands between two digits, or between the base prefix and a digit. */
function separatorsAreValid(text: string, start: number, end: number, prefix: Prefix): boolean {
  const hasBasePrefix = prefix === 'x' || prefix === 'o' || prefix === 'b';
  let previous: 'digit' | 'separator' | 'other' = hasBasePrefix ? 'digit' : 'other';
  for (let at = hasBasePrefix ? start + 2 : start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === UNDERSCORE) {
      if (previous !== 'digit') {
        return false;
      }
      previous = 'separator';
    } else if (isDecimal(code) || (prefix === 'x' && isHexDigit(code))) {
      previous = 'digit';
    } else {
      if (previous === 'separator') {
        return false;
      }
      previous = 'other';
    }
  }
  return previous !== 'separator';
}
