import { type Glob, matchGlob, parseGlob } from './glob.ts';

const SLASH = 0x2f;
const encoder = new TextEncoder();

/** Lists of patterns are few and met again with each module; more than these, and longer ones, are read anew. UTF-16 units. */
const MAX_REMEMBERED = 64;
const MAX_REMEMBERED_LENGTH = 4096;

const remembered = new Map<string, readonly PrefixPattern[]>();

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
  let pathBytes: Uint8Array | null = null;
  for (const pattern of patternsIn(globs)) {
    if (!path.startsWith(pattern.literal)) continue;
    pathBytes ??= encoder.encode(path);
    const prefixBytes = firstElements(pathBytes, pattern.elements);
    if (prefixBytes !== null && matchGlob(pattern.glob, prefixBytes)) return true;
  }
  return false;
}

/** Why `globs` would match less than it says, or null: one of its patterns is empty or malformed. */
export function checkPrefixPatterns(globs: string): string | null {
  for (const glob of globs.split(',')) {
    const bare = withoutSlash(glob);
    if (bare === '') return 'a pattern is empty';
    if (parseGlob(encoder.encode(bare)) === null) return `the pattern ${glob} is malformed`;
  }
  return null;
}

/** One well-formed pattern. */
interface PrefixPattern {
  readonly glob: Glob;
  /** How many elements of a path it is matched against. */
  readonly elements: number;
  /** What every path begins with that it matches: most paths are told from that alone. */
  readonly literal: string;
}

function patternsIn(globs: string): readonly PrefixPattern[] {
  const known = remembered.get(globs);
  if (known !== undefined) return known;
  const patterns = globs.split(',').flatMap((glob) => prefixPattern(withoutSlash(glob)) ?? []);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  if (globs.length <= MAX_REMEMBERED_LENGTH) remembered.set(globs, patterns);
  return patterns;
}

function prefixPattern(bare: string): PrefixPattern | null {
  if (bare === '') return null;
  const globBytes = encoder.encode(bare);
  const glob = parseGlob(globBytes);
  if (glob === null) return null;
  // Beyond ASCII, texts that differ may have the same bytes: half characters all become one.
  const [literal = ''] = /^[!-~]*/.exec(bare.split(/[*?[\\]/, 1)[0] ?? '') ?? [];
  return { glob, elements: count(globBytes, SLASH) + 1, literal };
}

function withoutSlash(glob: string): string {
  return glob.endsWith('/') ? glob.slice(0, -1) : glob;
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
