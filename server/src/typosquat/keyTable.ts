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

/**
 * The {@link hashText} of all parts of one segment, and of what one deletion
 * leaves of it, each in constant time: the deletion neighbourhood of a segment
 * costs as much as reading it.
 *
 * Segments longer than {@link MAX_SEGMENT} must not be given.
 */
export class SegmentHash {
  readonly #prefixes = new Int32Array(MAX_SEGMENT + 1);
  #length = 0;

  constructor(segment = '') {
    this.load(segment);
  }

  /** Takes another segment, so that one object serves many. */
  load(segment: string): void {
    this.#length = segment.length;
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

/** Collects keys with their values, to be frozen into a {@link KeyTable}. */
export class KeyTableBuilder {
  readonly #keys: Int32Array;
  readonly #values: Int32Array;
  #size = 0;

  /** `capacity` is the most keys that will be added. */
  constructor(capacity: number) {
    this.#keys = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
  }

  /** Throws `RangeError` when more keys are added than announced. */
  add(key: number, value: number): void {
    if (this.#size === this.#keys.length) throw new RangeError('More keys than the key table was announced.');
    this.#keys[this.#size] = key;
    this.#values[this.#size++] = value;
  }

  build(): KeyTable {
    return new KeyTable(this.#keys, this.#values, this.#size);
  }
}

/**
 * A read-only map from 32-bit keys to small numbers, several per key.
 *
 * Two different texts may have one key, so whoever looks up compares the texts.
 */
export class KeyTable {
  /** More values than this under one key are not looked at, so that no look-up grows with the table. */
  static readonly MAX_VALUES = 24;
  /** Pairs of a key and its value plus one, side by side for the cache; a second 0 stands for an empty place. */
  readonly #pairs: Int32Array;
  readonly #mask: number;

  constructor(keys: Int32Array, values: Int32Array, size: number) {
    let capacity = 16;
    while (capacity < size * 2) capacity *= 2;
    this.#mask = capacity * 2 - 1;
    this.#pairs = new Int32Array(capacity * 2);
    for (let i = 0; i < size; i++) this.#insert(keys[i]!, values[i]! + 1);
  }

  /** Appends the values of `key` to `found`. */
  collect(key: number, found: number[]): void {
    const pairs = this.#pairs;
    const mask = this.#mask;
    let taken = 0;
    for (let at = (key << 1) & mask; pairs[at + 1] !== 0; at = (at + 2) & mask) {
      if (pairs[at] !== key) continue;
      found.push(pairs[at + 1]! - 1);
      if (++taken === KeyTable.MAX_VALUES) return;
    }
  }

  #insert(key: number, stored: number): void {
    const pairs = this.#pairs;
    const mask = this.#mask;
    let same = 0;
    let at = (key << 1) & mask;
    for (; pairs[at + 1] !== 0; at = (at + 2) & mask) {
      if (pairs[at] !== key) continue;
      if (pairs[at + 1] === stored || ++same === KeyTable.MAX_VALUES) return;
    }
    pairs[at] = key;
    pairs[at + 1] = stored;
  }
}
