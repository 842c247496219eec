/** The words of a name: `go-sql_driver` has three. The separators are `-`, `_`, `.` and `~`. */
export function words(name: string): string[] {
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
  return hasSeparator(name) ? words(name).join('') : name;
}

/** The name with its words in alphabetical order, or null when it has one word. */
export function sortedWords(name: string): string | null {
  if (!hasSeparator(name)) return null;
  const found = words(name);
  return found.length < 2 ? null : found.sort().join('-');
}

/** A number that is the same for names of the same words in any order; others may share it. */
export function wordsHash(name: string): number {
  let sum = 0;
  let word = 0;
  for (let i = 0; i <= name.length; i++) {
    const unit = i < name.length ? name.charCodeAt(i) : 0x2d;
    if (!isSeparator(unit)) word = (Math.imul(word, 0x01000193) + unit) | 0;
    else {
      sum = (sum + Math.imul(word ^ (word >>> 15), 0x85ebca6b)) | 0;
      word = 0;
    }
  }
  return sum;
}

/**
 * What a glance sees of a name in lower case: characters that many typefaces
 * draw alike become one. Two names with the same skeleton look alike.
 *
 * The pairs are `rn`/`m`, `vv`/`w`, `cl`/`d`, `l`/`1`/`i` (as capital `I`) and
 * `0`/`o`, after Unicode Technical Standard 39, "confusables".
 */
export function skeleton(name: string): string {
  for (let i = 0; i < name.length; i++) if (isDrawnAlike(name.charCodeAt(i))) return foldDrawnAlike(name);
  return name;
}

function isDrawnAlike(unit: number): boolean {
  // r, v, c, i, 1, 0; an l alone folds to itself.
  return unit === 0x72 || unit === 0x76 || unit === 0x63 || unit === 0x69 || unit === 0x31 || unit === 0x30;
}

/** The same in one pass, because it is done for every name of the corpus. */
function foldDrawnAlike(name: string): string {
  let folded = '';
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    const next = name.charCodeAt(i + 1);
    if (unit === 0x72 && next === 0x6e) {
      folded += 'm';
      i++;
    } else if (unit === 0x76 && next === 0x76) {
      folded += 'w';
      i++;
    } else if (unit === 0x63 && (next === 0x6c || next === 0x31)) {
      folded += 'd';
      i++;
    } else if (unit === 0x69 || unit === 0x31) folded += 'l';
    else if (unit === 0x30) folded += 'o';
    else folded += name[i];
  }
  return folded;
}

/** Every run of the same character made one. */
export function withoutDoubles(name: string): string {
  for (let i = 1; i < name.length; i++) {
    if (name.charCodeAt(i) === name.charCodeAt(i - 1)) return name.replace(/(.)\1+/g, '$1');
  }
  return name;
}

/** The letters of a name without doubles, sorted: the same for names whose letters are rearranged. */
export function letterBag(name: string): string {
  return [...withoutDoubles(joined(name))].sort().join('');
}

/** A number that is the same for names of one {@link letterBag}, quickly; others may share it. */
export function letterBagHash(name: string): number {
  let hash = 0;
  let last = 0;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (isSeparator(unit)) continue;
    if (unit !== last) hash = (hash + Math.imul(unit * unit + 1, 0x9e3779b1)) | 0;
    last = unit;
  }
  return hash;
}

/** Tells whether a UTF-16 unit is one of the separators. */
export function isSeparator(unit: number): boolean {
  return unit === 0x2d || unit === 0x5f || unit === 0x2e || unit === 0x7e;
}

function hasSeparator(name: string): boolean {
  for (let i = 0; i < name.length; i++) if (isSeparator(name.charCodeAt(i))) return true;
  return false;
}

/**
 * A repository name without what Go programmers add or leave out freely: the
 * words `go` and `golang`, separators, letter case, and `.git`.
 */
export function repositoryKey(name: string): string {
  const lower = name.toLowerCase();
  if (!hasSeparator(lower)) return lower;
  const found = words(lower);
  const kept = found.filter((word) => word !== 'go' && word !== 'golang' && word !== 'git');
  return (kept.length === 0 ? found : kept).join('');
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
