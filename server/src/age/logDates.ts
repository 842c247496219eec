import type { DatedSize } from './datedSize.ts';
import { growthLimit } from './growth.ts';
import { firstStep, staircaseOf } from './staircase.ts';

/** When records of the checksum database were known to be there. */
export class LogDates {
  readonly #steps: readonly DatedSize[];

  /**
   * `table` is believed as it stands. Of `seen`, what this machine saw, a row is
   * left out when a clock that was behind is the likelier cause of it: when it
   * claims more records than the table for a time that is not later, or growth
   * behind the end of the table that is much faster than ever.
   */
  constructor(table: readonly DatedSize[], seen: readonly DatedSize[]) {
    const steps = staircaseOf(table);
    const limit = growthLimit(steps);
    this.#steps = staircaseOf([...steps, ...seen.filter((row) => row.size <= limit(row.before))]);
  }

  /**
   * The earliest time by which the record with this number (from 0) is known to
   * have been in the log, and by whom; null when no witness saw a log that long.
   *
   * It is an upper bound: the record may have been there for long before.
   */
  loggedBefore(record: number): { readonly before: number; readonly witness: string } | null {
    if (!Number.isSafeInteger(record) || record < 0) return null;
    const step = firstStep(this.#steps, ({ size }) => size > record);
    return step === null ? null : { before: step.before, witness: step.witness };
  }
}
