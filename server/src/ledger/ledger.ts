import type { Observation } from './observation.ts';

/** A commit that a ref was seen at. Times are in seconds since 1970. */
export interface Sighting {
  readonly commit: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** When a ref was seen at which commit, the earliest first once it was asked for. */
interface History {
  readonly entries: { readonly seenAt: number; readonly commit: string }[];
  isSorted: boolean;
}

/** What several ledgers say together. Their order, and the order of their lines, means nothing. */
export class Ledger {
  readonly #repositories = new Map<string, Map<string, History>>();

  constructor(parts: Iterable<{ readonly observations: Iterable<Observation> }> = []) {
    for (const { observations } of parts) {
      for (const observation of observations) this.add(observation);
    }
  }

  /** Takes one more observation in. */
  add({ seenAt, repository, ref, commit }: Observation): void {
    const refs = this.#repositories.get(repository) ?? new Map<string, History>();
    this.#repositories.set(repository, refs);
    const history = refs.get(ref) ?? { entries: [], isSorted: false };
    refs.set(ref, history);
    history.entries.push({ seenAt, commit });
    history.isSorted = false;
  }

  /** The commits that a ref was seen at, each once, by the time at which it was first seen. */
  commitsOf(repository: string, ref: string): readonly Sighting[] {
    const found = new Map<string, Sighting>();
    for (const { seenAt, commit } of this.#sorted(repository, ref)) {
      found.set(commit, { commit, firstSeen: found.get(commit)?.firstSeen ?? seenAt, lastSeen: seenAt });
    }
    return [...found.values()];
  }

  /**
   * Tells whether an observation says something new: not the commit that the
   * newest observation of its ref has.
   *
   * Clocks differ, and one that is years ahead must not make the same
   * observation new on every day until then. So it is no news either when the
   * newest observation up to its own time has that commit. Where several
   * observations are of one second, each of them is the newest.
   */
  isNews({ seenAt, repository, ref, commit }: Observation): boolean {
    const entries = this.#sorted(repository, ref);
    const newest = entries.at(-1)?.seenAt;
    const newestThen = entries.findLast((entry) => entry.seenAt <= seenAt)?.seenAt;
    return !entries.some(
      (entry) => entry.commit === commit && (entry.seenAt === newest || entry.seenAt === newestThen),
    );
  }

  #sorted(repository: string, ref: string): History['entries'] {
    const history = this.#repositories.get(repository)?.get(ref);
    if (history === undefined) return [];
    if (!history.isSorted) {
      // Of one second, by commit: so that the order of lines means nothing.
      history.entries.sort(
        (a, b) => a.seenAt - b.seenAt || Number(a.commit > b.commit) - Number(a.commit < b.commit),
      );
      history.isSorted = true;
    }
    return history.entries;
  }
}
