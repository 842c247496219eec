import type { Word, Words } from './line.ts';
import type { TokenList } from './token.ts';

/** More words than any directive has; the rest of a longer line is counted and not kept. */
const MAX_WORDS = 8;

/** What stands on one row of a text, before it is known what it means. */
export interface Row extends Words {
  readonly start: number;
  /** The end of the last word. */
  readonly end: number;
  readonly last: string;
  readonly beforeLast: string;
  /** The index of its comment token; null when there is none. */
  readonly comment: number | null;
  /** Tells whether the row has an `invalid` token; what stands before that is kept. */
  readonly broken: boolean;
  readonly multiline: boolean;
  /** The index of the first token of the next row. */
  readonly next: number;
}

/** An array that grows is made for sixteen more; of thousands of rows each has two or three words. */
const gathered: Word[] = [];

/** Reads the row whose first token has the index `first`. */
export function readRow(tokens: TokenList, first: number): Row {
  let wordCount = 0;
  let start = tokens.startAt(first);
  let end = start;
  let last = '';
  let beforeLast = '';
  let comment: number | null = null;
  let broken = false;
  let multiline = false;
  let index = first;
  for (; index < tokens.length; index++) {
    const kind = tokens.kindAt(index);
    if (kind === 'newline') {
      index++;
      break;
    }
    if (kind === 'blank') continue;
    if (kind === 'comment') comment = index;
    else if (kind === 'invalid') broken = true;
    else {
      const text = tokens.textAt(index);
      const span = { start: tokens.startAt(index), end: tokens.endAt(index) };
      if (wordCount === 0) start = span.start;
      if (wordCount < MAX_WORDS) gathered[wordCount] = { text, span };
      wordCount++;
      end = span.end;
      beforeLast = last;
      last = text;
      multiline ||= kind === 'string' && text.includes('\n');
    }
  }
  const words = gathered.slice(0, Math.min(wordCount, MAX_WORDS));
  return { words, wordCount, start, end, last, beforeLast, comment, broken, multiline, next: index };
}
