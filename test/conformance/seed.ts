const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The seed of everything that is made up afresh: another one every day, so that
 * what fails fails again until it is mended. MODPROOF_SEED sets one.
 */
export function todaysSeed(): number {
  const chosen = process.env.MODPROOF_SEED;
  return chosen === undefined ? Math.floor(Date.now() / DAY_MS) : Number(chosen);
}
