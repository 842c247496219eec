import {
  canonicalVersion,
  checkPath,
  checkPathMajor,
  type ModuleVersion,
  splitPathVersion,
} from '../module/index.ts';

/** Longer paths are written into no file. In UTF-16 units. */
const MAX_PATH = 1000;

/**
 * Tells whether a go.mod may name `module`: a valid path, a canonical version,
 * and a major version that belongs to the path.
 *
 * The one thing that stands between a text from outside and the user's files:
 * such a path has no blank, no quote and no line end.
 */
export function isWritable({ path, version }: ModuleVersion): boolean {
  if (path.length > MAX_PATH || version.length > MAX_PATH) return false;
  if (checkPath(path) !== null || version !== canonicalVersion(version) || version === '') return false;
  return checkPathMajor(version, splitPathVersion(path)?.pathMajor ?? '') === null;
}
