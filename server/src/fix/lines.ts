import type { TokenList } from '../modfile/index.ts';
import type { Span, TextEdit } from '../text/index.ts';
import { blocksOf } from './blocks.ts';

/**
 * Edits that remove the lines of directives, each with the comment behind it
 * and its line end. Whole-line comments before them stay. A block that would be
 * left with nothing in it goes as well, and so does one of two blank lines that
 * would stand together.
 */
export function removeLines(tokens: TokenList, directives: readonly Span[]): TextEdit[] {
  if (directives.length === 0) return [];
  const { text } = tokens;
  const sorted = [...directives].sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  let at = 0;
  const takeBefore = (offset: number): Span[] => {
    const first = at;
    while (at < sorted.length && (sorted[at] as Span).start < offset) at++;
    return sorted.slice(first, at).map((directive) => wholeLines(text, directive));
  };
  for (const block of blocksOf(tokens).blocks) {
    for (const line of takeBefore(block.span.start)) spans.push(withBlankLine(text, line));
    const inside = takeBefore(block.span.end);
    if (inside.length > 0 && inside.length === block.lineCount && !block.hasComments)
      spans.push(withBlankLine(text, block.span));
    else spans.push(...inside);
  }
  for (const line of takeBefore(text.length + 1)) spans.push(withBlankLine(text, line));
  return joined(spans).map((span) => ({ span, newText: '' }));
}

/** From the start of the line in which `span` starts to behind the end of the one in which it ends. */
export function wholeLines(text: string, span: Span): Span {
  const lineFeed = text.indexOf('\n', span.end);
  return {
    start: span.start === 0 ? 0 : text.lastIndexOf('\n', span.start - 1) + 1,
    end: lineFeed < 0 ? text.length : lineFeed + 1,
  };
}

/** Spans in the order of the text, those that touch as one: two removals may claim the same blank line. */
function joined(spans: readonly Span[]): readonly Span[] {
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last === undefined || span.start > last.end) whole.push(span);
    else whole[whole.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return whole;
}

/** `lines`, and a blank line beside them that would stand beside another one, or at an end of the text. */
function withBlankLine(text: string, lines: Span): Span {
  const isBlank = (line: Span): boolean => /^[ \t\r]*\n?$/.test(text.slice(line.start, line.end));
  const before =
    lines.start === 0 ? null : wholeLines(text, { start: lines.start - 1, end: lines.start - 1 });
  const isBlankBefore = before === null || isBlank(before);
  if (lines.end >= text.length)
    return { start: isBlankBefore ? (before?.start ?? 0) : lines.start, end: lines.end };
  const next = wholeLines(text, { start: lines.end, end: lines.end });
  return isBlankBefore && isBlank(next) ? { start: lines.start, end: next.end } : lines;
}
