import { defaultName } from './imports.ts';
import { REACHES } from './reaches.ts';
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
 * recurses. What there is no `room` for is left out.
 */
export function readCode(tokens: Tokens, from: number, to: number, imports: ImportNames, room: Room): Code {
  const calls = new Map<string, Call>();
  const uses = new Map<string, Use>();
  const names = new Set<string>();
  const parentheses: number[] = [];
  let deferredUntil = from;
  // A `func` inside a signature is a type. Not looking there again keeps the time linear.
  let signatureUntil = from;

  const note = <T extends { readonly deferred: boolean }>(
    map: Map<string, T>,
    key: string,
    value: T,
  ): void => {
    const known = map.get(key);
    if (known === undefined) {
      if (takeEntries(room, 1)) {
        map.set(key, value);
      }
    } else if (known.deferred && !value.deferred) {
      map.set(key, { ...known, deferred: false });
    }
  };

  for (let at = from; at < to; at++) {
    switch (tokens.kind(at)) {
      case '(':
        parentheses.push(at);
        break;
      case ')':
        parentheses.pop();
        break;
      case 'interface':
        // The methods that an interface names look like calls.
        if (tokens.kind(at + 1) === '{') {
          at = tokens.closing(at + 1);
        }
        break;
      case 'func':
        if (at >= signatureUntil) {
          const signature = literalSignature(tokens, at);
          signatureUntil = signature.end;
          if (signature.body !== null && at >= deferredUntil) {
            const runs = runsAtOnce(tokens, at, signature.body, parentheses.at(-1));
            deferredUntil = runs ? deferredUntil : tokens.closing(signature.body);
          }
        }
        break;
      case 'identifier': {
        const deferred = at < deferredUntil;
        const start = tokens.start(at);
        const name = tokens.slice(at);
        if (tokens.kind(at - 1) === '.') {
          if (isCalled(tokens, at, at)) {
            const chained = tokens.kind(at - 2) === ')';
            const key = `${chained ? 'chained' : 'method'}  ${name}`;
            note(calls, key, { kind: 'method', path: '', name, start, chained, deferred });
          }
          break;
        }
        const path = imports.paths.get(name);
        if (path !== undefined && tokens.kind(at + 1) === '.' && tokens.kind(at + 2) === 'identifier') {
          const member = tokens.slice(at + 2);
          note(uses, `${path} ${member}`, { path, name: member, start, deferred });
          if (isCalled(tokens, at, at + 2) && tokens.kind(at - 1) !== ']') {
            note(calls, `imported ${path} ${member}`, {
              kind: 'imported',
              path,
              name: member,
              start,
              chained: false,
              deferred,
            });
          }
          at += 2;
          break;
        }
        for (const dotted of imports.dotted) {
          note(uses, `${dotted} ${name}`, { path: dotted, name, start, deferred });
        }
        if (isCalled(tokens, at, at) && tokens.kind(at - 1) !== ']') {
          if (!PREDECLARED.has(name)) {
            note(calls, `function  ${name}`, {
              kind: 'function',
              path: '',
              name,
              start,
              chained: false,
              deferred,
            });
          }
        } else if (tokens.kind(at + 1) !== ':') {
          if (!names.has(name) && takeEntries(room, 1)) {
            names.add(name);
          }
        }
        break;
      }
      default:
        // No other token calls or names anything.
        break;
    }
  }
  return { calls, uses, names };
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
