const GOLDEN = 0.6180339887498949;

/** Repeatable random numbers (mulberry32): the same seed gives the same repositories on every machine. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number from 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to but not including `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A size from {@link logNormal}, at random. */
  size(median: number, sigma: number, least: number, most: number): number {
    return logNormal(this.next(), median, sigma, least, most);
  }
}

/**
 * Place `index` of a sequence that fills the unit interval evenly, however long
 * it is: a short list then has the same spread of sizes as a long one.
 */
export function evenlySpread(index: number, start: number): number {
  return (start + index * GOLDEN) % 1;
}

/**
 * The `share` quantile (0 to 1) of a log-normal distribution as a whole number
 * between `least` and `most`: sizes of files and repositories are of that kind.
 */
export function logNormal(share: number, median: number, sigma: number, least: number, most: number): number {
  const size = Math.round(median * Math.exp(sigma * normalQuantile(share)));
  return Math.min(most, Math.max(least, size));
}

/** Quantile of the standard normal distribution by the Tukey lambda formula: near enough for sizes. */
function normalQuantile(share: number): number {
  const inside = Math.min(1 - 1e-6, Math.max(1e-6, share));
  return (inside ** 0.135 - (1 - inside) ** 0.135) / 0.1975;
}
