import {
  canonicalVersion,
  checkFilePath,
  checkPath,
  checkPathMajor,
  type ModuleVersion,
  splitPathVersion,
} from '../module/index.ts';
import { Collisions } from './collisions.ts';
import { foldPath } from './fold.ts';
import { MAX_GO_MOD_BYTES, MAX_LICENSE_BYTES } from './limits.ts';
import type { ZipProblem, ZipProblemCode } from './problem.ts';

/** One name below the `path@version/` prefix. */
export interface NamedEntry {
  /** Without a trailing slash. */
  readonly path: string;
  readonly isDirectory: boolean;
  readonly sizeBytes: number;
}

/**
 * Lists what the go command would refuse in a zip whose structure is sound, in
 * the order of the entries. Empty when it would unpack it.
 *
 * Follows checkZip of golang.org/x/mod/zip, whose bounds on the whole zip are
 * kept elsewhere: here only rules about names and single sizes.
 */
export function checkRules(module: ModuleVersion, entries: readonly NamedEntry[]): readonly ZipProblem[] {
  const problems: ZipProblem[] = [];
  const mismatch = checkModule(module);
  if (mismatch !== null) problems.push({ code: 'not-canonical', path: '', detail: mismatch });
  const collisions = new Collisions();
  for (const entry of entries) {
    const found = checkEntry(entry, collisions);
    if (found !== null) problems.push({ code: found[0], path: entry.path, detail: found[1] });
  }
  return problems;
}

function checkEntry(
  { path, isDirectory, sizeBytes }: NamedEntry,
  collisions: Collisions,
): [ZipProblemCode, string] | null {
  if (!isClean(path)) return ['unclean-path', 'the path has empty, "." or ".." elements'];
  const invalid = checkFilePath(path);
  if (invalid !== null) return ['invalid-path', invalid];
  const collision = collisions.add(path, isDirectory);
  if (collision !== null) return ['collision', collision];
  if (isDirectory) return null;
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (foldPath(base) === 'go.mod') {
    if (base !== path) return ['nested-go-mod', 'a go.mod below the root belongs to another module'];
    if (path !== 'go.mod') return ['go-mod-case', 'go.mod is not spelled in lower case'];
  }
  if (path === 'go.mod' && sizeBytes > MAX_GO_MOD_BYTES) return ['go-mod-too-large', `${sizeBytes} bytes`];
  if (path === 'LICENSE' && sizeBytes > MAX_LICENSE_BYTES) return ['license-too-large', `${sizeBytes} bytes`];
  return null;
}

/** Tells whether Go's `path.Clean` would leave a path as it is. */
export function isClean(path: string): boolean {
  if (path === '' || path.endsWith('/')) return path === '/';
  const elements = path.split('/');
  if (elements[0] === '') elements.shift();
  if (elements.length === 1 && elements[0] === '.' && path === '.') return true;
  let onlyParents = !path.startsWith('/');
  for (const element of elements) {
    if (element === '' || element === '.') return false;
    if (element === '..' && !onlyParents) return false;
    if (element !== '..') onlyParents = false;
  }
  return true;
}

function checkModule({ path, version }: ModuleVersion): string | null {
  const canonical = canonicalVersion(version);
  if (canonical !== version) return `the version should be written ${JSON.stringify(canonical)}`;
  const invalid = checkPath(path);
  if (invalid !== null) return invalid;
  const split = splitPathVersion(path);
  return split === null ? 'the major version suffix is malformed' : checkPathMajor(version, split.pathMajor);
}
