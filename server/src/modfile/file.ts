import type { Span } from '../text/index.ts';
import type { TokenList } from './token.ts';

/*
 * In every directive `span` reaches from the first to the last token of its
 * line, without comments; inside a block the verb does not belong to it. Other
 * spans cover a token as written, with its quotes. Strings are values, unquoted
 * and not checked further; they are attacker-controlled.
 */

/** The directives of a go.mod, in the order of the file. */
export interface ModFile {
  readonly tokens: TokenList;
  readonly module: ModuleDirective | null;
  readonly go: GoDirective | null;
  readonly toolchain: Toolchain | null;
  readonly godebug: readonly Godebug[];
  readonly require: readonly Requirement[];
  readonly exclude: readonly Exclude[];
  readonly replace: readonly Replace[];
  readonly retract: readonly Retract[];
  readonly tool: readonly Tool[];
  readonly ignore: readonly Ignore[];
}

/** The directives of a go.work, in the order of the file. */
export interface WorkFile {
  readonly tokens: TokenList;
  readonly go: GoDirective | null;
  readonly toolchain: Toolchain | null;
  readonly godebug: readonly Godebug[];
  readonly use: readonly Use[];
  readonly replace: readonly Replace[];
}

export interface ModuleDirective {
  readonly path: string;
  /** The message of a `Deprecated:` comment; empty when there is none. */
  readonly deprecated: string;
  readonly pathSpan: Span;
  readonly span: Span;
}

export interface GoDirective {
  /** Without "go", such as "1.21" or "1.21rc1". */
  readonly version: string;
  readonly versionSpan: Span;
  readonly span: Span;
}

export interface Toolchain {
  /** "default", or a name such as "go1.21.0". */
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

export interface Godebug {
  readonly key: string;
  readonly value: string;
  readonly span: Span;
}

export interface Requirement {
  readonly path: string;
  readonly version: string;
  /** Marked with the comment `// indirect`. */
  readonly indirect: boolean;
  readonly pathSpan: Span;
  readonly versionSpan: Span;
  readonly span: Span;
}

export interface Exclude {
  readonly path: string;
  readonly version: string;
  readonly pathSpan: Span;
  readonly versionSpan: Span;
  readonly span: Span;
}

export interface Replace {
  readonly oldPath: string;
  /** Null: every version is replaced. */
  readonly oldVersion: string | null;
  readonly newPath: string;
  /** Null: `newPath` is a directory. */
  readonly newVersion: string | null;
  readonly oldPathSpan: Span;
  readonly oldVersionSpan: Span | null;
  readonly newPathSpan: Span;
  readonly newVersionSpan: Span | null;
  readonly span: Span;
}

export interface Retract {
  /** The lowest and the highest version that are retracted, both included. As written: they may be no versions. */
  readonly low: string;
  readonly high: string;
  /** What the comments say; empty when they say nothing. */
  readonly rationale: string;
  readonly span: Span;
}

export interface Tool {
  readonly path: string;
  readonly pathSpan: Span;
  readonly span: Span;
}

export interface Ignore {
  readonly path: string;
  readonly pathSpan: Span;
  readonly span: Span;
}

export interface Use {
  readonly path: string;
  readonly pathSpan: Span;
  readonly span: Span;
}
