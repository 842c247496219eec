import type { Span } from '../text/index.ts';
import type { FindingCode } from './codes.ts';
import type { Severity } from './severity.ts';

/** Where a finding stands: a span of UTF-16 offsets in the text of one file. */
export interface Location {
  /** The file's path as the user knows it. */
  readonly path: string;
  readonly span: Span;
}

/** One thing that was seen and that the finding rests on. */
export interface Evidence {
  /** A stable word for programs: `mirror`, `upstream`, `difference`, `known-module`, `reason` … */
  readonly kind: string;
  /** One line for people. May hold text from outside. */
  readonly text: string;
}

/** Something that would settle the finding. */
export interface Fix {
  readonly title: string;
  readonly kind: 'replace-module' | 'remove-characters' | 'change-setting';
  /** The module path to write instead, for `replace-module`. */
  readonly to?: string;
  /** For `change-setting`: a command that does it, for the user to read and run; absent where none does. */
  readonly command?: string;
}

/**
 * How grave an observation is among those of its code. `eased` and `aggravated`
 * say that what was seen besides speaks for the module, or against it.
 */
export type Grade = 'eased' | 'usual' | 'aggravated';

/** What a check saw, before the policy gave it a severity. */
export interface Observation {
  readonly code: FindingCode;
  /** Which form of the code this is: most have one alone. */
  readonly grade: Grade;
  /** Module path; empty when the finding is about a file and not about a module. */
  readonly module: string;
  /** Version as required; empty when it plays no part. */
  readonly version: string;
  /** One calm sentence, the place and the module left out where they are shown anyway. */
  readonly message: string;
  /** Null for a module that no file names. */
  readonly location: Location | null;
  readonly evidence: readonly Evidence[];
  /**
   * Besides code, module and version, all that the finding stands and falls
   * with, in an order that the check fixes: hashes, commits, names. Nothing that
   * changes by itself, such as ages and counts, and no words for people. See
   * `evidenceHash`. Absent: nothing besides.
   */
  readonly restsOn?: readonly string[];
  readonly fixes: readonly Fix[];
}

/** An observation with the severity that the policy gives it. */
export interface Finding extends Omit<Observation, 'grade'> {
  readonly severity: Severity;
}
