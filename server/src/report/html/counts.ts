/** A whole number with commas between its thousands. Written out, because a page has thousands of them. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number with its word, in the plural where it is due: `1 module`, `2 modules`. */
export function counted(number: number, word: string, plural = `${word}s`): string {
  return `${grouped(number)} ${number === 1 ? word : plural}`;
}

/** Clauses as an enumeration: `a, b and c`. Empty without any. */
export function enumerated(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? '';
  return clauses.length < 2 ? last : `${clauses.slice(0, -1).join(', ')} and ${last}`;
}
