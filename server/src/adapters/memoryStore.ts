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
}
