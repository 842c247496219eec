import { fieldSpans, type Span } from '../text/index.ts';

/** More problems than this are not kept: nobody reads them, and hostile files have millions. */
export const MAX_PROBLEMS = 1000;

/** The hash that Go leaves out of account: that of an empty go.mod, which old versions of Go wrote by mistake. */
const EMPTY_GO_MOD_HASH = 'h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=';

/** One line of a go.sum, with UTF-16 spans. Nothing in it is checked; all of it is attacker-controlled. */
export interface GoSumLine {
  readonly path: string;
  /** Without "/go.mod". */
  readonly version: string;
  /** Tells that the hash is the one of the go.mod alone, not of the whole module. */
  readonly goMod: boolean;
  /** As written, such as "h1:…". */
  readonly hash: string;
  readonly pathSpan: Span;
  /** The version as written, with "/go.mod". */
  readonly versionSpan: Span;
  readonly hashSpan: Span;
  readonly span: Span;
}

/** A line that is no line of a go.sum. The go command refuses the whole file for it. */
export interface GoSumProblem {
  readonly span: Span;
  readonly kind: 'syntax';
  readonly message: string;
}

/**
 * Reads a go.sum or go.work.sum.
 *
 * One path and version may have several lines. Lines with the hash of an empty
 * go.mod are left out, as the go command leaves them out.
 */
export function parseGoSum(text: string): {
  lines: readonly GoSumLine[];
  problems: readonly GoSumProblem[];
} {
  const lines: GoSumLine[] = [];
  const problems: GoSumProblem[] = [];
  for (let start = 0; start < text.length; ) {
    const lineFeed = text.indexOf('\n', start);
    const end = lineFeed < 0 ? text.length : lineFeed;
    const { spans, count, span } = readFields(text, start, end);
    start = end + 1;
    if (count === 0) continue;
    if (count === 3) {
      const line = toLine(text, spans, span);
      if (line.hash !== EMPTY_GO_MOD_HASH) lines.push(line);
    } else if (problems.length < MAX_PROBLEMS) {
      const has = count === 1 ? '1 field' : `${count} fields`;
      const message = `The line has ${has}; a line of go.sum has a path, a version and a hash.`;
      problems.push({ span, kind: 'syntax', message });
    }
  }
  return { lines, problems };
}

/** The first three fields between two offsets, how many there are, and where all of them together stand. */
function readFields(text: string, start: number, end: number): { spans: Span[]; count: number; span: Span } {
  const spans: Span[] = [];
  let count = 0;
  let last = start;
  for (const field of fieldSpans(text, start, end)) {
    if (count < 3) spans.push(field);
    count++;
    last = field.end;
  }
  return { spans, count, span: { start: spans[0]?.start ?? start, end: last } };
}

function toLine(text: string, spans: readonly Span[], span: Span): GoSumLine {
  const [pathSpan = span, versionSpan = span, hashSpan = span] = spans;
  const written = text.slice(versionSpan.start, versionSpan.end);
  const goMod = written.endsWith('/go.mod');
  return {
    path: text.slice(pathSpan.start, pathSpan.end),
    version: goMod ? written.slice(0, -'/go.mod'.length) : written,
    goMod,
    hash: text.slice(hashSpan.start, hashSpan.end),
    pathSpan,
    versionSpan,
    hashSpan,
    span,
  };
}
