import { LineIndex, type Position, type Span } from '../text/index.ts';
import { plain } from './plain.ts';

/** Turns places in files into positions, and into `path:line:column`, 1-based as editors count, columns in UTF-16 units. */
export class Places {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #indexes = new Map<string, LineIndex>();

  /** `files` are all in which a place may be, with their texts. */
  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.#texts = new Map(files.map(({ path, text }) => [path, text]));
  }

  /** The place of `span` in the file `path`, safe to show; the path alone without a span. */
  of(path: string, span: Span | null): string {
    const position = span === null ? null : this.positionOf(path, span);
    if (position === null) return plain(path);
    return `${plain(path)}:${position.line + 1}:${position.character + 1}`;
  }

  /** Where `span` starts in the file `path`, 0-based; null when the text of that file is not known. */
  positionOf(path: string, span: Span): Position | null {
    const text = this.#texts.get(path);
    if (text === undefined) return null;
    let index = this.#indexes.get(path);
    if (index === undefined) {
      index = new LineIndex(text);
      this.#indexes.set(path, index);
    }
    return index.positionAt(span.start);
  }
}
