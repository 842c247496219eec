import { type Lines, lineBytes } from './lines.ts';
import type { Run } from './matches.ts';
import { visibleLine } from './visible.ts';

/** One line of a hunk. The text is safe to show; tabs are kept. */
export interface DiffLine {
  /** `no-newline` says that the line in front of it is the last one of its file and ends without LF. */
  readonly kind: 'context' | 'removed' | 'added' | 'no-newline';
  readonly text: string;
}

/** A run of lines that differ, with lines around. Lines count from 1, as in the unified format. */
export interface Hunk {
  readonly beforeStart: number;
  readonly beforeLines: number;
  readonly afterStart: number;
  readonly afterLines: number;
  readonly lines: readonly DiffLine[];
}

/** A half-open run of lines on both sides that do not match. */
export interface Change {
  readonly before: { readonly from: number; readonly to: number };
  readonly after: { readonly from: number; readonly to: number };
}

/** Lines that are shown around a change. */
const CONTEXT = 3;

const NO_NEWLINE: DiffLine = { kind: 'no-newline', text: 'No newline at end of file' };

/** What stands between the runs that match, of files of `before` and `after` lines. */
export function changesBetween(before: number, after: number, runs: readonly Run[]): readonly Change[] {
  const changes: Change[] = [];
  let [oldAt, nowAt] = [0, 0];
  for (const run of [...runs, { before, after, count: 0 }]) {
    if (run.before > oldAt || run.after > nowAt) {
      changes.push({ before: { from: oldAt, to: run.before }, after: { from: nowAt, to: run.after } });
    }
    [oldAt, nowAt] = [run.before + run.count, run.after + run.count];
  }
  return changes;
}

/** Puts changes that stand near one another together: each group becomes one hunk. */
export function grouped(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let last: Change | null = null;
  for (const change of changes) {
    if (last === null || change.before.from - last.before.to > 2 * CONTEXT) groups.push([change]);
    else groups.at(-1)?.push(change);
    last = change;
  }
  return groups;
}

/** Writes one group of changes as a hunk of at most `maxLines` lines; what does not fit is cut off its end. */
export function hunkOf(
  changes: readonly Change[],
  before: Lines,
  after: Lines,
  maxLines: number,
  lineLength: number,
): Hunk {
  const writer = new HunkWriter(before, after, maxLines, lineLength);
  const [first] = changes;
  const from = Math.max(0, (first?.before.from ?? 0) - CONTEXT);
  const back = (first?.before.from ?? 0) - from;
  let oldAt = from;
  let nowAt = (first?.after.from ?? 0) - back;
  const starts = { before: oldAt, after: nowAt };
  for (const change of changes) {
    writer.context(oldAt, nowAt, change.before.from - oldAt);
    writer.changed(change);
    oldAt = change.before.to;
    nowAt = change.after.to;
  }
  writer.context(oldAt, nowAt, Math.min(CONTEXT, before.keys.length - oldAt));
  const { beforeLines, afterLines, lines } = writer;
  return {
    // POSIX: an empty range begins behind the line in front of it.
    beforeStart: starts.before + (beforeLines === 0 ? 0 : 1),
    beforeLines,
    afterStart: starts.after + (afterLines === 0 ? 0 : 1),
    afterLines,
    lines,
  };
}

class HunkWriter {
  beforeLines = 0;
  afterLines = 0;
  readonly lines: DiffLine[] = [];
  readonly #before: Lines;
  readonly #after: Lines;
  readonly #lineLength: number;
  #left: number;

  constructor(before: Lines, after: Lines, maxLines: number, lineLength: number) {
    this.#before = before;
    this.#after = after;
    this.#left = maxLines;
    this.#lineLength = lineLength;
  }

  context(oldAt: number, nowAt: number, count: number): void {
    for (let index = 0; index < count && nowAt + index < this.#after.keys.length; index++) {
      if (!this.#add('context', this.#before, oldAt + index)) return;
      this.beforeLines++;
      this.afterLines++;
    }
  }

  changed({ before, after }: Change): void {
    for (let index = before.from; index < before.to; index++) {
      if (!this.#add('removed', this.#before, index)) return;
      this.beforeLines++;
    }
    for (let index = after.from; index < after.to; index++) {
      if (!this.#add('added', this.#after, index)) return;
      this.afterLines++;
    }
  }

  #add(kind: 'context' | 'removed' | 'added', lines: Lines, index: number): boolean {
    if (this.#left <= 0) return false;
    this.#left--;
    this.lines.push({ kind, text: visibleLine(lineBytes(lines, index), this.#lineLength) });
    if (lines.keys[index]?.endsWith('\n') === false) this.lines.push(NO_NEWLINE);
    return true;
  }
}
