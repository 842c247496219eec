import { LRUCache } from 'lru-cache';
import type { Store } from '../ports/index.ts';

/** A store that ends with the process and never holds more than `maxBytes` of values. */
export class MemoryStore implements Store {
  readonly #values: LRUCache<string, Uint8Array>;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
    this.#values = new LRUCache({ maxSize: maxBytes, sizeCalculation: (value) => Math.max(1, value.length) });
  }

  async read(key: string): Promise<Uint8Array | null> {
    // Copied, like a value from a disk: nobody shares it with the store.
    return this.#values.get(key)?.slice() ?? null;
  }

  async write(key: string, value: Uint8Array): Promise<void> {
    this.#keep(key, value);
  }

  async replace(key: string, expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    const kept = this.#values.get(key) ?? null;
    const same =
      kept === null || expected === null ? kept === expected : Buffer.compare(kept, expected) === 0;
    return same && this.#keep(key, value);
  }

  #keep(key: string, value: Uint8Array): boolean {
    // What cannot be kept does not cost what is.
    if (value.length > this.#maxBytes) return false;
    this.#values.set(key, Uint8Array.from(value));
    return true;
  }
}
