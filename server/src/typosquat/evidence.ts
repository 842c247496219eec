import type { SlipKind } from './slip.ts';

/**
 * How much a target must be used before a resemblance to it counts, by the
 * resemblance and by the number of letters that agree.
 *
 * A name that nobody knows can always be near some other name that nobody
 * knows. Short names are near each other by chance, so they need a target that
 * many require; long names, and slips that only a hand makes, need less.
 * `Infinity` means never.
 */
export function leastWeight(kind: SlipKind, letters: number): number {
  switch (kind) {
    case 'lookalike':
    case 'separator':
      return letters >= 4 ? 0 : letters === 3 ? 10 : Number.POSITIVE_INFINITY;
    case 'word-order':
      return letters >= 5 ? 0 : letters === 4 ? 2 : Number.POSITIVE_INFINITY;
    case 'plural':
      return byLength(letters, 3, 3, 10);
    case 'doubled':
    case 'swapped':
      return byLength(letters, 0, 1, 10);
    case 'key-neighbour':
      return byLength(letters, 1, 2, 20);
    case 'edit':
      return byLength(letters, 1, 2, 20);
    case 'moved':
      return letters >= 6 ? 3 : Number.POSITIVE_INFINITY;
    case 'rearranged':
      return letters >= 6 ? 10 : Number.POSITIVE_INFINITY;
  }
}

/**
 * The same for an affix of `affix` letters around a known name of `letters`
 * letters. An affix is a word of its own, or one that is known to be an affix,
 * or any letters.
 *
 * Honest people put words around names, too, when they split off an
 * organisation or keep an archive; so the target has to be one that some
 * require.
 */
export function leastWeightOfAffix(letters: number, affix: number, isWord: boolean): number {
  if (letters < 3 || affix > 12) return Number.POSITIVE_INFINITY;
  if (isWord) return letters === 3 ? 20 : LEAST_WEIGHT_OF_AFFIX;
  if (letters < 4 || affix > letters + 2) return Number.POSITIVE_INFINITY;
  return affix <= 4 ? LEAST_WEIGHT_OF_AFFIX : 5;
}

const LEAST_WEIGHT_OF_AFFIX = 3;

/** Slips on a host need a target that some require: a host has few letters that are not its last label. */
export const LEAST_WEIGHT_OF_HOST = 2;

/** A short name of `gopkg.in` is all there is, without an owner that would agree. */
export const LEAST_WEIGHT_OF_SHORT_NAME = 20;

/** Slips across hosts: whoever imitates an owner wants to stand where the owner stands. */
export const LEAST_WEIGHT_ACROSS_HOSTS = 10;

/**
 * The same owner and repository on another host. People move between hosts and
 * take their names along, so only a target that is worth the trouble counts.
 */
export const LEAST_WEIGHT_OF_HOST_SWAP = 10;

function byLength(letters: number, long: number, four: number, three: number): number {
  if (letters >= 5) return long;
  if (letters === 4) return four;
  return letters === 3 ? three : Number.POSITIVE_INFINITY;
}
