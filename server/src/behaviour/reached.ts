import type { TokenRange } from '../gosource/index.ts';
import type { FieldFlow, Parameter } from './facts.ts';
import { splitList } from './lookAhead.ts';
import type { ModulePackage } from './modulePackages.ts';
import type { Piece, Program } from './program.ts';

/** A call of a unit that was met, with what it is given. */
export interface CallRecord {
  readonly piece: Piece;
  readonly arguments: readonly TokenRange[];
  /** What stands in front of a method's name. */
  readonly receiver: TokenRange | null;
}

/** What is known of the code that was reached so far; the resolver rests on it. */
export interface Reached {
  /** Keeps what a piece gives to fields and to package-level variables. */
  note(piece: Piece): void;
  callsOf(unitKey: string): readonly CallRecord[];
  fieldsNamed(field: string): readonly { readonly piece: Piece; readonly flow: FieldFlow }[];
  /** Where reached functions set a package-level variable. */
  flowsInto(
    of: ModulePackage,
    name: string,
  ): readonly { readonly piece: Piece; readonly value: TokenRange }[];
}

/** The arguments of a call that a parameter may stand for; several when one call gives them all: `f(g())`. */
export function argumentsAt(
  { arguments: list, receiver }: CallRecord,
  { index, isVariadic }: Parameter,
): readonly TokenRange[] {
  if (index < 0) return receiver === null ? [] : [receiver];
  if (isVariadic && index < list.length) return list.slice(index);
  const own = list[index];
  return own !== undefined ? [own] : list.length === 1 ? list : [];
}

/** The arguments of a call. */
export function argumentsOf(
  program: Program,
  piece: Piece,
  open: number,
  close: number,
): readonly TokenRange[] {
  return splitList(program.read(piece).tokens, { from: open + 1, to: close });
}
