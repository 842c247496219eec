import { GitError } from '../../ports/index.ts';
import { committerSeconds } from '../git/parse.ts';
import type { PackObject } from './pack/packReader.ts';

/** What of a commit is read. */
export interface CommitFacts {
  readonly tree: string;
  readonly parents: readonly string[];
}

/** Tags of tags of tags: more than this are not followed. */
const MAX_TAG_DEPTH = 100;

/**
 * Follows annotated tags to the id of the commit that they end at; null when
 * they end at something else, or `id` was not sent, as blobs are not kept.
 * Throws GitError `malformed` when an object further on the way is missing.
 */
export function peelToCommit(id: string, objects: ReadonlyMap<string, PackObject>): string | null {
  let current = id;
  for (let depth = 0; depth <= MAX_TAG_DEPTH; depth++) {
    const object = objects.get(current);
    if (object === undefined && depth === 0) return null;
    if (object === undefined) {
      throw new GitError('malformed', 'The repository did not send an object that was asked for.');
    }
    if (object.type === 'commit') return current;
    if (object.type !== 'tag') return null;
    const header = /^object ([0-9a-f]{40}|[0-9a-f]{64})\ntype ([a-z]+)\n/.exec(
      object.bytes.toString('latin1', 0, 200),
    );
    if (header?.[1] === undefined) throw new GitError('malformed', 'A tag of the repository cannot be read.');
    if (header[2] !== 'commit' && header[2] !== 'tag') return null;
    current = header[1];
  }
  throw new GitError('malformed', 'The repository has too many tags upon each other.');
}

/** Reads the tree and the parents of a commit, which come first in it. Throws GitError `malformed`. */
export function readCommit(bytes: Buffer): CommitFacts {
  const tree = /^tree ([0-9a-f]{40}|[0-9a-f]{64})\n/.exec(bytes.toString('latin1', 0, 100))?.[1];
  if (tree === undefined) throw new GitError('malformed', 'A commit of the repository cannot be read.');
  const parents: string[] = [];
  let at = 'tree '.length + tree.length + 1;
  const length = 'parent '.length + tree.length;
  while (bytes.toString('latin1', at, at + 7) === 'parent ') {
    parents.push(bytes.toString('latin1', at + 7, at + length));
    at += length + 1;
  }
  return { tree, parents };
}

/** The committer date of a commit, in seconds since 1970. Throws GitError `malformed`. */
export function commitSeconds(bytes: Buffer): number {
  return committerSeconds(bytes.toString('latin1'));
}
