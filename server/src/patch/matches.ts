import { diffArrays } from 'diff';

/** Lines that stay: `count` of them from index `before` and index `after` on. */
export interface Run {
  readonly before: number;
  readonly after: number;
  readonly count: number;
}

/** All lines that stay, in order. */
export interface Matches {
  readonly runs: readonly Run[];
  /** How many steps the search took, at most. */
  readonly steps: number;
}

/**
 * Finds lines that two versions share, in order. With `runs` null nothing was
 * found within `steps`: then they are too different.
 *
 * Lines are attacker-controlled. Those at both ends and those that one side
 * alone has take no search; the rest takes its length for each line that
 * differs, and the search stops where `steps` would be exceeded.
 */
export function matchLines(
  before: readonly string[],
  after: readonly string[],
  steps: number,
): Matches | { readonly runs: null; readonly steps: number } {
  const head = commonHead(before, after);
  const tail = commonTail(before, after, head);
  const [old, now] = sharedLines(before, after, head, tail);
  const runs: Run[] = [{ before: 0, after: 0, count: head }];

  const length = old.length + now.length;
  const edits = Math.min(MAX_EDITS, Math.floor(steps / Math.max(1, length)));
  const parts = diffArrays(
    old.map(({ number }) => number),
    now.map(({ number }) => number),
    { maxEditLength: edits },
  ) as ReturnType<typeof diffArrays<number>> | undefined;
  if (parts === undefined) return { runs: null, steps: edits * length };

  let taken = 0;
  let [oldAt, nowAt] = [0, 0];
  for (const { count, added, removed } of parts) {
    if (added) nowAt += count;
    else if (removed) oldAt += count;
    if (added || removed) taken += count;
    else
      for (let left = count; left > 0; left--)
        runs.push({ before: at(old, oldAt++), after: at(now, nowAt++), count: 1 });
  }
  runs.push({ before: before.length - tail, after: after.length - tail, count: tail });
  return { runs, steps: (taken + 1) * length };
}

/** Lines that differ beyond this are not looked for: the search holds a path for each two of them. */
const MAX_EDITS = 2000;

interface SharedLine {
  readonly index: number;
  /** The same for the same line. */
  readonly number: number;
}

function at(lines: readonly SharedLine[], index: number): number {
  return lines[index]?.index ?? 0;
}

function commonHead(before: readonly string[], after: readonly string[]): number {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  return head;
}

function commonTail(before: readonly string[], after: readonly string[], head: number): number {
  const most = Math.min(before.length, after.length) - head;
  let tail = 0;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return tail;
}

/** The lines between head and tail that both sides have, wherever. The others surely differ. */
function sharedLines(
  before: readonly string[],
  after: readonly string[],
  head: number,
  tail: number,
): readonly [readonly SharedLine[], readonly SharedLine[]] {
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  const numbers = new Map<string, number>();
  for (const line of old) if (!numbers.has(line)) numbers.set(line, numbers.size);
  const inBoth = new Set(now.filter((line) => numbers.has(line)));
  const numbered = (lines: readonly string[]): readonly SharedLine[] =>
    lines.flatMap((line, index) =>
      inBoth.has(line) ? [{ index: head + index, number: numbers.get(line) ?? 0 }] : [],
    );
  return [numbered(old), numbered(now)];
}
