import type { Clock } from '../ports/index.ts';

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() };
