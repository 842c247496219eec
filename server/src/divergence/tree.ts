import type { ObjectFormat } from '../dirhash/index.ts';

/** One entry of a commit's tree, flattened, as the git port gives it. Attacker-controlled. */
export interface UpstreamEntry {
  /** As the tree object has it, for example 0o100644. */
  readonly mode: number;
  /** Object id in lower-case hex. */
  readonly id: string;
  /** Path from the repository root. */
  readonly path: string;
}

/** What `git archive` makes of an entry. Modes that git does not know count as submodules, as in git. */
export type EntryKind = 'file' | 'symlink' | 'submodule';

/** The kind of a tree entry, from its mode, as git's canon_mode judges. */
export function entryKind(mode: number): EntryKind {
  const type = mode & 0o170000;
  if (type === 0o100000) return 'file';
  return type === 0o120000 ? 'symlink' : 'submodule';
}

/** The hash function of a repository, told by the length of its ids; null when there is no entry or a malformed id. */
export function formatOf(entries: readonly UpstreamEntry[]): ObjectFormat | null {
  const first = entries[0];
  if (first === undefined) return null;
  if (first.id.length === 40) return 'sha1';
  return first.id.length === 64 ? 'sha256' : null;
}

/** The part of a path below a directory (`''` for the root), or null when it lies elsewhere. */
export function pathBelow(directory: string, path: string): string | null {
  if (directory === '') return path;
  return path.startsWith(`${directory}/`) ? path.slice(directory.length + 1) : null;
}
