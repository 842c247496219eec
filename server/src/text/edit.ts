import type { Span } from './span.ts';

/** One change of a text: `span` of the old text becomes `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * The text after all edits, which are given in any order and all speak of the old text.
 *
 * Two insertions at one place keep the order in which they are given. Throws
 * `RangeError` when an edit lies outside the text or two edits overlap: that
 * is a mistake of the caller, and half an edit would be worse than none.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let done = 0;
  for (const { span, newText } of sorted) {
    if (span.start < done || span.end < span.start || span.end > text.length) {
      throw new RangeError(`edit [${span.start}, ${span.end}) overlaps another one or lies outside the text`);
    }
    parts.push(text.slice(done, span.start), newText);
    done = span.end;
  }
  parts.push(text.slice(done));
  return parts.join('');
}
