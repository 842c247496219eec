import { defaultName } from './imports.ts';
import { REACHES, reachOf } from './reaches.ts';
import { type Room, takeEntries } from './room.ts';
import type { TokenKind } from './token.ts';
import type { Tokens } from './tokens.ts';

/** A call, as it is written at its first place. Names are attacker-controlled. */
export interface Call {
  /**
   * `function`: `f(…)`, by its bare name. `imported`: `pkg.F(…)` where `pkg` names an import.
   * `method`: `….m(…)`, by its last name alone, because types are not resolved here.
   */
  readonly kind: 'function' | 'imported' | 'method';
  /** The import path for `imported`, otherwise empty. */
  readonly path: string;
  readonly name: string;
  /** UTF-16 offset of the name. */
  readonly start: number;
  /** Whether it is a method of what another call returned: `f(…).m(…)`. */
  readonly chained: boolean;
  /** Whether it stands only in function literals that are not run where they are written. */
  readonly deferred: boolean;
}

/** A name of an imported package that is mentioned, called or not. */
export type Use = Omit<Call, 'kind' | 'chained'>;

/** What a piece of Go code calls and mentions. Each thing is listed once. */
export interface Code {
  readonly calls: ReadonlyMap<string, Call>;
  readonly uses: ReadonlyMap<string, Use>;
  /** Bare names that are mentioned without being called. */
  readonly names: ReadonlySet<string>;
}

/** Under which names a file reaches its imports. */
export interface ImportNames {
  /** Package name to import path. */
  readonly paths: ReadonlyMap<string, string>;
  /** Paths of dot imports whose names matter, see {@link REACHES}: each bare name may be theirs. */
  readonly dotted: readonly string[];
}

/**
 * Lists what the tokens from `from` up to, without, `to` call and mention.
 *
 * A local name that hides an import is not told apart. Time is linear; nothing
 * recurses. What there is no `room` for is left out, and without
 * `bareNames` so is what needs no import: `f(…)`, `x`.
 */
export function readCode(
  tokens: Tokens,
  from: number,
  to: number,
  imports: ImportNames,
  room: Room,
  bareNames = true,
): Code {
  const reader = new CodeReader(tokens, from, imports, room, bareNames);
  for (let at = from; at < to; ) {
    at = reader.read(at) + 1;
  }
  // The reader itself holds more than what is asked for.
  const { calls, uses, names } = reader;
  return { calls, uses, names };
}

class CodeReader implements Code {
  readonly calls = new Map<string, Call>();
  readonly uses = new Map<string, Use>();
  readonly names = new Set<string>();
  readonly #tokens: Tokens;
  readonly #imports: ImportNames;
  readonly #room: Room;
  readonly #bareNames: boolean;
  readonly #parentheses: number[] = [];
  #deferredUntil: number;
  // A `func` inside a signature is a type. Not looking there again keeps the time linear.
  #signatureUntil: number;

  constructor(tokens: Tokens, from: number, imports: ImportNames, room: Room, bareNames: boolean) {
    this.#tokens = tokens;
    this.#imports = imports;
    this.#room = room;
    this.#bareNames = bareNames;
    this.#deferredUntil = from;
    this.#signatureUntil = from;
  }

  /** Reads what starts at token `at`, and returns the index of its last token. */
  read(at: number): number {
    const tokens = this.#tokens;
    switch (tokens.kind(at)) {
      case '(':
        this.#parentheses.push(at);
        return at;
      case ')':
        this.#parentheses.pop();
        return at;
      case 'interface':
        // The methods that an interface names look like calls.
        return tokens.kind(at + 1) === '{' ? tokens.closing(at + 1) : at;
      case 'func':
        this.#readFunction(at);
        return at;
      case 'identifier':
        return this.#readName(at);
      default:
        return at;
    }
  }

  #readFunction(at: number): void {
    if (at < this.#signatureUntil) {
      return;
    }
    const signature = literalSignature(this.#tokens, at);
    this.#signatureUntil = signature.end;
    if (signature.body === null || at < this.#deferredUntil) {
      return;
    }
    if (!runsAtOnce(this.#tokens, at, signature.body, this.#parentheses.at(-1))) {
      this.#deferredUntil = this.#tokens.closing(signature.body);
    }
  }

  #readName(at: number): number {
    const tokens = this.#tokens;
    const name = tokens.slice(at);
    if (tokens.kind(at - 1) === '.') {
      if (isCalled(tokens, at, at)) {
        this.#noteCall(at, 'method', '', name, tokens.kind(at - 2) === ')');
      }
      return at;
    }
    const path = this.#imports.paths.get(name);
    if (path !== undefined && tokens.kind(at + 1) === '.' && tokens.kind(at + 2) === 'identifier') {
      this.#readImported(at, path);
      return at + 2;
    }
    for (const dotted of this.#imports.dotted) {
      if (reachOf(dotted, name) !== undefined) {
        this.#noteUse(at, dotted, name);
      }
    }
    // What stands behind `]` is the type of elements: a conversion.
    if (isCalled(tokens, at, at) && tokens.kind(at - 1) !== ']') {
      if (this.#bareNames && !PREDECLARED.has(name)) {
        this.#noteCall(at, 'function', '', name);
      }
    } else if (this.#bareNames && tokens.kind(at + 1) !== ':') {
      this.#noteName(name);
    }
    return at;
  }

