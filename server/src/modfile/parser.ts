import { joinComments } from './comment.ts';
import { BLANK_ROWS, type Block, type Line } from './line.ts';
import type { ProblemList } from './problem.ts';
import { type Row, readRow } from './row.ts';
import type { TokenList } from './token.ts';

/** Hears of blocks and lines, in the order of the text; of a block before its lines. */
export interface Listener {
  block(block: Block): void;
  line(line: Line): void;
}

/** A line whose comments are still being gathered. */
type OpenLine = Line & { suffix: number[] };

/** Most lines have no comments: they share this list, to which nothing is added. */
const NONE: number[] = [];

/** The list with one more; a list of its own where it was the shared one. */
function added(list: number[], comment: number): number[] {
  if (list === NONE) return [comment];
  list.push(comment);
  return list;
}

/** More lines than this do not wait: only hostile texts have so many strings with escaped line ends in a row. */
const MAX_WAITING = 1000;

/**
 * Finds blocks, lines and the comments that belong to them, adds the syntax
 * problems to `problems`, and tells `listener`.
 *
 * A broken line is left out; but when it would open or close a block, the
 * block is opened or closed, so that the lines after it keep their meaning.
 * Follows `input.parseFile` and `input.assignComments` of
 * golang.org/x/mod/modfile.
 */
export function parse(tokens: TokenList, problems: ProblemList, listener: Listener): void {
  const parser = new Parser(tokens, problems, listener);
  for (let index = 0; index < tokens.length; ) {
    const row = readRow(tokens, index);
    parser.row(row);
    index = row.next;
  }
  parser.end(tokens.text.length);
}

class Parser {
  readonly #tokens: TokenList;
  readonly #problems: ProblemList;
  readonly #listener: Listener;
  #block: Block | null = null;
  #blockHasLines = false;
  /** The whole-line comments since the last line. */
  #before = NONE;
  /** Lines that may still get a comment, or wait behind one that may. */
  #waiting: OpenLine[] = [];
  #holder: OpenLine | null = null;

  constructor(tokens: TokenList, problems: ProblemList, listener: Listener) {
    this.#tokens = tokens;
    this.#problems = problems;
    this.#listener = listener;
  }

  row(row: Row): void {
    if (row.wordCount === 0 && !row.broken) {
      if (row.comment !== null) this.#before = added(this.#before, row.comment);
      else this.#blankRow();
      return;
    }
    if (this.#block === null) this.#topRow(row);
    else this.#blockRow(row, this.#block);
    const holder = this.#holder;
    if (row.comment !== null && holder !== null) holder.suffix = added(holder.suffix, row.comment);
  }

  end(length: number): void {
    this.#place(null);
    if (this.#block === null) return;
    const [verb] = this.#block.words;
    const message = `The block that ${verb?.text ?? ''} ( opens is not closed before the end of the file.`;
    this.#problems.add('syntax', { start: length, end: length }, message);
  }

  #blankRow(): void {
    if (this.#block === null) {
      // Comments with a blank row behind them belong to no line, and take a place of their own.
      if (this.#before.length > 0) this.#place(null);
      this.#before = NONE;
    } else if (this.#before.length > 0 ? this.#before.at(-1) !== BLANK_ROWS : this.#blockHasLines) {
      this.#before = added(this.#before, BLANK_ROWS);
    }
  }

  #topRow(row: Row): void {
    const opens = row.wordCount >= 2 && row.last === '(';
    const empty = row.wordCount >= 3 && row.beforeLast === '(' && row.last === ')';
    if (opens || (empty && !row.broken)) this.#openBlock(row, opens ? 1 : 2);
    else if (!row.broken) this.#addLine(row, null);
    this.#before = NONE;
  }

  #openBlock(row: Row, parentheses: number): void {
    const wordCount = row.wordCount - parentheses;
    const block = {
      words: row.words.slice(0, wordCount),
      wordCount,
      span: { start: row.start, end: row.end },
      comments: joinComments(this.#tokens, this.#before),
    };
    this.#place(null);
    if (!row.broken) this.#listener.block(block);
    this.#block = parentheses === 1 ? block : null;
    this.#blockHasLines = false;
  }

  #blockRow(row: Row, block: Block): void {
    if (row.words[0]?.text === ')') {
      if (row.wordCount > 1) {
        const span = { start: row.words[1]?.span.start ?? row.start, end: row.end };
        this.#problems.add('syntax', span, 'Nothing but a comment may follow the closing parenthesis.');
      }
      this.#place(null);
      this.#block = null;
    } else if (!row.broken) {
      this.#addLine(row, block);
      this.#blockHasLines = true;
    }
    this.#before = NONE;
  }

  #addLine(row: Row, block: Block | null): void {
    const line: OpenLine = {
      words: row.words,
      wordCount: row.wordCount,
      span: { start: row.start, end: row.end },
      multiline: row.multiline,
      before: this.#before,
      suffix: NONE,
      block,
    };
    this.#place(line);
  }

  /**
   * Makes `line` the one that the next comments belong to; null for a
   * parenthesis or a lone comment, whose comments nobody reads.
   *
   * A line of more than one row never has comments: they go to what stands
   * before it, as in golang.org/x/mod. So it waits until that is settled.
   */
  #place(line: OpenLine | null): void {
    if (line?.multiline === true && this.#waiting.length < MAX_WAITING) {
      this.#waiting.push(line);
      return;
    }
    for (const settled of this.#waiting) this.#listener.line(settled);
    this.#waiting = line === null ? [] : [line];
    this.#holder = line;
  }
}
