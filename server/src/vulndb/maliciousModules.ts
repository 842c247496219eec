import type { Advisory, Feed } from './advisory.ts';
import { holdsVersion } from './versionSet.ts';

const NOTHING: readonly Advisory[] = [];

/**
 * What is said of modules, by path and version. Built once, in the time that
 * the feed is long; a look-up takes one look into a table, and makes nothing
 * where nothing is said, for an editor asks about thousands at every key.
 */
export class MaliciousModules {
  /** Of when the feed is, `YYYY-MM-DD`. */
  readonly date: string;
  /** How many advisories it holds. */
  readonly size: number;
  readonly #byPath = new Map<string, Advisory[]>();

  constructor({ date, advisories }: Pick<Feed, 'date' | 'advisories'>) {
    this.date = date;
    this.size = advisories.length;
    for (const one of advisories) {
      const known = this.#byPath.get(one.path);
      if (known === undefined) this.#byPath.set(one.path, [one]);
      else known.push(one);
    }
  }

  /**
   * What is said of one version of a module. Where no version is known yet,
   * `version` is empty, and only what is said of every version is told. Both
   * are attacker-controlled. Letter case counts in the path.
   */
  about(path: string, version: string): readonly Advisory[] {
    const known = this.#byPath.get(path);
    if (known === undefined) return NOTHING;
    const held = known.filter(({ versions }) => holdsVersion(versions, version));
    return held.length === 0 ? NOTHING : held;
  }
}
