import { open, truncate } from 'node:fs/promises';

/** What a file system takes for a file at least, and the unit in which room is counted, in bytes. */
export const BLOCK_BYTES = 4096;

/** So many blocks at most may be written by one process before it tells the others. */
const MOST_UNTOLD_BLOCKS = 256;

/** The room that a file of `size` bytes takes, in blocks. */
export function blocksOf(size: number): number {
  return Math.max(1, Math.ceil(size / BLOCK_BYTES));
}

/**
 * Counts what all processes together have written since the last upkeep: a file
 * that grows by one byte for each block. To append is all that is needed, so
 * processes count together without waiting for each other.
 */
export class Usage {
  readonly #path: string;
  readonly #mostUntold: number;
  #untold = 0;

  /** `path` is the file that grows; after `mostUntold` blocks, or 256, a process tells the others. */
  constructor(path: string, mostUntold: number) {
    this.#path = path;
    this.#mostUntold = Math.min(MOST_UNTOLD_BLOCKS, mostUntold);
  }

  /** Counts a file of `size` bytes. Tells whether {@link tell} should be called. */
  count(size: number): boolean {
    this.#untold += blocksOf(size);
    return this.#untold >= this.#mostUntold;
  }

  /** Tells the others what this process wrote, and resolves to how many blocks all wrote. */
  async tell(): Promise<number> {
    const blocks = this.#untold;
    this.#untold = 0;
    const handle = await open(this.#path, 'a', 0o600);
    try {
      if (blocks > 0) await handle.write(new Uint8Array(blocks));
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  /** Starts to count from nothing. */
  async reset(): Promise<void> {
    await truncate(this.#path);
  }
}
