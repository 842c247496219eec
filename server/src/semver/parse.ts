/** The parts of a version. The numbers are decimal digits of any length. */
export interface Parsed {
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** With its dash, or empty. */
  readonly prerelease: string;
  /** With its plus, or empty. */
  readonly build: string;
}

const PLUS = 0x2b;
const DASH = 0x2d;
const DOT = 0x2e;
const ZERO = 0x30;
const LETTER_V = 0x76;

/**
 * Reads a version; null when it is invalid. Attacker-controlled; one pass, no
 * backtracking. Without a list of its numbers: an editor reads thousands of versions at every key.
 */
export function parse(version: string): Parsed | null {
  if (version.charCodeAt(0) !== LETTER_V) return null;
  let at = numberEnd(version, 1);
  if (at < 0) return null;
  const major = version.slice(1, at);
  let minor = '0';
  let patch = '0';
  if (at < version.length) {
    const minorEnd = version.charCodeAt(at) === DOT ? numberEnd(version, at + 1) : -1;
    if (minorEnd < 0) return null;
    minor = version.slice(at + 1, minorEnd);
    at = minorEnd;
    if (at < version.length) {
      const patchEnd = version.charCodeAt(at) === DOT ? numberEnd(version, at + 1) : -1;
      if (patchEnd < 0) return null;
      patch = version.slice(at + 1, patchEnd);
      at = patchEnd;
    }
  }
  if (at === version.length) return { major, minor, patch, prerelease: '', build: '' };

  const prereleaseEnd = version.charCodeAt(at) === DASH ? identifiersEnd(version, at + 1, false) : at;
  if (prereleaseEnd < 0) return null;
  const prerelease = version.slice(at, prereleaseEnd);
  at = prereleaseEnd;
  const buildEnd = version.charCodeAt(at) === PLUS ? identifiersEnd(version, at + 1, true) : at;
  if (buildEnd !== version.length) return null;
  return { major, minor, patch, prerelease, build: version.slice(at) };
}

/** Tells whether `text` is made of decimal digits only. */
export function isNumeric(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) return false;
  }
  return true;
}

/** The end of the number at `at`; -1 when there is none or it has a needless leading zero. */
function numberEnd(text: string, at: number): number {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end++;
  if (end === at || (end > at + 1 && text.charCodeAt(at) === ZERO)) return -1;
  return end;
}

/** The end of the dotted identifiers at `at`: a plus or the end of the text; -1 when one is malformed. */
function identifiersEnd(text: string, at: number, leadingZeros: boolean): number {
  let start = at;
  let numeric = true;
  for (let end = at; ; end++) {
    const unit = text.charCodeAt(end);
    if (isIdentifierUnit(unit)) {
      numeric &&= isDigit(unit);
      continue;
    }
    if (end === start) return -1;
    if (!leadingZeros && numeric && end > start + 1 && text.charCodeAt(start) === ZERO) return -1;
    if (unit !== DOT) return unit === PLUS || end >= text.length ? end : -1;
    start = end + 1;
    numeric = true;
  }
}

function isIdentifierUnit(unit: number): boolean {
  return isDigit(unit) || (unit >= 0x41 && unit <= 0x5a) || (unit >= 0x61 && unit <= 0x7a) || unit === DASH;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
