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
  return spans.map((span) => ({ span, newText: '' }));
}

/** From the start of the line in which `span` starts to behind the end of the one in which it ends. */
export function wholeLines(text: string, span: Span): Span {
  const lineFeed = text.indexOf('\n', span.end);
  return {
    start: span.start === 0 ? 0 : text.lastIndexOf('\n', span.start - 1) + 1,
    end: lineFeed < 0 ? text.length : lineFeed + 1,
  };
}

/** `lines`, and the blank line behind them where they have one, or nothing, before them as well. */
function withBlankLine(text: string, lines: Span): Span {
  const isBlank = (line: Span): boolean => /^[ \t\r]*\n?$/.test(text.slice(line.start, line.end));
  if (lines.end >= text.length) return lines;
  const next = wholeLines(text, { start: lines.end, end: lines.end });
  if (!isBlank(next)) return lines;
  const before =
    lines.start === 0 ? null : wholeLines(text, { start: lines.start - 1, end: lines.start - 1 });
  return before === null || isBlank(before) ? { start: lines.start, end: next.end } : lines;
}
