import type { TokenRange, Tokens } from '../gosource/index.ts';
import { splitList } from './lookAhead.ts';
import type { Program, Unit } from './program.ts';

/**
 * Whether a function may be called by `range`: it takes one parameter, a
 * function (Go specification, "For statements with range clause"). A list of
 * other functions that is ranged over calls none of them.
 */
export function mayBeIterator(program: Program, { piece, literal }: Unit): boolean {
  const { tokens, facts } = program.read(piece);
  const list = literal < 0 ? parametersOf(tokens, facts.results) : facts.literals.get(literal)?.parameters;
  // What is not found is taken for one.
  if (list === undefined) return true;
  const [only, ...others] = splitList(tokens, list);
  return only !== undefined && others.length === 0 && mayBeFunction(tokens, only);
}

/** The parameters of a function, which stand in front of its results. */
function parametersOf(tokens: Tokens, { from }: TokenRange): TokenRange | undefined {
  const first = Math.max(0, from - MAX_SIGNATURE);
  for (let at = first; at < from; at++) {
    if (tokens.kind(at) === '(' && tokens.closing(at) === from - 1) return { from: at + 1, to: from - 1 };
  }
  return undefined;
}

/** Tokens of one parameter list that are looked at. */
const MAX_SIGNATURE = 256;

/** Whether `f func() bool`, `f T`, `f p.T`, or one of these without its name, may be a function. */
function mayBeFunction(tokens: Tokens, { from, to }: TokenRange): boolean {
  const isNamed = tokens.kind(from) === 'identifier' && from + 1 < to && tokens.kind(from + 1) !== '.';
  const kind = tokens.kind(isNamed ? from + 1 : from);
  return kind === 'func' || kind === 'identifier' || kind === '(';
}
