/**
 * Modfile: go.mod and go.work, from their characters to their directives.
 *
 * Follows golang.org/x/mod/modfile, bug for bug where a file is accepted: the
 * same directives with the same values at the same places, checked against
 * that library itself. Versions are read as it reads them without a fixer:
 * "v1.2" means v1.2.0, and a branch name is a problem; those of `retract` are
 * not looked at.
 *
 * Rules: parsing never throws and always returns a file together with its
 * problems. Every character of the text belongs to exactly one token, and the
 * texts of the tokens together are the text, for any input. The text is
 * attacker-controlled: time and memory are linear in it, and no more than
 * `MAX_PROBLEMS` problems are kept.
 *
 * The one leniency, made for editors: golang.org/x/mod stops at the first
 * syntax error and gives nothing back; here the broken line is left out with a
 * problem, and reading goes on with the next line. A file with a problem is
 * one that the go command refuses, whatever directives are found in it.
 */
export type {
  Exclude,
  GoDirective,
  Godebug,
  Ignore,
  ModFile,
  ModuleDirective,
  Replace,
  Requirement,
  Retract,
  Tool,
  Toolchain,
  Use,
  WorkFile,
} from './file.ts';
export { type ModFileOptions, parseModFile } from './modFile.ts';
export { MAX_PROBLEMS, type Problem } from './problem.ts';
export { isDirectoryPath } from './replace.ts';
export { goVersionOf, modulePath } from './scan.ts';
export type { Token, TokenKind, TokenList } from './token.ts';
export { parseWorkFile } from './workFile.ts';
