import type { GoSettings } from '../goenv/index.ts';

/** The go command's settings as they were read last, for whoever cannot wait for a file. */
export class KnownSettings {
  readonly #read: () => Promise<GoSettings>;
  readonly #changed: (before: GoSettings | null) => void;
  #now: GoSettings | null = null;
  #turn = 0;

  /** `changed` is called, with those before, when others were read. */
  constructor(read: () => Promise<GoSettings>, changed: (before: GoSettings | null) => void) {
    this.#read = read;
    this.#changed = changed;
  }

  /** Null before they were read, and where they could not be. */
  get now(): GoSettings | null {
    return this.#now;
  }

  /** Reads them anew. Never rejects. */
  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    const read = await this.#read().catch(() => null);
    // They are being read once more, and have changed since.
    if (turn !== this.#turn) return;
    // The same settings stay the same value: what was made out of them is kept by it.
    if (JSON.stringify(read) === JSON.stringify(this.#now)) return;
    const before = this.#now;
    this.#now = read;
    this.#changed(before);
  }
}
