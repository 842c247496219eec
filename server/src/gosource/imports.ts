import type { Span } from '../text/index.ts';
import { Lexer } from './lexer.ts';
import { stringValue } from './literal.ts';
import { type Room, takeEntries } from './room.ts';
import type { TokenKind } from './token.ts';
import type { Tokens } from './tokens.ts';

/** One import. Path and name are attacker-controlled. */
export interface GoImport {
  readonly path: string;
  /** The name that is written in front of the path, `_` and `.` included; null when there is none. */
  readonly name: string | null;
  /** The path with its quotes. */
  readonly span: Span;
}

/** Reads the import declarations from `at` on, and returns the index of the token behind them. */
export function readImports(
  tokens: Tokens,
  at: number,
  room: Room,
): { imports: readonly GoImport[]; end: number } {
  const imports: GoImport[] = [];
  for (; ; at++) {
    const kind = tokens.kind(at);
    if (kind === ';') {
      continue;
    }
    if (kind !== 'import') {
      return { imports, end: at };
    }
    const grouped = tokens.kind(at + 1) === '(';
    const stop = grouped ? tokens.closing(at + 1) : endOfSpec(tokens, at + 1);
    for (let spec = grouped ? at + 2 : at + 1; spec < stop; spec++) {
      if (tokens.kind(spec) === 'string' && takeEntries(room, 1)) {
        imports.push(importAt(tokens, spec));
      }
    }
    at = grouped ? stop : stop - 1;
  }
}

function endOfSpec(tokens: Tokens, at: number): number {
  while (tokens.kind(at) !== ';' && tokens.kind(at) !== 'end') {
    at++;
  }
  return at;
}

function importAt(tokens: Tokens, at: number): GoImport {
  const before = tokens.kind(at - 1);
  return {
    path: stringValue(tokens.slice(at)),
    name: before === 'identifier' || before === '.' ? tokens.slice(at - 1) : null,
    span: { start: tokens.start(at), end: tokens.end(at) },
  };
}

/** The import paths of a text, read without keeping its tokens. */
export function importPathsOf(text: string): readonly string[] {
  const lexer = new Lexer(text);
  const paths: string[] = [];
  for (let kind = lexer.next(); !BEHIND_IMPORTS.has(kind); kind = lexer.next()) {
    if (kind === 'string') {
      paths.push(stringValue(text.slice(lexer.start, lexer.end)));
    }
  }
  return paths;
}

const BEHIND_IMPORTS: ReadonlySet<TokenKind> = new Set<TokenKind>(['const', 'end', 'func', 'type', 'var']);

/**
 * The name of the package at an import path, as goimports guesses it: the last
 * element, or the one in front of a major version, without `gopkg.in`'s suffix.
 */
export function defaultName(path: string): string {
  const elements = path.split('/');
  const last = elements.at(-1) ?? '';
  const element = /^v[0-9]+$/.test(last) && elements.length > 1 ? (elements.at(-2) ?? '') : last;
  const bare = element.replace(/\.v[0-9]+$/, '').replace(/^go-/, '');
  const end = bare.search(/[^\p{L}\p{Nd}_]/u);
  return end > 0 ? bare.slice(0, end) : bare;
}