  #noteName(name: string): void {
    if (!this.names.has(name) && takeEntries(this.#room, 1)) {
      this.names.add(name);
    }
  }

  #readImported(at: number, path: string): void {
    const tokens = this.#tokens;
    const name = tokens.slice(at + 2);
    this.#noteUse(at, path, name);
    if (isCalled(tokens, at, at + 2) && tokens.kind(at - 1) !== ']') {
      this.#noteCall(at, 'imported', path, name);
    }
  }

  #noteUse(at: number, path: string, name: string): void {
    const start = this.#tokens.start(at);
    this.#note(this.uses, `${path} ${name}`, { path, name, start, deferred: at < this.#deferredUntil });
  }

  #noteCall(at: number, kind: Call['kind'], path: string, name: string, chained = false): void {
    const call: Call = {
      kind,
      path,
      name,
      start: this.#tokens.start(at),
      chained,
      deferred: at < this.#deferredUntil,
    };
    this.#note(this.calls, `${chained ? 'chained' : kind} ${path} ${name}`, call);
  }

  /** Keeps the first place of a thing, and that it is run at once when it is so at any place. */
  #note<T extends { readonly deferred: boolean }>(map: Map<string, T>, key: string, value: T): void {
    const known = map.get(key);
    if (known === undefined) {
      if (takeEntries(this.#room, 1)) {
        map.set(key, value);
      }
    } else if (known.deferred && !value.deferred) {
      map.set(key, { ...known, deferred: false });
    }
  }
}

/** The names of a file's imports. Blank imports have none. */
export function importNames(
  imports: readonly { readonly path: string; readonly name: string | null }[],
): ImportNames {
  const paths = new Map<string, string>();
  const dotted = new Set<string>();
  for (const { path, name } of imports) {
    if (name === '.' && REACHES.has(path)) {
      dotted.add(path);
    } else if (name !== '_' && name !== '.') {
      paths.set(name ?? defaultName(path), path);
    }
  }
  return { paths, dotted: [...dotted] };
}

/** Where the signature of a function ends. Indexes of tokens. */
export interface Signature {
  /** The `{` of the body, or null when there is none. */
  readonly body: number | null;
  /** Behind the last token of the signature. */
  readonly end: number;
}

/** Passes over the parameters, which start at `parameters`, and the results of a function (Go specification, "Function types"). */
export function readSignature(tokens: Tokens, parameters: number): Signature {
  if (tokens.kind(parameters) !== '(') {
    return { body: null, end: parameters };
  }
  for (let at = tokens.closing(parameters) + 1; ; at++) {
    switch (tokens.kind(at)) {
      case '{':
        return { body: at, end: at };
      case 'struct':
      case 'interface':
        if (tokens.kind(at + 1) === '{') {
          at = tokens.closing(at + 1);
        }
        break;
      case '(':
      case '[':
        at = tokens.closing(at);
        break;
      case 'identifier':
      case '.':
      case '*':
      case 'chan':
      case '<-':
      case 'map':
      case 'func':
        break;
      default:
        return { body: null, end: at };
    }
  }
}

function literalSignature(tokens: Tokens, at: number): Signature {
  // In `[]func() {…}` and `map[K]func() {…}` the braces hold elements.
  const signature = readSignature(tokens, at + 1);
  return tokens.kind(at - 1) === ']' ? { body: null, end: signature.end } : signature;
}

/** Functions that run the function they are given: `once.Do`, `time.AfterFunc`, `group.Go`. */
const RUNNERS: ReadonlySet<string> = new Set(['Do', 'AfterFunc', 'Go']);

/** Whether the function literal at `at` is called where it stands, or handed to a function that calls it. */
function runsAtOnce(tokens: Tokens, at: number, body: number, parenthesis: number | undefined): boolean {
  return (
    isCalled(tokens, at, tokens.closing(body)) ||
    (parenthesis !== undefined &&
      (RUNNERS.has(tokens.slice(parenthesis - 1)) || tokens.kind(tokens.closing(parenthesis) + 1) === '('))
  );
}

/** Whether the name that spans the tokens `first` to `last` is called: `f(`, `f[T](`, `(f)(`. */
function isCalled(tokens: Tokens, first: number, last: number): boolean {
  let behind = last + 1;
  if (tokens.kind(behind) === '[') {
    behind = tokens.closing(behind) + 1;
  }
  if (tokens.kind(behind) === '(') {
    return true;
  }
  let inFront = first - 1;
  while (tokens.kind(behind) === ')' && tokens.kind(inFront) === '(') {
    behind++;
    inFront--;
  }
  if (behind === last + 1 || tokens.kind(behind) !== '(') {
    return false;
  }
  // In `g(f)(x)` it is g that is called; `x.(T)(y)` and `func(T) (U)` hold types.
  const outside = tokens.kind(inFront);
  return !(['identifier', ')', ']', '.', 'func'] as TokenKind[]).includes(outside);
}

// The functions and types of the universe block, which call no code of anybody, and the blank of `var _ (T)`.
const PREDECLARED: ReadonlySet<string> = new Set(
  (
    'append cap clear close complex copy delete imag len make max min new panic print println real recover ' +
    '_ any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string ' +
    'uint uint8 uint16 uint32 uint64 uintptr'
  ).split(' '),
);
