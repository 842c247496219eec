import { link, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Log, Store } from '../ports/index.ts';
import { QuickDisk } from './quickDisk.ts';
import { Layout } from './store/layout.ts';
import { advanceSwap, installSwap, isBrokenSwap, prepareSwap, readSwap } from './store/swap.ts';
import { Upkeep } from './store/upkeep.ts';
import { readValueFile, readValueFileAtOnce, seal, type Unread, unseal } from './store/valueFile.ts';

/** A write to a key that others swap gives up when they were faster so many times. */
const MOST_ATTEMPTS = 100;

/**
 * A store in a folder, one file a value, for any number of processes at once.
 *
 * A value is written beside its place and moved there, so that another process
 * sees the old one or the new one and nothing between, also when this one is
 * killed. It is not forced to the disk: after a loss of power the digest in
 * front of it tells what is not whole. What cannot be read or written is lost
 * with one warning of its kind, and the run goes on.
 */
export class DiskStore implements Store {
  readonly #layout: Layout;
  readonly #upkeep: Upkeep;
  readonly #log: Log;
  readonly #maxValueBytes: number;
  readonly #warned = new Set<string>();
  readonly #disk = new QuickDisk();
  #isOurs: Promise<boolean> | null = null;

  /**
   * `folder` need not be there. All values together take at most `maxBytes`, as
   * the file system counts; one that takes more than a quarter of it is not kept.
   */
  constructor(folder: string, maxBytes: number, log: Log) {
    this.#layout = new Layout(folder);
    this.#upkeep = new Upkeep(this.#layout, maxBytes);
    this.#maxValueBytes = Math.floor(maxBytes / 4);
    this.#log = log;
  }

  async read(key: string): Promise<Uint8Array | null> {
    if (!(await this.#isUsable())) return null;
    const { place } = this.#layout.placeOf(key);
    const found = await this.#readFile(place);
    if (found === 'folder') {
      const state = await readSwap(place, this.#maxValueBytes);
      return state === 'absent' ? null : this.#valueIn(key, state.fileBytes);
    }
    if (typeof found === 'string') return null;
    const value = this.#valueIn(key, found);
    if (value === null) await rm(place, { force: true }).catch(() => undefined);
    return value;
  }

  async write(key: string, value: Uint8Array): Promise<void> {
    await this.#attempt(key, value, async (place, sealedBytes) => {
      const beside = await this.#writeBeside(sealedBytes);
      try {
        await rename(beside, place);
        return true;
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined);
        const inTheWay = await stat(place).catch(() => null);
        if (inTheWay?.isDirectory() !== true) throw error;
      }
      for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
        const kept = await this.read(key);
        if (await this.#swap(key, place, kept, sealedBytes)) return true;
      }
      throw new Error('other processes write to the same key all the time');
    });
  }

  async replace(key: string, expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    return this.#attempt(key, value, (place, sealedBytes) => this.#swap(key, place, expected, sealedBytes));
  }

  /**
   * Keeps the folder in order, once a day and when much was written; resolves when
   * that and all else in the background has ended. Never rejects. The store can
   * be used after it.
   */
  close(): Promise<void> {
    return this.#upkeep.settle();
  }

