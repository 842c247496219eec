import { pathMajorPrefix, splitPathVersion } from '../module/index.ts';
import { hasPathPrefix } from './pathPrefix.ts';
import type { Repository } from './repository.ts';

/** Where in its repository a module belongs, as far as its path tells. */
export interface Placement {
  readonly kind: 'placement';
  /** The module path. */
  readonly path: string;
  /** The folder that prefixes the tags, without slashes at its ends; empty for the repository's root. */
  readonly codeDir: string;
  /** What stands before the version in a tag: empty, or `codeDir` with a slash. */
  readonly tagPrefix: string;
  /** `/v2`, `.v2`, `.v2-unstable` or empty. */
  readonly pathMajor: string;
  /** The folder of the major version, `codeDir/vN`, where the path allows one; else null. It is never part of a tag. */
  readonly majorDir: string | null;
  /** The folders whose go.mod files have to be read to choose: `codeDir`, then `majorDir`. */
  readonly candidates: readonly string[];
}

/**
 * Places a module path in the repository that was found for it. Invalid, with a
 * sentence, when that repository cannot hold the module.
 *
 * Follows newCodeRepo of cmd/go/internal/modfetch. A folder from a go-import
 * entry is attacker-controlled: where it leads out of the repository or stands
 * for its root under another name, no tag and no file can be found, and the
 * placement is invalid.
 */
export function placeModule(
  path: string,
  repository: Pick<Repository, 'root' | 'subdir'>,
): Placement | { readonly kind: 'invalid'; readonly reason: string } {
  const invalid = (reason: string) => ({ kind: 'invalid', reason }) as const;
  const { root, subdir } = repository;
  const split = splitPathVersion(path);
  if (split === null) return invalid(`The module path ${path} ends with a bad major version.`);
  if (!hasPathPrefix(path, root)) return invalid(`The repository found stands for ${root}, not for ${path}.`);
  const { prefix, pathMajor } = split;
  let codeDir = '';
  if (root !== path) {
    if (!hasPathPrefix(prefix, root)) return invalid(`A repository for ${root} cannot hold ${path}.`);
    codeDir = trimSlashes(prefix.slice(root.length));
  }
  if (subdir !== '') {
    codeDir = joinClean(codeDir, subdir);
    if (codeDir === '.' || codeDir === '..' || codeDir.startsWith('../')) {
      return invalid('The folder that the go-import entry names is not below the root of the repository.');
    }
  }
  const below = codeDir === '' ? '' : `${codeDir}/`;
  const majorDir = root !== path && pathMajor.startsWith('/') ? below + pathMajorPrefix(pathMajor) : null;
  const candidates = majorDir === null ? [codeDir] : [codeDir, majorDir];
  return { kind: 'placement', path, codeDir, tagPrefix: below, pathMajor, majorDir, candidates };
}

function trimSlashes(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text[start] === '/') start++;
  while (end > start && text[end - 1] === '/') end--;
  return text.slice(start, end);
}

/** Joins two relative paths and takes out `.`, `..` and double slashes, as Go's path.Join does. */
function joinClean(folder: string, below: string): string {
  const result: string[] = [];
  for (const element of `${folder}/${below}`.split('/')) {
    if (element === '' || element === '.') continue;
    if (element === '..' && result.length > 0 && result.at(-1) !== '..') result.pop();
    else result.push(element);
  }
  return result.length === 0 ? '.' : result.join('/');
}
