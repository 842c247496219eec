const DAY_SECONDS = 86_400;

/**
 * Whole days from `before` to `now`, both in seconds since 1970: a version that
 * was in the log before `before` is at least as old. 0 when `now` is earlier:
 * then nothing is known, or the clock is behind.
 */
export function ageDays(before: number, now: number): number {
  return Math.max(0, Math.floor((now - before) / DAY_SECONDS));
}
