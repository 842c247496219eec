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
  /** The whole-line comments right before it, as written. */
  readonly before: readonly string[];
}

/** A line with words, outside or inside a block. */
export interface Line extends Words {
  /** From the first word to the end of the last one. */
  readonly span: Span;
  /** Tells whether a string with an escaped line end makes it more than one line of text. */
  readonly multiline: boolean;
  /** The whole-line comments right before it, as written. In a block an empty one stands for blank lines. */
  readonly before: readonly string[];
  /** The comments behind it, as written. */
  readonly suffix: readonly string[];
  readonly block: Block | null;
}
