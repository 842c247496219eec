const BASE = 0x01000193;

/** Powers of the base, as long as the longest segment that is looked up. */
const POWERS = new Int32Array(128);
POWERS[0] = 1;
for (let i = 1; i < POWERS.length; i++) POWERS[i] = Math.imul(POWERS[i - 1]!, BASE);

/** The longest segment that {@link SegmentHash} takes, in UTF-16 units. */
export const MAX_SEGMENT = 64;

/** A 32-bit polynomial hash of a text of any length. */
export function hashText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, BASE) + text.charCodeAt(i)) | 0;
  return hash;
}

/** The {@link hashText} of a text with one more unit behind it. */
export function extendHash(hash: number, unit: number): number {
  return (Math.imul(hash, BASE) + unit) | 0;
}

/** The {@link hashText} of two texts, one behind the other; the second has `length` units, at most {@link MAX_SEGMENT}. */
export function joinHashes(first: number, second: number, length: number): number {
  return (Math.imul(first, POWERS[length]!) + second) | 0;
}

/**
 * The {@link hashText} of all parts of one segment, and of what one deletion
 * leaves of it, each in constant time: the deletion neighbourhood of a segment
 * costs as much as reading it.
 *
 * Segments longer than {@link MAX_SEGMENT} must not be given.
 */
export class SegmentHash {
  #prefixes: Int32Array;
  #length = 0;

  constructor(segment = '') {
    // As short as it may be: short ones are cheap to make, and one is made for every name.
    this.#prefixes = new Int32Array(segment.length + 1);
    this.load(segment);
  }

  /** Takes another segment, so that one object serves many. */
  load(segment: string): void {
    this.#length = segment.length;
    if (segment.length >= this.#prefixes.length) this.#prefixes = new Int32Array(MAX_SEGMENT + 1);
    let hash = 0;
    for (let i = 0; i < segment.length; i++) {
      hash = (Math.imul(hash, BASE) + segment.charCodeAt(i)) | 0;
      this.#prefixes[i + 1] = hash;
    }
  }

  get length(): number {
    return this.#length;
  }

  /** The part from `start` to before `end`. */
  part(start: number, end: number): number {
    return (this.#prefixes[end]! - Math.imul(this.#prefixes[start]!, POWERS[end - start]!)) | 0;
  }

  /** The segment without the unit at `at`. */
  without(at: number): number {
    const rest = this.#length - at - 1;
    return (Math.imul(this.#prefixes[at]!, POWERS[rest]!) + this.part(at + 1, this.#length)) | 0;
  }
}

/** One key of a hashed segment, the hash of its context, and the sort of key. */
export function mixKey(segment: number, context: number, sort: number): number {
  let key = Math.imul(segment ^ Math.imul(context, 0x9e3779b1), 0x85ebca6b) + Math.imul(sort + 1, 0xc2b2ae35);
  key = Math.imul(key ^ (key >>> 15), 0x27d4eb2f);
  return key ^ (key >>> 13);
}

/**
 * A map from 32-bit keys to small numbers, several per key. It grows.
 *
 * Two different texts may have one key, so whoever looks up compares the texts.
 */
export class KeyTable {
  /** More values than this under one key are not kept, so that no look-up grows with the table. */
  static readonly MAX_VALUES = 24;
  /** Pairs of a key and its value plus one, side by side for the cache; a second 0 stands for an empty place. */
  #pairs = new Int32Array(2 * LEAST_PLACES);
  #mask = 2 * LEAST_PLACES - 1;
  #size = 0;

  /** Enters a value, 0 or greater, unless the key has it or has too many. */
  add(key: number, value: number): void {
    // Half empty, so that a look-up meets few others.
    if (this.#size * 4 >= this.#pairs.length) this.#grow();
    const at = this.#place(key, value + 1);
    if (at < 0) return;
    this.#pairs[at] = key;
    this.#pairs[at + 1] = value + 1;
    this.#size++;
  }

  /** Grows now, so that as many values again can be entered before it has to. */
  makeRoom(): void {
    while (this.#size * 8 >= this.#pairs.length) this.#grow();
  }

  /** Appends the values of `key` to `found`, which is made when there is the first. */
  collect(key: number, found: number[] | null): number[] | null {
    const pairs = this.#pairs;
    const mask = this.#mask;
    let all = found;
    for (let at = (key << 1) & mask; pairs[at + 1] !== 0; at = (at + 2) & mask) {
      if (pairs[at] !== key) continue;
      all ??= [];
      all.push(pairs[at + 1]! - 1);
    }
    return all;
  }

  /** The empty place for a pair, or -1 where it is not to be entered. */
  #place(key: number, stored: number): number {
    const pairs = this.#pairs;
    const mask = this.#mask;
    let same = 0;
    let at = (key << 1) & mask;
    for (; pairs[at + 1] !== 0; at = (at + 2) & mask) {
      if (pairs[at] !== key) continue;
      if (pairs[at + 1] === stored || ++same === KeyTable.MAX_VALUES) return -1;
    }
    return at;
  }

  #grow(): void {
    const old = this.#pairs;
    this.#pairs = new Int32Array(old.length * 2);
    this.#mask = old.length * 2 - 1;
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      const at = this.#place(old[from]!, old[from + 1]!);
      this.#pairs[at] = old[from]!;
      this.#pairs[at + 1] = old[from + 1]!;
    }
  }
}

/** Pairs that a table has room for before it grows the first time, twice over. A power of two. */
const LEAST_PLACES = 1024;
