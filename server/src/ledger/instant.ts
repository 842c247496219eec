const FORM = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;

/** The last second that four digits of a year can tell. */
const LAST_SECOND = 253_402_300_799;

/** Writes a time, in seconds since 1970, as RFC 3339 in UTC; null when it has no such form. */
export function formatInstant(seconds: number): string | null {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LAST_SECOND) return null;
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}

/** Reads what {@link formatInstant} writes; null for all else, such as the 30th of February. */
export function parseInstant(text: string): number | null {
  const found = FORM.exec(text);
  if (found === null) return null;
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.map(Number);
  if (year < 1970 || month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return null;
  if (day < 1 || day > daysIn(year, month)) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
