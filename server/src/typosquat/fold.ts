/** The words of a name: `go-sql_driver` has three. The separators are `-`, `_`, `.` and `~`. */
function words(name: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (let i = 0; i <= name.length; i++) {
    if (i < name.length && !isSeparator(name.charCodeAt(i))) continue;
    if (i > start) found.push(name.slice(start, i));
    start = i + 1;
  }
  return found;
}

/** The name without its separators. */
export function joined(name: string): string {
  return name.replace(/[-_.~]/g, '');
}

/** The name with its words in alphabetical order, or null when it has one word. */
export function sortedWords(name: string): string | null {
  if (!hasSeparator(name)) return null;
  const found = words(name);
  return found.length < 2 ? null : found.sort().join('-');
}

/**
 * What a glance sees of a name in lower case: characters that many typefaces
 * draw alike become one. Two names with the same skeleton look alike.
 *
 * The pairs are `rn`/`m`, `vv`/`w`, `cl`/`d`, `l`/`1`/`i` (as capital `I`) and
 * `0`/`o`, after Unicode Technical Standard 39, "confusables".
 */
export function skeleton(name: string): string {
  let folded = name;
  // Most names hold an "i" and none of the others; the whole corpus is folded while a person waits.
  if (/rn|vv|cl|c1|[10]/.test(name)) {
    for (const [drawn, as] of DRAWN_AS) folded = folded.replaceAll(drawn, as);
  }
  return folded.includes('i') ? folded.replaceAll('i', 'l') : folded;
}

/** Two characters come before one, so that the `l` of a `cl` is still an `l`. */
const DRAWN_AS: readonly (readonly [string, string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
  ['c1', 'd'],
  ['1', 'l'],
  ['0', 'o'],
];

/** Every run of the same character made one. */
function withoutDoubles(name: string): string {
  return /(.)\1/.test(name) ? name.replace(/(.)\1+/g, '$1') : name;
}

/**
 * The letters of a name without separators and doubles, sorted: the same for
 * names whose letters, words or separators are in another order.
 */
export function letterBag(name: string): string {
  return [...joined(withoutDoubles(name))].sort().join('');
}

/** A number that is the same for names of one {@link letterBag}, quickly; others may share it. */
export function letterBagHash(name: string): number {
  let hash = 0;
  let last = 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit !== last && !isSeparator(unit)) hash = (hash + Math.imul(unit * unit + 1, 0x9e3779b1)) | 0;
    last = unit;
  }
  return hash;
}

/** Tells whether a UTF-16 unit is one of the separators. */
export function isSeparator(unit: number): boolean {
  return unit === 0x2d || unit === 0x5f || unit === 0x2e || unit === 0x7e;
}

function hasSeparator(name: string): boolean {
  return /[-_.~]/.test(name);
}

/**
 * A repository name without what Go programmers add or leave out freely: the
 * words `go` and `golang`, separators, letter case, and `.git`.
 */
export function repositoryKey(name: string): string {
  const lower = name.toLowerCase();
  const key = lower.replace(/(?:^|[-_.~])(?:go|golang|git)(?=$|[-_.~])|[-_.~]/g, '');
  return key === '' ? joined(lower) : key;
}

/**
 * A repository key without plural, doubled letters and look-alike characters.
 *
 * Too coarse to say anything alone; used where the owner resembles already.
 */
export function coarseKey(repositoryKey: string): string {
  const coarse = withoutDoubles(skeleton(repositoryKey));
  return coarse.length > 3 && coarse.endsWith('s') ? coarse.slice(0, -1) : coarse;
}
