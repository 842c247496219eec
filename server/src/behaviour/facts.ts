import type { TokenRange } from '../gosource/index.ts';

/** A call, by indexes of tokens. */
export interface CallSite {
  /** The first token of what is called. */
  readonly start: number;
  /** The parenthesis that opens the arguments. */
  readonly open: number;
  readonly close: number;
  /** The function literal that it stands in, by the index of its `func`; -1 outside literals. */
  readonly literal: number;
}

/** A function literal. */
export interface FunctionLiteral {
  readonly parameters: TokenRange;
  readonly results: TokenRange;
  readonly body: TokenRange;
}

/** A value that is given to a field: `x.f = v`, `T{f: v}`. */
export interface FieldFlow {
  /** What the field belongs to; null where it is not written. */
  readonly owner: TokenRange | null;
  /** Empty for `T{v}`, where the field is not named. */
  readonly field: string;
  readonly value: TokenRange;
  /** Whether a method of the field is given it: `x.f.Write(v)`. The field itself stays what it is. */
  readonly isMutation: boolean;
}

/** A parameter: of which literal (-1: of the function itself), and its place; -1 for the receiver. */
export interface Parameter {
  readonly literal: number;
  readonly index: number;
  /** Whether it takes all further arguments as well: `rest ...T`. */
  readonly isVariadic: boolean;
}

/** Something that flows into a name. */
export interface Flow {
  /** The value. */
  readonly value: TokenRange;
  /** The whole statement. */
  readonly statement: TokenRange;
  /** Whether it is added to what is there. */
  readonly appends: boolean;
  /** Whether the name as a whole is set, not an element or field. */
  readonly whole: boolean;
  /** Which of several results is meant: `_, x := f()`; null when there is but one. */
  readonly result: number | null;
  /** Whether it is set, or may be changed by a call: one of its methods, or one that it is handed to. */
  readonly way: 'assignment' | 'method' | 'argument';
  /** Whether it makes a new variable of the name, whatever others of the name are: `x := v`. */
  readonly defines: boolean;
}

/**
 * What one function, with the literals in it, or one initialiser does, by names
 * and without regard to order, branches and blocks. Made in one walk over its
 * tokens; names are attacker-controlled.
 */
export interface Facts {
  readonly calls: readonly CallSite[];
  readonly literals: ReadonlyMap<number, FunctionLiteral>;
  readonly flows: ReadonlyMap<string, readonly Flow[]>;
  readonly types: ReadonlyMap<string, readonly TokenRange[]>;
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  readonly fields: readonly FieldFlow[];
  /** What is returned, by literal. */
  readonly returns: ReadonlyMap<number, readonly TokenRange[]>;
  /** What `range` goes over: it may be a function. */
  readonly ranged: readonly { readonly value: TokenRange; readonly literal: number }[];
  /** The result types of the function itself. */
  readonly results: TokenRange;
  /** The body, or the initialiser. */
  readonly body: TokenRange;
  /** Whether there was room for all of it. */
  readonly complete: boolean;
}
