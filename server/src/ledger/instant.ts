const FORM = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The last second that four digits of a year can tell. */
const LAST_SECOND = 253_402_300_799;

/** Writes a time, in seconds since 1970, as RFC 3339 in UTC; null when it has no such form. */
export function formatInstant(seconds: number): string | null {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LAST_SECOND) return null;
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Reads what {@link formatInstant} writes; null for all else, such as the 30th of February. */
export function parseInstant(text: string): number | null {
  if (!FORM.test(text)) return null;
  const seconds = Date.parse(text) / 1000;
  return formatInstant(seconds) === text ? seconds : null;
}
