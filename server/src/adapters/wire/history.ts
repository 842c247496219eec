import { GitError } from '../../ports/index.ts';
import { readCommit } from './objects.ts';
import type { PackObject } from './pack/packReader.ts';

/** The commits that heads and tags reach, as far as they were fetched. */
export class History {
  /** Committer dates from which on commits were fetched, in seconds since 1970; null for all of them. */
  readonly since: number | null;
  readonly #ids: readonly string[];

  /**
   * Walks from `tips` through the commits of a pack. What a server sends beside
   * them is not reached, and not found here. Throws GitError `malformed` for a
   * commit that cannot be read, and, when `since` is null, for one that is missing.
   */
  constructor(tips: Iterable<string>, objects: ReadonlyMap<string, PackObject>, since: number | null) {
    this.since = since;
    const reached = new Set<string>();
    const starts = new Set(tips);
    const work = [...starts];
    for (let id = work.pop(); id !== undefined; id = work.pop()) {
      if (reached.has(id)) continue;
      const object = objects.get(id);
      if (object === undefined) {
        // A tip may be of another type than commit; a parent is one, and is cut off only on purpose.
        if (since === null && !starts.has(id)) throw missing();
        continue;
      }
      if (object.type !== 'commit') continue;
      reached.add(id);
      work.push(...readCommit(object.bytes).parents);
    }
    this.#ids = [...reached].sort();
  }

  /** The one commit whose id starts with `prefix`; null when there is none or more than one. */
  find(prefix: string): string | null {
    const first = this.#firstFrom(prefix);
    const found = this.#ids[first];
    if (!found?.startsWith(prefix)) return null;
    return this.#ids[first + 1]?.startsWith(prefix) ? null : found;
  }

  /** The place of the first id that is not before `prefix`. */
  #firstFrom(prefix: string): number {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ids[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function missing(): GitError {
  return new GitError('malformed', 'The repository did not send all of its history.');
}
