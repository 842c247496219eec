import type { GoImport } from './imports.ts';
import { Lexer } from './lexer.ts';

/** A line of the C code that stands in front of `import "C"`. The text is attacker-controlled. */
export interface CLine {
  /** Without comment marks and with single blanks. */
  readonly text: string;
  /** UTF-16 offset of the comment. */
  readonly start: number;
}

/**
 * Reads the preamble of each `import "C"`: the comments directly in front of it,
 * without an empty line between (cmd/cgo, "Using cgo with the go command").
 *
 * How the C code is laid out makes no difference. Bounded in what it keeps;
 * linear in the text.
 */
export function cLinesOf(text: string, imports: readonly GoImport[]): readonly CLine[] {
  const starts = new Set(imports.filter(({ path }) => path === 'C').map(({ span }) => span.start));
  const lines: CLine[] = [];
  if (starts.size === 0) {
    return lines;
  }
  const lexer = new Lexer(text);
  let comments: { start: number; end: number }[] = [];
  for (let kind = lexer.next(); kind !== 'end' && starts.size > 0; kind = lexer.next()) {
    const last = comments.at(-1);
    if (last !== undefined && hasEmptyLine(text, last.end, lexer.start)) {
      comments = [];
    }
    if (kind === 'comment') {
      comments.push({ start: lexer.start, end: lexer.end });
    } else if (kind === 'string' && starts.delete(lexer.start)) {
      for (const { start, end } of comments) {
        addLines(lines, text.slice(start, end), start);
      }
      comments = [];
    } else if (kind !== 'import' && kind !== '(' && kind !== 'identifier') {
      comments = [];
    }
  }
  return lines;
}

/** Whether there is an empty line between two places; only blanks stand there, and keywords that are short. */
function hasEmptyLine(text: string, from: number, to: number): boolean {
  return /\n[ \t\r]*\n/.test(text.slice(from, to));
}

/** Lines of C code that are kept of one file. */
const MAX_LINES = 20_000;

function addLines(lines: CLine[], comment: string, start: number): void {
  const inner = comment.startsWith('//') ? comment.slice(2) : comment.slice(2).replace(/\*\/$/, '');
  for (const line of inner.split('\n')) {
    const text = line.trim().replace(/\s+/g, ' ');
    // `#cgo` lines are directives of their own; a lone star decorates a comment.
    if (text !== '' && text !== '*' && !text.startsWith('#cgo') && lines.length < MAX_LINES) {
      lines.push({ text, start });
    }
  }
}
