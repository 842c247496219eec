/**
 * Deviations from Go that we keep, as the input and the reason. A test that
 * skips an input reads it here, and fails when the deviation is gone.
 */
export const DEVIATIONS: ReadonlyMap<string, string> = new Map();
