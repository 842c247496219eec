import { isNumeric, parse } from './parse.ts';

/**
 * Orders two versions: negative when `a` comes first, positive when `b` does, 0 when they are equal.
 *
 * The build part does not count. An invalid version comes before every valid
 * one, and all invalid ones are equal. The result is -1, 0 or 1.
 */
export function compare(a: string, b: string): -1 | 0 | 1 {
  const left = parse(a);
  const right = parse(b);
  if (left === null) return right === null ? 0 : -1;
  if (right === null) return 1;
  return (
    compareNumbers(left.major, right.major) ||
    compareNumbers(left.minor, right.minor) ||
    compareNumbers(left.patch, right.patch) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

/** Orders decimal numbers of any size that have no leading zero. */
function compareNumbers(a: string, b: string): -1 | 0 | 1 {
  if (a.length !== b.length) return a.length < b.length ? -1 : 1;
  return compareStrings(a, b);
}

/** Identifiers are ASCII, so the order of UTF-16 units is the order of bytes. */
function compareStrings(a: string, b: string): -1 | 0 | 1 {
  return a === b ? 0 : a < b ? -1 : 1;
}

function comparePrereleases(a: string, b: string): -1 | 0 | 1 {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.slice(1).split('.');
  const right = b.slice(1).split('.');
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const order = compareIdentifiers(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 1;
}

/** Numbers come before words; numbers are ordered by size, words by bytes. */
function compareIdentifiers(a: string, b: string): -1 | 0 | 1 {
  const numeric = isNumeric(a);
  if (numeric !== isNumeric(b)) return numeric ? -1 : 1;
  return numeric ? compareNumbers(a, b) : compareStrings(a, b);
}
