import type { Node } from 'jsonc-parser';
import type { Span, TextEdit } from '../text/index.ts';
import { lineEndOf } from './file.ts';
import { wholeLines } from './lines.ts';

/*
 * The library's own edits lay out anew what stands on the same lines, and move
 * the comment behind the last entry to the new one. These do not.
 */

/**
 * Edits that add an entry at the end of an array or object of JSON with comments.
 *
 * `entry` is the text of the entry without indentation, its lines ending in LF.
 * It gets lines of its own, as far in as the entries before it. Comments stay
 * where they are, and a trailing comma is kept where there was one.
 */
export function addEntry(text: string, list: Node, entry: string): TextEdit[] {
  const lineEnd = lineEndOf(text);
  const last = list.children?.at(-1);
  const closing = list.offset + list.length - 1;
  const outer = indentAt(text, list.offset);
  const inner = last === undefined ? outer + unitOf(text) : entryIndent(text, last, outer + unitOf(text));
  const written = entry
    .split('\n')
    .map((line) => inner + line)
    .join(lineEnd);
  if (last === undefined) {
    const lineStart = wholeLines(text, { start: closing, end: closing }).start;
    if (text.slice(lineStart, closing).trim() === '') return [insertAt(lineStart, written + lineEnd)];
    return [insertAt(closing, lineEnd + written + lineEnd + outer)];
  }
  const { comma, lineBreak } = behind(text, endOf(last));
  const edits = comma === null ? [insertAt(endOf(last), ',')] : [];
  const trailing = comma === null ? '' : ',';
  edits.push(
    lineBreak === null
      ? insertAt(comma?.end ?? endOf(last), lineEnd + written + trailing + lineEnd + outer)
      : insertAt(lineBreak, lineEnd + written + trailing),
  );
  return edits;
}

/**
 * Edits that remove an entry of an array: its lines where it has them alone,
 * with the comment behind it on the last one. Comments on lines of their own stay.
 */
export function removeEntry(text: string, list: Node, index: number): TextEdit[] {
  const entry = list.children?.[index];
  if (entry === undefined) return [];
  const { comma, lineBreak } = behind(text, endOf(entry));
  const edits: TextEdit[] = [];
  const before = list.children?.[index - 1];
  // The comma before the last entry would be one too many for a reader of strict JSON.
  if (comma === null && before !== undefined) {
    const { comma: its } = behind(text, endOf(before));
    if (its !== null) edits.push({ span: its, newText: '' });
  }
  const isApart = comma !== null && text.slice(endOf(entry), comma.start).trim() !== '';
  // What stands between is a comment of its own.
  if (isApart) edits.push({ span: comma, newText: '' });
  const span = { start: entry.offset, end: isApart ? endOf(entry) : (comma?.end ?? endOf(entry)) };
  const lines = wholeLines(text, span);
  const isAlone = text.slice(lines.start, span.start).trim() === '' && lineBreak !== null;
  edits.push({ span: isAlone ? lines : span, newText: '' });
  return edits;
}

/** The comma that follows an entry, if one does, and the line break, if nothing but comments stands before it. */
function behind(text: string, offset: number): { comma: Span | null; lineBreak: number | null } {
  let comma: Span | null = null;
  let lineBreak: number | null = null;
  for (let at = offset; at < text.length && (comma === null || lineBreak === null); ) {
    const character = text[at] ?? '';
    if (text.startsWith('//', at)) at = lineEndAt(text, at);
    else if (text.startsWith('/*', at)) at = behindComment(text, at);
    else if (character === '\n' || character === '\r') {
      lineBreak ??= at;
      at++;
    } else if (character === ',' && comma === null) {
      comma = { start: at, end: ++at };
      // A comma on a later line: what is behind that is what counts.
      lineBreak = null;
    } else if (/\s/.test(character)) at++;
    else break;
  }
  return { comma, lineBreak };
}

function lineEndAt(text: string, offset: number): number {
  const found = text.slice(offset).search(/[\r\n]/);
  return found < 0 ? text.length : offset + found;
}

function behindComment(text: string, offset: number): number {
  const found = text.indexOf('*/', offset + 2);
  return found < 0 ? text.length : found + 2;
}

function endOf(node: Node): number {
  return node.offset + node.length;
}

/** How far in an entry stands that is the first thing on its line; `otherwise` where it is not. */
function entryIndent(text: string, entry: Node, otherwise: string): string {
  const { start } = wholeLines(text, { start: entry.offset, end: entry.offset });
  const indent = text.slice(start, entry.offset);
  return indent.trim() === '' ? indent : otherwise;
}

/** How far in the line stands that holds `offset`. */
function indentAt(text: string, offset: number): string {
  const { start } = wholeLines(text, { start: offset, end: offset });
  return /^[ \t]*/.exec(text.slice(start, Math.min(offset, start + MAX_INDENT)))?.[0] ?? '';
}

/** One step of indentation: that of the first indented line with a value on it. */
export function unitOf(text: string): string {
  return /^([ \t]+)["[{]/m.exec(text.slice(0, MAX_LOOKED_AT))?.[1]?.slice(0, MAX_UNIT) ?? '  ';
}

/** `JSON.stringify` takes no longer step. In UTF-16 units. */
const MAX_UNIT = 10;

/** Deeper indentation is cut. In UTF-16 units. */
const MAX_INDENT = 100;

/** How much of a text is read to see how it is indented. In UTF-16 units. */
const MAX_LOOKED_AT = 10_000;

function insertAt(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
