import type { TextEdit } from '../text/index.ts';

/** A file as it is now: in the editor where it is open, else on the disk. The text is attacker-controlled. */
export interface TextFile {
  /** A path or a URI, with `/` before the file's name. Handed through. */
  readonly path: string;
  readonly text: string;
}

/** What changes in one file. The edits speak of the text as it was given, and do not overlap. */
export interface FileEdit {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** The line end that a text uses: that of its first line, and LF where it has none. */
export function lineEndOf(text: string): '\n' | '\r\n' {
  const lineFeed = text.indexOf('\n');
  return lineFeed > 0 && text[lineFeed - 1] === '\r' ? '\r\n' : '\n';
}

/** What must stand before a new line at the end of `text`: a line end where the last line has none. */
export function missingLineEnd(text: string): '' | '\n' | '\r\n' {
  return text === '' || text.endsWith('\n') ? '' : lineEndOf(text);
}
