import { coarseKey, isSeparator, repositoryKey } from './fold.ts';
import { extendHash, hashText } from './keyTable.ts';

/** Words that a repository key leaves out, with what they start with. */
const DROPPED = ['golang', 'git', 'go'] as const;
const G = 0x67;

/**
 * The {@link hashText} of the {@link coarseKey} of a repository's name, which is
 * in lower case, without making either text: the whole corpus is hashed while a
 * person waits.
 *
 * Linear in the name. A test holds it against the two functions that it joins.
 */
export function coarseHash(name: string): number {
  const folding = new Folding();
  for (let at = 0; at < name.length; at++) {
    const unit = name.charCodeAt(at);
    if (isSeparator(unit)) continue;
    const dropped = unit === G ? droppedAt(name, at) : 0;
    if (dropped > 0) at += dropped - 1;
    else folding.take(unit);
  }
  // A name of nothing but such words keeps them.
  return folding.isEmpty ? hashText(coarseKey(repositoryKey(name))) : folding.hash();
}

/** The length of the dropped word that stands at `at` as a whole word, or 0. */
function droppedAt(name: string, at: number): number {
  if (at > 0 && !isSeparator(name.charCodeAt(at - 1))) return 0;
  for (const word of DROPPED) {
    const end = at + word.length;
    if (name.startsWith(word, at) && (end === name.length || isSeparator(name.charCodeAt(end))))
      return word.length;
  }
  return 0;
}

const [R, N, M, V, W, C, L, D, ONE, ZERO, O, I, S] = [
  0x72, 0x6e, 0x6d, 0x76, 0x77, 0x63, 0x6c, 0x64, 0x31, 0x30, 0x6f, 0x69, 0x73,
];

/** Folds look-alike characters, doubled letters and a plural while a name goes by. */
class Folding {
  #hash = 0;
  #before = 0;
  #last = 0;
  #length = 0;
  /** A letter that makes another one together with the next. */
  #held = 0;

  get isEmpty(): boolean {
    return this.#length === 0 && this.#held === 0;
  }

  take(unit: number): void {
    const held = this.#held;
    if (held !== 0) {
      this.#held = 0;
      const pair = pairOf(held, unit);
      if (pair !== 0) {
        this.#put(pair);
        return;
      }
      this.#put(held);
    }
    if (unit === R || unit === V || unit === C) this.#held = unit;
    else this.#put(unit === ONE || unit === I ? L : unit === ZERO ? O : unit);
  }

  hash(): number {
    if (this.#held !== 0) this.#put(this.#held);
    this.#held = 0;
    return this.#last === S && this.#length > 3 ? this.#before : this.#hash;
  }

  #put(unit: number): void {
    if (unit === this.#last) return;
    this.#before = this.#hash;
    this.#hash = extendHash(this.#hash, unit);
    this.#last = unit;
    this.#length++;
  }
}

/** What two letters look like together, or 0. */
function pairOf(first: number, second: number): number {
  if (first === R) return second === N ? M : 0;
  if (first === V) return second === V ? W : 0;
  return second === L || second === ONE ? D : 0;
}
