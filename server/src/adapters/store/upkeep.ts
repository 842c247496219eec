import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { contentsOf, describe, type Kept } from './contents.ts';
import { FORMAT, type Layout } from './layout.ts';
import { removeSuperseded, removeUnfinished } from './leftovers.ts';
import { removeOlderFormats } from './olderFormats.ts';
import { BLOCK_BYTES, Usage } from './usage.ts';
import { RENEWED_AFTER_MS } from './valueFile.ts';

/** A store that is written to is looked after at least this often, in milliseconds. */
const SWEPT_EVERY_MS = 24 * 60 * 60 * 1000;

/**
 * Keeps the store within its bound, in the background.
 *
 * A sweep lists everything, so it runs once a day and whenever all processes
 * together have written an eighth of the bound. It then takes values away, the
 * least recently used first, until three quarters are left. Values of swapped
 * keys go last: they are few, and what they hold cannot be asked for again.
 * Several processes may sweep at once; what another has taken counts as taken.
 */
export class Upkeep {
  readonly #layout: Layout;
  readonly #maxBlocks: number;
  readonly #usage: Usage;
  #work: Promise<void> = Promise.resolve();
  #hasWritten = false;
  #isLookAhead = false;

  constructor(layout: Layout, maxBytes: number) {
    this.#layout = layout;
    this.#maxBlocks = Math.floor(maxBytes / BLOCK_BYTES);
    this.#usage = new Usage(layout.written, this.#maxBlocks / 16);
  }

  /** Notes that a file of `size` bytes was written, and looks in the background now and then whether to sweep. */
  wrote(size: number): void {
    this.#hasWritten = true;
    if (this.#usage.count(size)) this.#look();
  }

  /** Looks whether to sweep, and resolves when nothing is left to do. Never rejects. */
  async settle(): Promise<void> {
    if (this.#hasWritten) this.#look();
    this.#hasWritten = false;
    await this.#work;
  }

  #look(): void {
    if (this.#isLookAhead) return;
    this.#isLookAhead = true;
    // A folder that is gone or full cannot be looked after; the writers have said so.
    this.#work = this.#work.then(() => this.#sweepIfDue()).catch(() => undefined);
  }

  async #sweepIfDue(): Promise<void> {
    this.#isLookAhead = false;
    const blocks = await this.#usage.tell();
    const last = await stat(this.#layout.swept).catch(() => null);
    const isOld = last === null || Math.abs(Date.now() - last.mtimeMs) > SWEPT_EVERY_MS;
    if (isOld || blocks >= this.#maxBlocks / 8) await this.#sweep();
  }

  async #sweep(): Promise<void> {
    // A process that is killed in here leaves no time, so that the next one sweeps.
    await rm(this.#layout.swept, { force: true });
    await this.#usage.tell();
    await this.#usage.reset();
    await removeUnfinished(this.#layout);
    await removeOlderFormats(this.#layout.base, FORMAT);
    await this.#evict();
    await writeFile(this.#layout.swept, '', { mode: 0o600 });
  }

  async #evict(): Promise<void> {
    const all: Kept[] = [];
    let blocks = 0;
    for await (const shelf of contentsOf(this.#layout.root)) {
      for (const kept of shelf) {
        if (kept.isSwapped) await removeSuperseded(kept);
        all.push(kept);
        blocks += kept.blocks;
      }
    }
    // Up to an eighth is written before the next sweep.
    if (blocks <= (this.#maxBlocks * 7) / 8) return;
    const latest = Date.now() + RENEWED_AFTER_MS;
    // A time that has not come yet tells nothing.
    const age = ({ usedAt }: Kept): number => (usedAt > latest ? 0 : usedAt);
    all.sort((a, b) => Number(a.isSwapped) - Number(b.isSwapped) || age(a) - age(b));
    for (const kept of all) {
      if (blocks <= (this.#maxBlocks * 3) / 4) return;
      if (await this.#remove(kept)) blocks -= kept.blocks;
    }
  }

  /** Takes a value away, unless it was used since it was listed. */
  async #remove(listed: Kept): Promise<boolean> {
    const now = await describe(listed.path);
    if (now === null) return true;
    if (now.usedAt !== listed.usedAt && !listed.isSwapped) return false;
    try {
      // A file goes at once; a folder must not be seen half empty.
      const away = now.isSwapped ? this.#layout.newUnfinished() : listed.path;
      if (now.isSwapped) await rename(listed.path, away);
      await rm(away, { recursive: true, force: true });
      return true;
    } catch {
      return false;
    }
  }
}
