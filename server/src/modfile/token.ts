import type { Span } from '../text/index.ts';

/**
 * `blank` is spaces, tabs and carriage returns; `punctuation` is one of
 * `( ) [ ] { } ,`; a `string` has its quotes; a `comment` reaches up to its
 * line end; `invalid` is what could not be read, up to its line end.
 */
export type TokenKind = 'blank' | 'newline' | 'comment' | 'punctuation' | 'string' | 'word' | 'invalid';

/** One token, as UTF-16 offsets. */
export interface Token extends Span {
  readonly kind: TokenKind;
}

const KINDS: readonly TokenKind[] = [
  'blank',
  'newline',
  'comment',
  'punctuation',
  'string',
  'word',
  'invalid',
];
const CODES: Readonly<Record<TokenKind, number>> = {
  blank: 0,
  newline: 1,
  comment: 2,
  punctuation: 3,
  string: 4,
  word: 5,
  invalid: 6,
};

/**
 * All tokens of a text, each starting where the one before it ends.
 *
 * Kept in five bytes a token, because a hostile text has one for every
 * character; token objects are made when they are asked for.
 */
export class TokenList implements Iterable<Token> {
  readonly text: string;
  #kinds = new Uint8Array(64);
  #starts = new Uint32Array(64);
  #length = 0;

  constructor(text: string) {
    this.text = text;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a token that starts at `start`, where the one before it ends from now on. */
  push(kind: TokenKind, start: number): void {
    if (this.#length === this.#kinds.length) this.#grow();
    this.#kinds[this.#length] = CODES[kind];
    this.#starts[this.#length] = start;
    this.#length++;
  }

  kindAt(index: number): TokenKind {
    return KINDS[this.#kinds[index] ?? 0] ?? 'invalid';
  }

  startAt(index: number): number {
    return index < this.#length ? (this.#starts[index] ?? 0) : this.text.length;
  }

  endAt(index: number): number {
    return this.startAt(index + 1);
  }

  textAt(index: number): string {
    return this.text.slice(this.startAt(index), this.endAt(index));
  }

  *[Symbol.iterator](): Generator<Token> {
    for (let i = 0; i < this.#length; i++) {
      yield { kind: this.kindAt(i), start: this.startAt(i), end: this.endAt(i) };
    }
  }

  #grow(): void {
    const kinds = new Uint8Array(this.#kinds.length * 2);
    const starts = new Uint32Array(this.#starts.length * 2);
    kinds.set(this.#kinds);
    starts.set(this.#starts);
    this.#kinds = kinds;
    this.#starts = starts;
  }
}
