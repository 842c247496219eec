import { build, canonical, major } from '../semver/index.ts';

/**
 * Splits a module path before its major version suffix.
 *
 * `pathMajor` is "/v2" or higher, ".v1" (also ".v1-unstable") for paths of
 * gopkg.in, or empty; `prefix + pathMajor` is the path. Null when the suffix
 * breaks the rules: "/v1", "/v0", leading zeros, dots in it, or a gopkg.in
 * path without one.
 */
export function splitPathVersion(path: string): { prefix: string; pathMajor: string } | null {
  if (path.startsWith('gopkg.in/')) return splitGopkgIn(path);

  let start = path.length;
  while (start > 0 && isDigitOrDot(path.charCodeAt(start - 1))) start--;
  const digits = path.slice(start);
  if (start <= 1 || digits === '' || path.slice(start - 2, start) !== '/v') {
    return { prefix: path, pathMajor: '' };
  }
  if (digits.includes('.') || digits.startsWith('0') || digits === '1') return null;
  return { prefix: path.slice(0, start - 2), pathMajor: path.slice(start - 2) };
}

/**
 * Why `version` does not belong to a path that ends with `pathMajor`, or null when it does.
 *
 * No suffix means v0, v1 or "+incompatible". A version "v0.0.0-…" is also
 * allowed for ".v1": old go commands wrote such pseudo-versions.
 */
export function checkPathMajor(version: string, pathMajor: string): string | null {
  const suffix = withoutUnstable(pathMajor);
  if (suffix === '.v1' && version.startsWith('v0.0.0-')) return null;
  const found = major(version);
  let wanted = suffix;
  if (suffix === '') {
    if (found === 'v0' || found === 'v1' || build(version) === '+incompatible') return null;
    wanted = 'v0 or v1';
  } else if (suffix.startsWith('/') || suffix.startsWith('.')) {
    wanted = suffix.slice(1);
    if (found === wanted) return null;
  }
  return found === ''
    ? `it is no version of ${wanted}`
    : `its major version should be ${wanted}, not ${found}`;
}

/**
 * The major version that tags of such a path start with: "v2" for "/v2", empty for no suffix.
 *
 * Throws `RangeError` for what {@link splitPathVersion} never returns.
 */
export function pathMajorPrefix(pathMajor: string): string {
  if (pathMajor === '') return '';
  const prefix = withoutUnstable(pathMajor).slice(1);
  if (!/^[/.]/.test(pathMajor) || prefix === '' || prefix !== major(prefix)) {
    throw new RangeError(`"${pathMajor}" is not the major version suffix of a module path`);
  }
  return prefix;
}

/** As semver's `canonical`, but "+incompatible" is kept; empty when `version` is invalid. */
export function canonicalVersion(version: string): string {
  const short = canonical(version);
  // Without a build part there is nothing to keep.
  return short === version || build(version) !== '+incompatible' ? short : `${short}+incompatible`;
}

function splitGopkgIn(path: string): { prefix: string; pathMajor: string } | null {
  const end = path.endsWith('-unstable') ? path.length - '-unstable'.length : path.length;
  let start = end;
  while (start > 0 && isDigit(path.charCodeAt(start - 1))) start--;
  if (start <= 1 || path.slice(start - 2, start) !== '.v') return null;
  const pathMajor = path.slice(start - 2);
  // A path that ends in ".v-unstable" has no digit, and yet the dash makes it long enough for Go.
  if (pathMajor.length <= 2 || (pathMajor.startsWith('.v0') && pathMajor !== '.v0')) return null;
  return { prefix: path.slice(0, start - 2), pathMajor };
}

function withoutUnstable(pathMajor: string): string {
  return pathMajor.startsWith('.v') && pathMajor.endsWith('-unstable')
    ? pathMajor.slice(0, -'-unstable'.length)
    : pathMajor;
}

function isDigitOrDot(unit: number): boolean {
  return isDigit(unit) || unit === 0x2e;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}
