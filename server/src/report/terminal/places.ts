import { LineIndex, type Span } from '../../text/index.ts';
import { plain } from '../plain.ts';

/** Turns places in files into `path:line:column`, 1-based, columns in UTF-16 units as editors count. */
export class Places {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #indexes = new Map<string, LineIndex>();

  /** `files` are all in which a place may be, with their texts. */
  constructor(files: readonly { readonly path: string; readonly text: string }[]) {
    this.#texts = new Map(files.map(({ path, text }) => [path, text]));
  }

  /** The place of `span` in the file `path`; the path alone without a span. */
  of(path: string, span: Span | null): string {
    const text = this.#texts.get(path);
    if (span === null || text === undefined) return plain(path);
    let index = this.#indexes.get(path);
    if (index === undefined) {
      index = new LineIndex(text);
      this.#indexes.set(path, index);
    }
    const { line, character } = index.positionAt(span.start);
    return `${plain(path)}:${line + 1}:${character + 1}`;
  }
}
