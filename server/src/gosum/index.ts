/**
 * Gosum: the lines of go.sum and go.work.sum.
 *
 * Follows `readGoSum` of the go command: three fields a line, separated by any
 * white space; empty lines do not count; anything else makes the whole file
 * malformed. As in `modfile`, reading never throws and goes on behind a bad
 * line, for the editor's sake. The text is attacker-controlled; the time is
 * linear in it.
 */
export { type GoSumLine, type GoSumProblem, MAX_PROBLEMS, parseGoSum } from './parse.ts';
