/**
 * What Go's unicode.IsSpace takes for a blank. JavaScript's `\s` differs from it
 * in two characters: U+0085 is missing there, U+FEFF is too much.
 */
const BLANKS = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const LEADING = new RegExp(`^${BLANKS.source}`);

/** The parts of `text` between runs of blanks, as strings.Fields of Go gives them. Linear. */
export function fieldsOf(text: string): string[] {
  return text.split(BLANKS).filter((field) => field !== '');
}

/** `text` without blanks at both ends, as strings.TrimSpace of Go gives it. Linear. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && BLANKS.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(LEADING, '');
}
