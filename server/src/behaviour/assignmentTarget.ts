import type { TokenRange, Tokens } from '../gosource/index.ts';

/** What is assigned to. */
export interface Target {
  /** The first name: `x` in `x`, `*x`, `x.f`, `x[i]`. */
  readonly name: string;
  readonly isWhole: boolean;
  /** Whether it is an element of what the name stands for. */
  readonly isElement: boolean;
  /** The field that is set, and what it belongs to; null when none is. */
  readonly field: string | null;
  readonly owner: TokenRange | null;
}

/** Reads one target of an assignment. `openings` tells which bracket a closing one belongs to. */
export function targetOf(
  tokens: Tokens,
  { from, to }: TokenRange,
  openings: ReadonlyMap<number, number>,
): Target | null {
  let at = from;
  while (at < to && tokens.kind(at) !== 'identifier') at++;
  if (at >= to) return null;
  const name = tokens.slice(at);
  const behind = tokens.kind(at + 1);
  // `x`, and `x T` of a declaration; `*x` sets what x points to.
  const isPointed = tokens.kind(from) === '*' && at + 1 >= to;
  const isWhole =
    !isPointed && (at + 1 >= to || (behind !== '.' && behind !== '[' && behind !== '(' && behind !== ')'));
  const last = tokens.kind(to - 1);
  const isElement = isPointed || (!isWhole && last === ']' && behind === '[');
  // `x.f[i]` sets what the field holds.
  const end = last === ']' && !isElement ? (openings.get(to - 1) ?? from) : to;
  const isField = !isWhole && tokens.kind(end - 1) === 'identifier' && tokens.kind(end - 2) === '.';
  return isField
    ? { name, isWhole, isElement, field: tokens.slice(end - 1), owner: { from, to: end - 2 } }
    : { name, isWhole, isElement, field: null, owner: null };
}
