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
 * The words that owners put before or behind a name with a separator between,
 * learnt from the owners of the corpus: `go-`, `-io`, `-labs`. Each has its
 * {@link hashText}.
 *
 * `owners` are in lower case, one for each publisher. A word counts when several owners
 * wear it at the same end; the more owners there are, the more.
 */
export function learnAffixes(owners: readonly string[]): ReadonlyMap<string, number> {
  const wearers = new Map<string, number>();
  for (const owner of owners) {
    const first = firstWordEnd(owner);
    if (first < 0) continue;
    const last = lastWordStart(owner);
    wear(`${owner.slice(0, first)} `, wearers);
    wear(` ${owner.slice(last)}`, wearers);
  }
  const least = Math.max(LEAST_OWNERS, Math.ceil(owners.length / OWNERS_PER_AFFIX));
  const learnt = [...wearers].filter(([, number]) => number >= least).map(([affix]) => affix.trim());
  const fitting = learnt.filter((affix) => affix.length >= LEAST_LENGTH && affix.length <= MAX_LENGTH);
  return new Map(fitting.map((affix) => [affix, hashText(affix)]));
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

function wear(affix: string, wearers: Map<string, number>): void {
  wearers.set(affix, (wearers.get(affix) ?? 0) + 1);
}

function firstWordEnd(owner: string): number {
  for (let at = 1; at < owner.length - 1; at++) if (isCut(owner, at)) return at;
  return -1;
}

function lastWordStart(owner: string): number {
  for (let at = owner.length - 2; at > 0; at--) if (isCut(owner, at)) return at + 1;
  return 0;
}

/** Code hosts allow `-`, and some `_` and `.`. */
function isCut(owner: string, at: number): boolean {
  const unit = owner.charCodeAt(at);
  return unit === 0x2d || unit === 0x5f || unit === 0x2e;
}
