import { compare } from '../semver/index.ts';
import type { ModuleVersion } from './version.ts';

/**
 * Orders two module versions as the lines of a go.sum: by path, then by version, then by
 * what follows a slash in the version, such as "/go.mod".
 *
 * Versions that differ and yet are equal as semantic versions give 0, so a
 * sort must be stable. Follows `module.Sort`.
 */
export function compareModuleVersions(a: ModuleVersion, b: ModuleVersion): number {
  if (a.path !== b.path) return compareBytewise(a.path, b.path);
  const left = splitFile(a.version);
  const right = splitFile(b.version);
  if (left.version !== right.version) return compare(left.version, right.version);
  return compareBytewise(left.file, right.file);
}

/**
 * Orders two strings by their UTF-8 bytes, as Go does: -1, 0 or 1.
 *
 * JavaScript's own order differs where a character beyond U+FFFF meets one of
 * U+E000 to U+FFFF.
 */
export function compareBytewise(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let at = 0;
  while (at < shared && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === shared) return Math.sign(a.length - b.length);
  const left = a.charCodeAt(at);
  const right = b.charCodeAt(at);
  // A surrogate stands for a character beyond all that one unit can hold.
  if (isSurrogate(left) !== isSurrogate(right)) return isSurrogate(left) ? 1 : -1;
  return left < right ? -1 : 1;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function splitFile(version: string): { version: string; file: string } {
  const slash = version.indexOf('/');
  return slash < 0 ? { version, file: '' } : { version: version.slice(0, slash), file: version.slice(slash) };
}
