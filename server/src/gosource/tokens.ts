import { Lexer } from './lexer.ts';
import { CLASSES, KEYWORDS, OPERATORS, type TokenKind } from './token.ts';

/** More tokens than this are not kept: the text is attacker-controlled, and a token takes nine bytes. */
export const MAX_TOKENS = 1 << 24;

/** More directives than this are not kept either. */
const MAX_DIRECTIVES = 1 << 17;

/** All tokens of a text but its comments, of which only those stay that may be directives. */
export interface Tokens {
  readonly text: string;
  readonly length: number;
  /** UTF-16 offset of the first thing that Go's scanner rejects or of a bracket without its partner, or null. */
  readonly fault: number | null;
  /** Comments that may be directives, in order. */
  readonly directives: readonly DirectiveComment[];
  /** The kind of token `index`; `end` outside the tokens. */
  kind(index: number): TokenKind;
  start(index: number): number;
  end(index: number): number;
  /** The text of token `index`; empty outside the tokens. */
  slice(index: number): string;
  /** Index of the bracket that closes the one at `index`; `length` when nothing closes it. */
  closing(index: number): number;
}

/** A comment that a tool may read. Offsets are UTF-16. */
export interface DirectiveComment {
  readonly start: number;
  readonly end: number;
  /** Index of the token that follows. */
  readonly before: number;
}

/**
 * Reads all tokens of a text, in linear time.
 *
 * Returns null when there are more than `maxTokens`, or far more directives than
 * a file has. Brackets are matched
 * without recursion; a bracket that closes nothing is passed over.
 */
export function readTokens(text: string, maxTokens: number = MAX_TOKENS): Tokens | null {
  const lexer = new Lexer(text);
  const columns = new Columns(Math.min(maxTokens, Math.max(64, text.length >> 2)));
  const directives: DirectiveComment[] = [];
  const open: number[] = [];
  let bracketFault: number | null = null;

  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    if (kind === 'comment') {
      if (isDirective(text, lexer.start)) {
        directives.push({ start: lexer.start, end: lexer.end, before: columns.length });
      }
      if (directives.length > MAX_DIRECTIVES) {
        return null;
      }
      continue;
    }
    if (columns.length >= maxTokens) {
      return null;
    }
    const index = columns.push(kind, lexer.start, lexer.end);
    if (kind === '(' || kind === '[' || kind === '{') {
      open.push(index);
    } else if (kind === ')' || kind === ']' || kind === '}') {
      const opening = open.at(-1);
      if (opening !== undefined && OPENED_BY[kind] === columns.kind(opening)) {
        open.pop();
        columns.setEnd(opening, index);
      } else {
        bracketFault ??= lexer.start;
      }
    }
  }
  for (const opening of open) {
    bracketFault ??= columns.start(opening);
    columns.setEnd(opening, columns.length);
  }
  return new TokenColumns(text, columns, directives, lexer.fault ?? bracketFault);
}

const OPENED_BY = { ')': '(', ']': '[', '}': '{' } as const;

const KINDS: readonly TokenKind[] = [...CLASSES, ...KEYWORDS, ...OPERATORS];
const CODE_BY_KIND: ReadonlyMap<TokenKind, number> = new Map(KINDS.map((kind, code) => [kind, code]));

const DIRECTIVE_STARTS = ['//go:', '//export ', '//extern ', '//line ', '/*line ', '// +build'] as const;

function isDirective(text: string, start: number): boolean {
  return DIRECTIVE_STARTS.some((prefix) => text.startsWith(prefix, start));
}

/**
 * Kind, start and end of each token, in columns that grow.
 *
 * An opening bracket is one character long, so its `end` column holds the index
 * of the bracket that closes it instead.
 */
class Columns {
  length = 0;
  #kinds: Uint8Array;
  #starts: Uint32Array;
  #ends: Uint32Array;

  constructor(capacity: number) {
    this.#kinds = new Uint8Array(capacity);
    this.#starts = new Uint32Array(capacity);
    this.#ends = new Uint32Array(capacity);
  }

  push(kind: TokenKind, start: number, end: number): number {
    const index = this.length++;
    if (index >= this.#kinds.length) {
      this.#grow();
    }
    this.#kinds[index] = CODE_BY_KIND.get(kind) as number;
    this.#starts[index] = start;
    this.#ends[index] = end;
    return index;
  }

  kind(index: number): TokenKind {
    return KINDS[this.#kinds[index] as number] as TokenKind;
  }

  start(index: number): number {
    return this.#starts[index] as number;
  }

  end(index: number): number {
    return this.#ends[index] as number;
  }

  setEnd(index: number, end: number): void {
    this.#ends[index] = end;
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    kinds.set(this.#kinds);
    this.#kinds = kinds;
    const starts = new Uint32Array(capacity);
    starts.set(this.#starts);
    this.#starts = starts;
    const ends = new Uint32Array(capacity);
    ends.set(this.#ends);
    this.#ends = ends;
  }
}

class TokenColumns implements Tokens {
  readonly text: string;
  readonly length: number;
  readonly fault: number | null;
  readonly directives: readonly DirectiveComment[];
  readonly #columns: Columns;

  constructor(text: string, columns: Columns, directives: readonly DirectiveComment[], fault: number | null) {
    this.text = text;
    this.length = columns.length;
    this.fault = fault;
    this.directives = directives;
    this.#columns = columns;
  }

  kind(index: number): TokenKind {
    return index >= 0 && index < this.length ? this.#columns.kind(index) : 'end';
  }

  start(index: number): number {
    return index < this.length ? this.#columns.start(index) : this.text.length;
  }

  end(index: number): number {
    if (index >= this.length) {
      return this.text.length;
    }
    return isOpening(this.#columns.kind(index)) ? this.#columns.start(index) + 1 : this.#columns.end(index);
  }

  slice(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  closing(index: number): number {
    return this.#columns.end(index);
  }
}

function isOpening(kind: TokenKind): boolean {
  return kind === '(' || kind === '[' || kind === '{';
}
