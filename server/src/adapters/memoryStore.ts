import { LRUCache } from 'lru-cache';
import type { Store } from '../ports/index.ts';

/** A store that ends with the process and never holds more than `maxBytes` of values. */
export class MemoryStore implements Store {
  readonly #values: LRUCache<string, Uint8Array>;

  constructor(maxBytes: number) {
    this.#values = new LRUCache({ maxSize: maxBytes, sizeCalculation: (value) => Math.max(1, value.length) });
  }

  async read(key: string): Promise<Uint8Array | null> {
    return this.#values.get(key) ?? null;
  }

  async write(key: string, value: Uint8Array): Promise<void> {
    this.#values.set(key, value);
  }

  async replace(key: string, expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    const kept = this.#values.get(key) ?? null;
    const same =
      kept === null || expected === null ? kept === expected : Buffer.compare(kept, expected) === 0;
    if (same) this.#values.set(key, value);
    return same;
  }
}
