import { joined } from './fold.ts';
import { hashText } from './keyTable.ts';
import type { Around } from './part.ts';

/** So many owners of the corpus wear an affix before it counts as one, and at least one owner of so many. */
const LEAST_OWNERS = 3;
const OWNERS_PER_AFFIX = 2000;

/** One letter is no word, and more than this is a name. UTF-16 units. */
const LEAST_LENGTH = 2;
const MAX_LENGTH = 12;

/**
 * Learns the words that owners put before or behind a name with a separator
 * between: `go-`, `-io`, `-labs`. A word counts when several owners wear it at
 * the same end; the more owners there are, the more.
 */
export class AffixLearner {
  readonly #wearers = new Map<string, number>();
  #owners = 0;

  /** Takes an owner, in lower case; each publisher once. */
  add(owner: string): void {
    this.#owners++;
    // Code hosts allow `-`, and some `_` and `.`.
    if (!/[-_.]/.test(owner)) return;
    const words = owner.split(/[-_.]/);
    this.#wear(`${words[0]} `);
    this.#wear(` ${words.at(-1)}`);
  }

  /** The words that were worn often enough, each with its {@link hashText}. */
  learnt(): ReadonlyMap<string, number> {
    const least = Math.max(LEAST_OWNERS, Math.ceil(this.#owners / OWNERS_PER_AFFIX));
    const affixes = new Map<string, number>();
    for (const [worn, number] of this.#wearers) {
      const affix = worn.trim();
      const fits = affix.length >= LEAST_LENGTH && affix.length <= MAX_LENGTH;
      if (fits && number >= least) affixes.set(affix, hashText(affix));
    }
    return affixes;
  }

  #wear(affix: string): void {
    this.#wearers.set(affix, (this.#wearers.get(affix) ?? 0) + 1);
  }
}

/** Tells whether everything around a part is a learnt affix. */
export function areAffixes({ before, behind }: Around, affixes: ReadonlyMap<string, number>): boolean {
  return [before, behind].every((affix) => affix === '' || affixes.has(joined(affix)));
}

/**
 * Words by which an owner says that he keeps what is somebody else's: whoever
 * wears one poses as nobody.
 */
const DISCLAIMERS: ReadonlySet<string> = new Set([
  'archive',
  'archived',
  'archives',
  'attic',
  'deprecated',
  'fork',
  'forked',
  'forks',
  'legacy',
]);

/** Tells whether what is around a part says that the name is not the part's own. */
export function isDisclaimed({ before, behind }: Around): boolean {
  return DISCLAIMERS.has(joined(before)) || DISCLAIMERS.has(joined(behind));
}
