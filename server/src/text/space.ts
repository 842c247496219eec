import type { Span } from './span.ts';

/**
 * `text` without white space at both ends, as Go's `strings.TrimSpace` does it.
 *
 * JavaScript's `trim` has another opinion: it removes U+FEFF and keeps U+0085.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The parts of `text` between runs of white space, as Go's `strings.Fields` does it. */
export function fields(text: string): string[] {
  return Array.from(fieldSpans(text, 0, text.length), ({ start, end }) => text.slice(start, end));
}

/** Where the fields of `text` between two offsets stand; made one by one, for hostile lines have millions. */
export function* fieldSpans(text: string, from: number, to: number): Generator<Span> {
  let start = -1;
  for (let at = from; at < to; at++) {
    if (!isSpace(text.charCodeAt(at))) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      yield { start, end: at };
      start = -1;
    }
  }
  if (start >= 0) yield { start, end: to };
}

/** Go's `unicode.IsSpace`: the White_Space property, all of it within one UTF-16 unit. */
function isSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
  return (
    unit === 0x85 ||
    unit === 0xa0 ||
    unit === 0x1680 ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}
