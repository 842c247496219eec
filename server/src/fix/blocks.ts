import type { TokenList } from '../modfile/index.ts';
import type { Span } from '../text/index.ts';

/** A block of lines in parentheses. Its parts are whole lines. */
export interface Block {
  /** The word that opens it; empty where there are more, for which no directive has a block. */
  readonly verb: string;
  /** From the start of the line that opens it to behind the line that closes it. */
  readonly span: Span;
  /** The lines between. */
  readonly body: Span;
  /** How many of them have words. */
  readonly lineCount: number;
  /** Tells whether a comment stands on a line of its own, or behind a parenthesis. */
  readonly hasComments: boolean;
}

/** What stands on one row: enough to tell where blocks begin and end. */
interface Row extends Span {
  readonly wordCount: number;
  readonly first: string;
  readonly last: string;
  readonly hasComment: boolean;
  /** The index of the first token of the next row. */
  readonly next: number;
}

/** More blocks are not kept, and what would be done with them is left undone. The text is attacker-controlled. */
const MAX_BLOCKS = 10_000;

/**
 * The blocks that are closed, in the order of the text, and whether the text
 * ends within one that is not. What opens and closes one is as `modfile` has it.
 */
export function blocksOf(tokens: TokenList): {
  readonly blocks: readonly Block[];
  readonly endsInBlock: boolean;
} {
  const blocks: Block[] = [];
  let opening: Row | null = null;
  let lineCount = 0;
  let hasComments = false;
  for (let index = 0; index < tokens.length; ) {
    const row = readRow(tokens, index);
    index = row.next;
    if (opening === null) {
      if (row.wordCount < 2 || row.last !== '(') continue;
      opening = row;
      lineCount = 0;
      hasComments = row.hasComment;
    } else if (row.first === ')') {
      const block = {
        verb: opening.wordCount === 2 ? opening.first : '',
        span: { start: opening.start, end: row.end },
        body: { start: opening.end, end: row.start },
        lineCount,
        hasComments: hasComments || row.hasComment,
      };
      if (blocks.length < MAX_BLOCKS) blocks.push(block);
      opening = null;
    } else if (row.wordCount > 0) {
      lineCount++;
    } else {
      hasComments ||= row.hasComment;
    }
  }
  return { blocks, endsInBlock: opening !== null };
}

/** Reads the row whose first token has the index `first`. What nobody can read counts as a word. */
function readRow(tokens: TokenList, first: number): Row {
  let firstWord = '';
  let last = -1;
  let wordCount = 0;
  let hasComment = false;
  let index = first;
  for (; index < tokens.length; index++) {
    const kind = tokens.kindAt(index);
    if (kind === 'newline') {
      index++;
      break;
    }
    if (kind === 'blank') continue;
    if (kind === 'comment') {
      hasComment = true;
      continue;
    }
    if (wordCount === 0) firstWord = tokens.textAt(index);
    wordCount++;
    if (kind !== 'invalid') last = index;
  }
  return {
    start: tokens.startAt(first),
    end: tokens.startAt(index),
    wordCount,
    first: firstWord,
    last: last < 0 ? '' : tokens.textAt(last),
    hasComment,
    next: index,
  };
}
