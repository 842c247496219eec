import { checkFilePath } from '../module/index.ts';
import { Collisions, isClean } from '../zip/index.ts';
import type { Unbuildable } from './comparison.ts';
import { DirectorySet } from './directorySet.ts';
import { isForbiddenByGit } from './gitPath.ts';
import { entryKind, pathBelow, type UpstreamEntry } from './tree.ts';
import { isVendored, type VendorRule } from './vendor.ts';

/** One file that the go command would put into the module's zip. Paths are attacker-controlled. */
export interface ExpectedFile {
  /** Path in the module. */
  readonly path: string;
  /** Path in the repository. */
  readonly repositoryPath: string;
  /** The blob, before any conversion by .gitattributes. */
  readonly id: string;
  /** The root LICENSE, lent to a module in a sub-directory; never converted. */
  readonly isInjectedLicense: boolean;
}

/** Why a file of the repository is not in the zip. */
export type OmissionReason = 'vendored' | 'nested-module' | 'hg-archival' | 'symlink' | 'submodule';

/** One file that the go command leaves out. */
export interface OmittedFile {
  /** Path in the module. */
  readonly path: string;
  readonly reason: OmissionReason;
}

/** What the go command would make of a commit. */
export interface Selection {
  /** In the order of the tree, the injected LICENSE last. */
  readonly files: readonly ExpectedFile[];
  readonly omitted: readonly OmittedFile[];
  /** Regular files that are among the reasons in `unbuildable`, by name or collision. */
  readonly invalid: readonly ExpectedFile[];
  /** Not empty: the go command could not build a zip at all. */
  readonly unbuildable: readonly Unbuildable[];
}

/**
 * Selects the files that the go command puts into a module's zip.
 *
 * `entries` is the whole tree of the commit, flattened, in git's order;
 * `directory` is where the module is in the repository (`''` for the root);
 * `rule` follows from the `go` line of its go.mod, see {@link vendorRule}.
 * Sizes are not known from a tree, so the limits on them are not judged here.
 *
 * Follows `git archive` (names git refuses), codeRepo.Zip of cmd/go (sub-directory,
 * LICENSE) and checkFiles of golang.org/x/mod/zip, in the order of its rules:
 * an omitted file is never invalid, but a symbolic link can still collide.
 */
export function selectFiles(
  entries: readonly UpstreamEntry[],
  directory: string,
  rule: VendorRule,
): Selection {
  const unbuildable: Unbuildable[] = [];
  for (const { path, mode } of entries) {
    if (!isForbiddenByGit(path, entryKind(mode))) continue;
    unbuildable.push({ path, code: 'forbidden-by-git', detail: 'git refuses such a path' });
  }
  const candidates = candidatesOf(entries, directory);
  const nested = nestedModules(candidates);
  const collisions = new Collisions();
  const files: ExpectedFile[] = [];
  const omitted: OmittedFile[] = [];
  const invalid: ExpectedFile[] = [];
  for (const candidate of candidates) {
    const { path, kind, file } = candidate;
    const reason = kind === 'submodule' ? 'submodule' : omission(path, rule, nested);
    if (reason !== null && isClean(path)) {
      omitted.push({ path, reason });
      continue;
    }
    const fault = invalidity(path, collisions);
    if (fault !== null) unbuildable.push(fault);
    if (kind === 'symlink') omitted.push({ path, reason: 'symlink' });
    else if (fault === null) files.push(file);
    else invalid.push(file);
  }
  return { files, omitted, invalid, unbuildable };
}

interface Candidate {
  readonly path: string;
  readonly kind: 'file' | 'symlink' | 'submodule';
  readonly file: ExpectedFile;
}

/** The entries below the directory, and the root LICENSE where none of them is named `LICENSE`. */
function candidatesOf(entries: readonly UpstreamEntry[], directory: string): readonly Candidate[] {
  const candidates: Candidate[] = [];
  let license: UpstreamEntry | null = null;
  let hasLicense = directory === '';
  for (const entry of entries) {
    const kind = entryKind(entry.mode);
    if (entry.path === 'LICENSE' && kind !== 'submodule') license = entry;
    const path = pathBelow(directory, entry.path);
    if (path === null || path === '') continue;
    if (path === 'LICENSE' && kind !== 'submodule') hasLicense = true;
    candidates.push({
      path,
      kind,
      file: { path, repositoryPath: entry.path, id: entry.id, isInjectedLicense: false },
    });
  }
  if (!hasLicense && license !== null) {
    // A symbolic link lends its target's name as text: the go command reads the blob.
    const file = { path: 'LICENSE', repositoryPath: 'LICENSE', id: license.id, isInjectedLicense: true };
    candidates.push({ path: 'LICENSE', kind: 'file', file });
  }
  return candidates;
}

/** The directories that are modules of their own: a regular file there is named go.mod, in whatever case. */
function nestedModules(candidates: readonly Candidate[]): DirectorySet {
  const nested = new DirectorySet();
  for (const { path, kind } of candidates) {
    const slash = path.lastIndexOf('/');
    if (kind === 'file' && slash >= 0 && path.slice(slash + 1).toLowerCase() === 'go.mod') {
      nested.add(path.slice(0, slash));
    }
  }
  return nested;
}

function omission(path: string, rule: VendorRule, nested: DirectorySet): OmissionReason | null {
  if (isVendored(path, rule)) return 'vendored';
  if (nested.hasParentOf(path)) return 'nested-module';
  return path === '.hg_archival.txt' ? 'hg-archival' : null;
}

function invalidity(path: string, collisions: Collisions): Unbuildable | null {
  if (!isClean(path) || path.startsWith('/')) {
    return { path, code: 'unclean-path', detail: 'the path has empty, "." or ".." elements' };
  }
  const reason = checkFilePath(path);
  if (reason !== null) return { path, code: 'invalid-path', detail: reason };
  if (path !== 'go.mod' && path.toLowerCase() === 'go.mod') {
    return { path, code: 'go-mod-case', detail: 'go.mod is not spelled in lower case' };
  }
  const collision = collisions.add(path, false);
  return collision === null ? null : { path, code: 'collision', detail: collision };
}
