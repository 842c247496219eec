import { distance as levenshteinDistance } from 'fastest-levenshtein';
import { joined, letterBag, skeleton, sortedWords } from './fold.ts';
import { areKeyNeighbours } from './keyboard.ts';

/** How one segment turns into another by one slip of a hand or an eye. */
export type SlipKind =
  | 'lookalike'
  | 'separator'
  | 'word-order'
  | 'plural'
  | 'doubled'
  | 'swapped'
  | 'key-neighbour'
  | 'edit'
  | 'moved'
  | 'rearranged';

export interface Slip {
  readonly kind: SlipKind;
  /** The slip in words, to stand in brackets behind a name: `letters "ru" swapped`. */
  readonly rule: string;
}

/**
 * Tells which one slip makes `suspect` out of `target`, or null when there is
 * none or they are equal. Both are segments in lower case of at most 64 UTF-16
 * units, ASCII.
 */
export function findSlip(suspect: string, target: string): Slip | null {
  if (suspect === target) return null;
  if (skeleton(suspect) === skeleton(target)) return { kind: 'lookalike', rule: 'look-alike characters' };
  if (joined(suspect) === joined(target)) return { kind: 'separator', rule: 'separators changed' };
  const order = sortedWords(suspect);
  if (order !== null && order === sortedWords(target))
    return { kind: 'word-order', rule: 'words in another order' };
  const distance = levenshteinDistance(suspect, target);
  if (distance === 1) return oneEdit(suspect, target);
  if (distance === 2 && suspect.length === target.length) {
    const swap = swappedAt(suspect, target);
    if (swap >= 0) return { kind: 'swapped', rule: `letters "${target.slice(swap, swap + 2)}" swapped` };
    if (isMove(suspect, target)) return { kind: 'moved', rule: 'a letter moved' };
  }
  return letterBag(suspect) === letterBag(target) ? { kind: 'rearranged', rule: 'letters rearranged' } : null;
}

function oneEdit(suspect: string, target: string): Slip {
  const at = firstDifference(suspect, target);
  if (suspect.length === target.length) {
    const [wrong, right] = [suspect[at]!, target[at]!];
    const kind = areKeyNeighbours(wrong, right) ? 'key-neighbour' : 'edit';
    return { kind, rule: `"${wrong}" for "${right}"` };
  }
  const longer = suspect.length > target.length ? suspect : target;
  const letter = longer[at]!;
  const isAdded = longer === suspect;
  if (letter === longer[at - 1] || letter === longer[at + 1]) {
    return { kind: 'doubled', rule: `${isAdded ? 'doubled' : 'left out one of a doubled'} "${letter}"` };
  }
  if (letter === 's' && at === longer.length - 1) {
    return { kind: 'plural', rule: isAdded ? 'plural "s" added' : 'plural "s" left out' };
  }
  return { kind: 'edit', rule: isAdded ? `"${letter}" added` : `"${letter}" left out` };
}

/** Where two adjacent characters changed places, or -1. Both have the same length. */
function swappedAt(a: string, b: string): number {
  const at = firstDifference(a, b);
  const isSwap = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return isSwap ? at : -1;
}

/** Tells whether one character of `a` stands elsewhere in `b`. Both have the same length. */
function isMove(a: string, b: string): boolean {
  const first = firstDifference(a, b);
  let last = a.length - 1;
  while (last > first && a[last] === b[last]) last--;
  const [x, y] = [a.slice(first, last + 1), b.slice(first, last + 1)];
  return x.slice(1) + x[0] === y || y.slice(1) + y[0] === x;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
