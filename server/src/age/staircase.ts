import type { DatedSize } from './datedSize.ts';

/**
 * The rows that say something which no other says better, by size and by time
 * at once ascending. A row is left out when another is a witness of at least as
 * many records at a time at most as late: a bigger tree that was seen earlier holds all of
 * the smaller one. No two rows can contradict each other, for each is but a bound.
 */
export function staircaseOf(rows: readonly DatedSize[]): readonly DatedSize[] {
  const byTime = [...rows].sort((a, b) => a.before - b.before || b.size - a.size);
  const steps: DatedSize[] = [];
  let largest = 0;
  for (const row of byTime) {
    if (row.size <= largest) continue;
    steps.push(row);
    largest = row.size;
  }
  return steps;
}

/** The first step that satisfies a condition which every step behind it satisfies, too; null when none does. */
export function firstStep(
  steps: readonly DatedSize[],
  isPast: (row: DatedSize) => boolean,
): DatedSize | null {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = steps[middle];
    if (row !== undefined && isPast(row)) high = middle;
    else low = middle + 1;
  }
  return steps[low] ?? null;
}
