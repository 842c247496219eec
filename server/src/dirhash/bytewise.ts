/**
 * Compares two strings by their UTF-8 bytes, as Go and git compare names.
 *
 * JavaScript's `<` compares UTF-16 units, which puts U+FFFF before U+10000's
 * surrogates the wrong way round. Returns a negative number, zero or a positive number.
 */
export function compareBytewise(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA !== unitB) return rank(unitA) - rank(unitB);
  }
  return a.length - b.length;
}

/** Moves the surrogates, which stand for code points above U+FFFF, behind all other units. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
