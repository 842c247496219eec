import type { GoSettings } from '../goenv/index.ts';

/** The go command's settings as they were read last, for whoever cannot wait for a file. */
export class KnownSettings {
  readonly #read: () => Promise<GoSettings>;
  readonly #changed: () => void;
  #now: GoSettings | null = null;

  /** `changed` is called when others were read than before. */
  constructor(read: () => Promise<GoSettings>, changed: () => void) {
    this.#read = read;
    this.#changed = changed;
  }

  /** Null before they were read, and where they could not be. */
  get now(): GoSettings | null {
    return this.#now;
  }

  /** Reads them anew. Never rejects. */
  async refresh(): Promise<void> {
    const read = await this.#read().catch(() => null);
    // The same settings stay the same value: what was made out of them is kept by it.
    if (JSON.stringify(read) === JSON.stringify(this.#now)) return;
    this.#now = read;
    this.#changed();
  }
}
