/**
 * Text: places in a text, edits of it, and the few things about blanks and
 * bytes that every reader of a Go file needs.
 *
 * Rules: every place is a half-open range of UTF-16 offsets. Lines and columns
 * are made of offsets here, on demand, and kept nowhere else. Lines end as the
 * Language Server Protocol says: LF, CRLF or a lone CR. Go ends lines at LF
 * only, and the rooms that follow Go find LF themselves.
 */
export { decodeUtf8 } from './decode.ts';
export { applyEdits, type TextEdit } from './edit.ts';
export { LineIndex } from './lineIndex.ts';
export { fieldSpans, fields, trimSpace } from './space.ts';
export type { Position, Range, Span } from './span.ts';
