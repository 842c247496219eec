const RFC3339 =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/;

/**
 * Reads a time of RFC 3339 as Go's time package writes it, in seconds since 1970,
 * rounded down. Null when it is of another form, or no moment of the calendar:
 * leap seconds are refused, as Go refuses them.
 */
export function parseTime(text: string): number | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const part = (index: number) => Number(match[index] ?? 0);
  const [month, day] = [part(2), part(3)];
  if (part(4) > 23 || part(5) > 59 || part(6) > 59 || part(8) > 23 || part(9) > 59) return null;
  const date = new Date(0);
  date.setUTCFullYear(part(1), month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offset = (match[7] === '-' ? -1 : 1) * (part(8) * 3600 + part(9) * 60);
  return date.getTime() / 1000 + part(4) * 3600 + part(5) * 60 + part(6) - offset;
}
