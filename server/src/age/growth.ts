import type { DatedSize } from './datedSize.ts';

const DAY_SECONDS = 86_400;

/** The growth of the log is not measured between rows that are closer than this, in seconds. */
const MIN_SPAN = 14 * DAY_SECONDS;

/** How much faster than in its fastest stretch the log may be seen to grow. */
const HEADROOM = 2;

/**
 * How many records the log can plausibly have had at a time, as a staircase of
 * rows that are believed shows it.
 *
 * Up to the last row, no more than the first row that is later: the table may
 * lag, and then a true row is refused, which costs resolution and no truth.
 * Behind the last row, as many more as {@link HEADROOM} times the fastest growth of the
 * table allows, and a day of it for free. So a clock that is behind can make a
 * version at the most look older by the part of the true time since the table's
 * end that this leaves open: half of it, while the log grows no faster than it
 * ever did. Without two rows to measure growth by, the limit is 0. Without any
 * row there is no limit: of a database that nobody else has a table of, this
 * machine's clock is the one witness.
 */
export function growthLimit(steps: readonly DatedSize[]): (before: number) => number {
  const last = steps.at(-1);
  const rate = HEADROOM * fastestGrowth(steps);
  if (last === undefined) return () => Number.POSITIVE_INFINITY;
  if (rate === 0) return () => 0;
  return (before) => {
    if (before > last.before) return last.size + rate * (before - last.before + DAY_SECONDS);
    return steps.find((step) => step.before >= before)?.size ?? last.size;
  };
}

/** Records a second in the fastest stretch of at least {@link MIN_SPAN}; 0 when there is none. */
function fastestGrowth(steps: readonly DatedSize[]): number {
  let fastest = 0;
  let from = 0;
  for (const [at, step] of steps.entries()) {
    // The nearest row that is far enough back: a longer stretch would smooth what is sought.
    while (from + 1 < at && step.before - (steps[from + 1]?.before ?? step.before) >= MIN_SPAN) from++;
    const start = steps[from];
    if (start === undefined || step.before - start.before < MIN_SPAN) continue;
    fastest = Math.max(fastest, (step.size - start.size) / (step.before - start.before));
  }
  return fastest;
}
