import { matchGlob, parseGlob } from './glob.ts';

const SLASH = 0x2f;
const encoder = new TextEncoder();

/**
 * Tells whether a module path falls under a list of patterns such as GOPRIVATE.
 *
 * `globs` is separated by commas. A pattern with n slashes is matched, with the
 * rules of Go's `path.Match`, against the first n + 1 elements of `path`. One
 * slash at the end of a pattern does not count; empty and malformed patterns
 * match nothing. Blanks are not trimmed and case counts. Follows
 * `module.MatchPrefixPatterns`, bytes and all.
 *
 * Both arguments may be attacker-controlled: no pattern takes more than the
 * product of the two lengths in time.
 */
export function matchPrefixPatterns(globs: string, path: string): boolean {
  if (globs === '') return false;
  const pathBytes = encoder.encode(path);
  return globs
    .split(',')
    .some((glob) => matchesPrefix(glob.endsWith('/') ? glob.slice(0, -1) : glob, pathBytes));
}

/** Why `globs` would match less than it says, or null: one of its patterns is empty or malformed. */
export function checkPrefixPatterns(globs: string): string | null {
  for (const glob of globs.split(',')) {
    const bare = glob.endsWith('/') ? glob.slice(0, -1) : glob;
    if (bare === '') return 'a pattern is empty';
    if (parseGlob(encoder.encode(bare)) === null) return `the pattern ${glob} is malformed`;
  }
  return null;
}

function matchesPrefix(glob: string, pathBytes: Uint8Array): boolean {
  if (glob === '') return false;
  const globBytes = encoder.encode(glob);
  const prefixBytes = firstElements(pathBytes, count(globBytes, SLASH) + 1);
  if (prefixBytes === null) return false;
  const parsed = parseGlob(globBytes);
  return parsed !== null && matchGlob(parsed, prefixBytes);
}

/** The first `wanted` elements; null when there are fewer. */
function firstElements(pathBytes: Uint8Array, wanted: number): Uint8Array | null {
  let missing = wanted;
  for (let at = 0; at < pathBytes.length; at++) {
    if (pathBytes[at] === SLASH && --missing === 0) return pathBytes.subarray(0, at);
  }
  return missing === 1 ? pathBytes : null;
}

function count(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  for (const byte of bytes) if (byte === wanted) found++;
  return found;
}
