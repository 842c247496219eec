import type { Span } from '../text/index.ts';
import { type Code, type ImportNames, readCode, readSignature } from './code.ts';
import { type Room, takeEntries } from './room.ts';
import type { Tokens } from './tokens.ts';

/** A top-level function or method. Names are attacker-controlled. */
export interface GoFunction {
  readonly name: string;
  /** The name of the receiver's type without `*` and type parameters; null for a function. */
  readonly receiver: string | null;
  /** From `func` to the end of the body or signature, in UTF-16 offsets. */
  readonly span: Span;
  /** Indexes of the body's `{` and `}`; null when the body is not written in Go. */
  readonly body: TokenRange | null;
  readonly code: Code;
}

/** One specification of package-level variables: `var a, b = …`. */
export interface GoVariable {
  readonly names: readonly string[];
  readonly start: number;
  /** The initialiser; empty when there is none. */
  readonly value: TokenRange;
  /** What type and initialiser call and mention. */
  readonly code: Code;
}

/** A package-level constant or variable with the expression that it starts with. */
export interface GoValue {
  readonly name: string;
  readonly value: TokenRange;
}

/** Indexes of tokens, half-open. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** What a file declares at its top level. */
export interface Declarations {
  readonly functions: readonly GoFunction[];
  readonly variables: readonly GoVariable[];
  readonly values: readonly GoValue[];
  /** Names of declared types. */
  readonly types: readonly string[];
}

interface Reader {
  readonly tokens: Tokens;
  readonly imports: ImportNames;
  readonly room: Room;
  readonly functions: GoFunction[];
  readonly variables: GoVariable[];
  readonly values: GoValue[];
  readonly types: string[];
}

/** Reads the declarations from token `at` on. What is no declaration is passed over up to the next semicolon. */
export function readDeclarations(tokens: Tokens, at: number, imports: ImportNames, room: Room): Declarations {
  const reader: Reader = { tokens, imports, room, functions: [], variables: [], values: [], types: [] };
  while (at < tokens.length && (tokens.kind(at) === ';' || takeEntries(room, ENTRIES_PER_DECLARATION))) {
    const kind = tokens.kind(at);
    if (kind === 'func') {
      at = readFunction(reader, at);
    } else if (kind === 'var' || kind === 'const' || kind === 'type') {
      at = readGroup(reader, at, kind);
    } else {
      at = endOfStatement(tokens, at, tokens.length) + 1;
    }
  }
  const { functions, variables, values, types } = reader;
  return { functions, variables, values, types };
}

/** Names that a declaration takes as much memory as. */
const ENTRIES_PER_DECLARATION = 8;

function readFunction(reader: Reader, start: number): number {
  const { tokens } = reader;
  let at = start + 1;
  let receiver: string | null = null;
  if (tokens.kind(at) === '(') {
    receiver = receiverType(tokens, at);
    at = tokens.closing(at) + 1;
  }
  if (tokens.kind(at) !== 'identifier') {
    return endOfStatement(tokens, start + 1, tokens.length) + 1;
  }
  const name = tokens.slice(at);
  at++;
  if (tokens.kind(at) === '[') {
    at = tokens.closing(at) + 1;
  }
  const signature = readSignature(tokens, at);
  const body = signature.body === null ? null : { from: signature.body, to: tokens.closing(signature.body) };
  const end = body?.to ?? signature.end;
  reader.functions.push({
    name,
    receiver,
    span: { start: tokens.start(start), end: tokens.end(body === null ? end - 1 : end) },
    body,
    code: readCode(tokens, body?.from ?? end, end, reader.imports, reader.room),
  });
  return end + 1;
}

/** The type name in `(x *T[K])`: the last name outside brackets. */
function receiverType(tokens: Tokens, open: number): string {
  const close = tokens.closing(open);
  let name = '';
  for (let at = open + 1; at < close; at++) {
    if (tokens.kind(at) === '[') {
      at = tokens.closing(at);
    } else if (tokens.kind(at) === 'identifier') {
      name = tokens.slice(at);
    }
  }
  return name;
}

function readGroup(reader: Reader, start: number, kind: 'var' | 'const' | 'type'): number {
  const { tokens } = reader;
  if (tokens.kind(start + 1) !== '(') {
    const end = endOfStatement(tokens, start + 1, tokens.length);
    readSpec(reader, kind, { from: start + 1, to: end }, null);
    return end + 1;
  }
  const close = tokens.closing(start + 1);
  let previous: TokenRange | null = null;
  for (let at = start + 2; at < close && takeEntries(reader.room, ENTRIES_PER_DECLARATION); ) {
    const end = endOfStatement(tokens, at, close);
    previous = readSpec(reader, kind, { from: at, to: end }, previous);
    at = end + 1;
  }
  return close + 1;
}

/** Reads one specification and returns its value, which a constant without one repeats. */
function readSpec(
  reader: Reader,
  kind: 'var' | 'const' | 'type',
  spec: TokenRange,
  previous: TokenRange | null,
): TokenRange | null {
  const { tokens } = reader;
  const names = specNames(tokens, spec);
  const [first] = names;
  if (first === undefined) {
    return previous;
  }
  if (kind === 'type') {
    reader.types.push(first);
    return null;
  }
  const assign = findAtTop(tokens, spec, '=');
  const written = { from: assign < 0 ? spec.to : assign + 1, to: spec.to };
  if (kind === 'var') {
    // The type counts as well: it tells whose methods are called through the variable.
    const code = readCode(tokens, spec.from + 2 * names.length - 1, spec.to, reader.imports, reader.room);
    reader.variables.push({ names, start: tokens.start(spec.from), value: written, code });
  }
  const value = assign < 0 && kind === 'const' ? previous : written;
  if (value === null) {
    return null;
  }
  const parts = splitAtTop(tokens, value, names.length);
  for (const [index, part] of parts.entries()) {
    reader.values.push({ name: names[index] as string, value: part });
  }
  return value;
}

function specNames(tokens: Tokens, spec: TokenRange): readonly string[] {
  const names: string[] = [];
  for (let at = spec.from; at < spec.to && tokens.kind(at) === 'identifier'; at += 2) {
    names.push(tokens.slice(at));
    if (tokens.kind(at + 1) !== ',') {
      break;
    }
  }
  return names;
}

/** Index of the first token of that kind outside brackets, or -1. */
function findAtTop(tokens: Tokens, { from, to }: TokenRange, kind: '=' | ','): number {
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) === kind) {
      return at;
    }
    at = afterBrackets(tokens, at);
  }
  return -1;
}

/** The expressions of a list, at most `count`. */
function splitAtTop(tokens: Tokens, { from, to }: TokenRange, count: number): readonly TokenRange[] {
  const parts: TokenRange[] = [];
  while (from < to && parts.length < count) {
    const comma = findAtTop(tokens, { from, to }, ',');
    const end = comma < 0 ? to : comma;
    parts.push({ from, to: end });
    from = end + 1;
  }
  return parts;
}

/** Index of the semicolon that ends the statement at `at`, or `to`. */
function endOfStatement(tokens: Tokens, at: number, to: number): number {
  while (at < to && tokens.kind(at) !== ';') {
    at = afterBrackets(tokens, at) + 1;
  }
  return Math.min(at, to);
}

/** Index of the closing bracket when an opening one stands at `at`, otherwise `at`. */
function afterBrackets(tokens: Tokens, at: number): number {
  const kind = tokens.kind(at);
  return kind === '(' || kind === '[' || kind === '{' ? tokens.closing(at) : at;
}
