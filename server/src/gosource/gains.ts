import type { Capability } from './capability.ts';
import type { GoDirectiveKind } from './directive.ts';
import type { SourceFileKind } from './fileKind.ts';
import type { SourceStringKind } from './sourceStrings.ts';

/**
 * What one copy of a module has that another has not, as plain data.
 *
 * All texts come from the two copies and are attacker-controlled: whoever shows
 * them escapes them. Lists are bounded, most telling entries first; `truncated`
 * names those that were cut. `line` counts from 0 and belongs to the copy that
 * gained. Only files that a build may hold count, unless a field says otherwise.
 */
export interface Gains {
  /** All files that differ or stand on one side only, in the order of their paths. Never truncated. */
  readonly files: readonly DifferingFile[];
  /** Import paths that no file of the other copy had. */
  readonly imports: readonly { readonly path: string; readonly file: string }[];
  /** Capabilities that no file of the other copy had. */
  readonly capabilities: readonly Capability[];
  /** Capabilities that are new in files which only `go test` or `go run FILE` builds, and not in `capabilities`. */
  readonly testCapabilities: readonly Capability[];
  /** Whether `runsOnImport` has an entry. */
  readonly initAdded: boolean;
  /** `init` functions, and package-level variables whose initialiser calls something, that were added. */
  readonly runsOnImport: readonly ImportEffect[];
  /** Functions and methods that were added, and package-level variables that hold functions. */
  readonly functions: readonly AddedFunction[];
  /** Calls that were added to functions which existed. */
  readonly calls: readonly AddedCall[];
  /** Addresses, URLs, long encoded strings and strings put together at run time that appear. */
  readonly strings: readonly AddedString[];
  readonly directives: readonly AddedDirective[];
  /** Go files that now take part in builds which did not hold them before. */
  readonly newlyBuilt: readonly NewlyBuilt[];
  /** The same sorted by file, those that gain most first; files that gain nothing are left out. */
  readonly perFile: readonly FileGains[];
  /** Files of either copy that could not be read as Go source in full. What was readable is counted. */
  readonly unreadable: readonly string[];
  readonly lost: Losses;
  readonly truncated: readonly (
    | 'imports'
    | 'runsOnImport'
    | 'functions'
    | 'calls'
    | 'strings'
    | 'directives'
    | 'newlyBuilt'
    | 'perFile'
  )[];
}

/** One file that is not the same in both copies. */
export interface DifferingFile {
  readonly path: string;
  /** `added`: only in the copy that gains. `removed`: only in the other one. */
  readonly status: 'added' | 'changed' | 'removed';
  readonly kind: SourceFileKind;
  /** For a changed Go file: whether comments and blanks alone differ, directives and C code being no comments. */
  readonly onlyComments: boolean;
  /** Where alone the file is built, as its name or `//go:build` line says (`windows`, `linux && amd64`); or null. */
  readonly onlyOn: string | null;
  /** Whether a Go file says of itself that it is generated (`// Code generated … DO NOT EDIT.`): few people read those. */
  readonly generated: boolean;
}

/** A Go file that a build constraint, or where it lay, kept out of builds that now hold it. */
export interface NewlyBuilt {
  readonly path: string;
  /** Where alone it was built: a build expression, `ignored`, or `tests`. */
  readonly before: string;
  /** Where alone it is built now; null when everywhere. */
  readonly after: string | null;
}

/** What one file gains, as far as the whole copy gains it. Names and numbers only: the other lists say more. */
export interface FileGains {
  readonly path: string;
  readonly imports: readonly string[];
  /** Gained capabilities that this file touches; `assembly` for each file of machine code that appears or changes. */
  readonly capabilities: readonly Capability[];
  /** `init`, or names of package-level variables. */
  readonly runsOnImport: readonly string[];
  /** Functions that were added. */
  readonly functions: readonly string[];
  /** How many calls, strings and directives were added. */
  readonly calls: number;
  readonly strings: number;
  readonly directives: number;
  readonly newlyBuilt: boolean;
}

/** Code that runs because a package is imported. */
export interface ImportEffect {
  readonly kind: 'init' | 'package variable';
  /** `init`, or the names of the variables. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** What it, and the functions of its package that it calls, touch. */
  readonly capabilities: readonly Capability[];
  /** Those of `capabilities` that are exercised on import, not just prepared for later. */
  readonly acts: readonly Capability[];
}

/** A function that the other copy does not have. */
export interface AddedFunction {
  /** `F`, or `T.M` for a method. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** What its own body touches. */
  readonly capabilities: readonly Capability[];
  /** The names that `capabilities` come from, such as `net.Dial`. */
  readonly reaches: readonly string[];
  /** Functions that now call it, `init`, or `package variable`. Methods are matched by their last name. */
  readonly calledFrom: readonly string[];
  /** Functions that now mention it without calling it: it may be handed on. */
  readonly usedIn: readonly string[];
}

/** A call that a function did not have before. */
export interface AddedCall {
  /** The function that calls: `F`, `T.M`, `init` or `package variable`. */
  readonly function: string;
  /** What is called: `F`, `pkg.F`, or `.M` for a method of an unresolved type. */
  readonly callee: string;
  readonly file: string;
  readonly line: number;
  readonly capabilities: readonly Capability[];
}

/** A string that the other copy does not have. */
export interface AddedString {
  readonly kind: SourceStringKind;
  /** The value, cut to 200 UTF-16 units. */
  readonly text: string;
  /** Whether it is put together at run time, so that it cannot be searched for in the source. */
  readonly assembled: boolean;
  readonly file: string;
  readonly line: number;
}

/** A directive that the other copy does not have. */
export interface AddedDirective {
  readonly kind: GoDirectiveKind;
  /** Cut to 200 UTF-16 units. */
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** What the other copy has and this one has not: the same questions, asked the other way round. */
export interface Losses {
  readonly imports: readonly string[];
  readonly capabilities: readonly Capability[];
  readonly functions: readonly string[];
}
