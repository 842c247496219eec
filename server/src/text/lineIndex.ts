import type { Position, Range, Span } from './span.ts';

const LF = 10;
const CR = 13;

/**
 * Turns offsets of one text into lines and columns, and back.
 *
 * Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol, so
 * that a mark lands where the editor shows the text. Making the index takes
 * time linear in the text; every question after that is logarithmic.
 */
export class LineIndex {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  /** How many lines the text has: one more than it has line ends. */
  get lineCount(): number {
    return this.#starts.length;
  }

  /**
   * The position of `offset`, in UTF-16 units.
   *
   * An offset outside the text counts as its nearest end, and one inside a
   * line end counts as the end of that line: an editor has no place between
   * CR and LF.
   */
  positionAt(offset: number): Position {
    const inside = Math.min(Math.max(offset, 0), this.#text.length);
    const line = this.#lineOf(inside);
    return { line, character: Math.min(inside, this.#contentEnd(line)) - this.#start(line) };
  }

  /** The positions of both ends of `span`. */
  rangeOf(span: Span): Range {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  /** The offset of `position`; one beyond the line, or beyond the text, counts as the end of that. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#text.length;
    const offset = this.#start(position.line) + Math.max(position.character, 0);
    return Math.min(offset, this.#contentEnd(position.line));
  }

  /** The text of a line (from 0) without its line end; empty when there is no such line. */
  lineAt(line: number): string {
    if (line < 0 || line >= this.#starts.length) return '';
    return this.#text.slice(this.#start(line), this.#contentEnd(line));
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  #contentEnd(line: number): number {
    let end = this.#start(line + 1);
    if (line + 1 >= this.#starts.length) return end;
    if (this.#text.charCodeAt(end - 1) === LF) end--;
    else return end - 1;
    return end > this.#start(line) && this.#text.charCodeAt(end - 1) === CR ? end - 1 : end;
  }

  /** The last line that starts at or before `offset`. */
  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#start(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) starts.push(at + 1);
  }
  return starts;
}