  #readFile(place: string): Uint8Array | Unread | Promise<Uint8Array | Unread> {
    if (!this.#disk.isQuick) return readValueFile(place, this.#maxValueBytes);
    const found = this.#disk.atOnce(() => readValueFileAtOnce(place, this.#maxValueBytes));
    return found === 'large' ? readValueFile(place, this.#maxValueBytes) : found;
  }

  /** Tries to keep `value`, twice when a folder was missing. Never rejects. */
  async #attempt(
    key: string,
    value: Uint8Array,
    keep: (place: string, sealedBytes: Uint8Array) => Promise<boolean>,
  ): Promise<boolean> {
    if (!(await this.#isUsable())) return false;
    const { shelf, place } = this.#layout.placeOf(key);
    const sealedBytes = seal(key, value);
    if (sealedBytes.length > this.#maxValueBytes) {
      this.#warnOnce('size', `a value of ${value.length} bytes is too large to be kept`);
      return false;
    }
    try {
      const isKept = await keep(place, sealedBytes).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        await this.#layout.make();
        await mkdir(shelf, { recursive: true, mode: 0o700 });
        return keep(place, sealedBytes);
      });
      if (isKept) this.#upkeep.wrote(sealedBytes.length);
      return isKept;
    } catch (error) {
      this.#warnOnce('write', `could not keep a value: ${String(error)}`);
      return false;
    }
  }

  /** Swaps the value at `place` if it is `expected`. Rejects with the system's error. */
  async #swap(
    key: string,
    place: string,
    expected: Uint8Array | null,
    sealedBytes: Uint8Array,
  ): Promise<boolean> {
    const found = await readValueFile(place, this.#maxValueBytes);
    if (found === 'folder') {
      const state = await readSwap(place, this.#maxValueBytes);
      if (state === 'absent') return false;
      if (!isSame(this.#valueIn(key, state.fileBytes), expected)) return false;
      if (state.id !== null) return advanceSwap(place, state.id, await this.#writeBeside(sealedBytes));
    } else if (!isSame(typeof found === 'string' ? null : this.#valueIn(key, found), expected)) return false;

    const prepared = this.#layout.newUnfinished();
    try {
      const id = await prepareSwap(prepared, sealedBytes);
      if (found !== 'absent' && !(await this.#takeAway(key, place, expected))) return false;
      return await installSwap(prepared, place, id);
    } finally {
      await rm(prepared, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  /**
   * Takes away what was written without being swapped, or is broken, if it still
   * is `expected`. Who renames it away is the only one that has it.
   */
  async #takeAway(key: string, place: string, expected: Uint8Array | null): Promise<boolean> {
    const aside = this.#layout.newUnfinished();
    await rename(place, aside);
    const taken = await readValueFile(aside, this.#maxValueBytes);
    const isSwapped = taken === 'folder';
    const isExpected = isSwapped
      ? await isBrokenSwap(aside)
      : isSame(typeof taken === 'string' ? null : this.#valueIn(key, taken), expected);
    // Somebody was faster, and gets it back. A name that is taken again has a newer value.
    if (!isExpected) await (isSwapped ? rename : link)(aside, place).catch(() => undefined);
    await rm(aside, { recursive: true, force: true }).catch(() => undefined);
    return isExpected;
  }

  async #writeBeside(sealedBytes: Uint8Array): Promise<string> {
    const beside = this.#layout.newUnfinished();
    try {
      await writeFile(beside, sealedBytes, { flag: 'wx', mode: 0o600 });
      return beside;
    } catch (error) {
      await rm(beside, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  #valueIn(key: string, fileBytes: Uint8Array | null): Uint8Array | null {
    const value = fileBytes === null ? null : unseal(key, fileBytes);
    if (value === null) this.#warnOnce('damage', 'dropped a damaged value');
    return value;
  }

  #isUsable(): Promise<boolean> {
    this.#isOurs ??= this.#layout.isOurs(process.getuid?.()).then((isOurs) => {
      if (!isOurs) this.#warnOnce('owner', `${this.#layout.root} belongs to another user and is not used`);
      return isOurs;
    });
    return this.#isOurs;
  }

  /** A disk that is full is full for thousands of values. */
  #warnOnce(kind: string, message: string): void {
    if (this.#warned.has(kind)) return;
    this.#warned.add(kind);
    this.#log.warn(`store: ${message}`);
  }
}

function isSame(kept: Uint8Array | null, expected: Uint8Array | null): boolean {
  return kept === null || expected === null ? kept === expected : Buffer.compare(kept, expected) === 0;
}
