const ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

const NEIGHBOURS: ReadonlySet<string> = new Set(pairs());

/** Tells whether two characters in lower case lie side by side on a QWERTY keyboard, rows above and below included. */
export function areKeyNeighbours(a: string, b: string): boolean {
  return NEIGHBOURS.has(a + b);
}

/** Each row stands half a key to the right of the one above, so a key touches two keys of the row below it. */
function pairs(): string[] {
  const found: string[] = [];
  ROWS.forEach((row, y) => {
    [...row].forEach((key, x) => {
      for (const other of [row[x + 1], ROWS[y + 1]?.[x - 1], ROWS[y + 1]?.[x]]) {
        if (other !== undefined) found.push(key + other, other + key);
      }
    });
  });
  return found;
}
