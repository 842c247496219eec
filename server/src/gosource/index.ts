/**
 * Go source: what a difference between two copies of a module means.
 *
 * Rules: nothing is run, and no file is taken on trust. All texts are
 * attacker-controlled: reading never throws, never recurses with the text, is
 * linear in it and bounded in what it keeps. What could not be read is named,
 * never dropped. Everything is found by name, because types are not resolved:
 * the answers say what code mentions and calls, not what it means to do.
 *
 * Follows the Go specification, go/scanner for the treatment of broken text,
 * go/build for which files are part of a build, and the documentation of the
 * standard library for what its functions reach.
 */
export { isEverBuilt } from './buildExpression.ts';
export { CAPABILITIES, type Capability } from './capability.ts';
export { type Call, type Code, type ImportNames, readSignature, type Signature, type Use } from './code.ts';
export { type BuildConstraint, buildConstraint, builtOnlyOn, constraintOfName } from './constraint.ts';
export type { GoFunction, GoValue, GoVariable, TokenRange } from './declarations.ts';
export { type DifferenceOptions, describeDifference } from './difference.ts';
export { embedPatterns, type GoDirective, type GoDirectiveKind } from './directive.ts';
export { type Budget, Evaluator } from './evaluator.ts';
export { type GoFile, readGoFile } from './file.ts';
export { kindOfFile, type SourceFileKind } from './fileKind.ts';
export type {
  AddedCall,
  AddedDirective,
  AddedFunction,
  AddedString,
  DifferingFile,
  FileGains,
  Gains,
  ImportEffect,
  Losses,
  NewlyBuilt,
} from './gains.ts';
export { type GoHeader, readHeader } from './header.ts';
export { defaultName, type GoImport } from './imports.ts';
export { Lexer } from './lexer.ts';
export { integerValue, runeValue, stringValue } from './literal.ts';
export { type Outline, type OutlinedFunction, type OutlinedSpec, readOutline } from './outline.ts';
export { filePhrase, filesPhrase, gainsPhrase, sentence } from './phrase.ts';
export { REACHES, type Reach, reachOf } from './reaches.ts';
export type { SourceStringKind } from './sourceStrings.ts';
export type { TokenKind } from './token.ts';
export { readTokens, type Tokens } from './tokens.ts';
export { asText, sum, type TextValue, type Value } from './value.ts';
