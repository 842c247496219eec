import type { Span } from '../text/index.ts';

/** A token that is neither blank nor comment, as written. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** The words of a line. */
export interface Words {
  /** The first words; a line may have more than are kept. */
  readonly words: readonly Word[];
  /** How many words there are in all. */
  readonly wordCount: number;
}

/** A block of lines in parentheses. Its words come before the parenthesis. */
export interface Block extends Words {
  readonly span: Span;
  /** What the whole-line comments right before it say. Made once: a hostile block has many lines and many comments. */
  readonly comments: string;
}

/** Stands for one or more blank rows between comments in a block. */
export const BLANK_ROWS = -1;

/** A line with words, outside or inside a block. */
export interface Line extends Words {
  /** From the first word to the end of the last one. */
  readonly span: Span;
  /** Tells whether a string with an escaped line end makes it more than one line of text. */
  readonly multiline: boolean;
  /** The tokens of the whole-line comments right before it. In a block, {@link BLANK_ROWS} stands for blank rows. */
  readonly before: readonly number[];
  /** The tokens of the comments behind it. */
  readonly suffix: readonly number[];
  readonly block: Block | null;
}
