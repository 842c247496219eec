import { hash, randomUUID } from 'node:crypto';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Raise this when the folder changes its shape: the store then starts afresh beside the older one. */
export const FORMAT = 2;

/** Names that this program gives to what it has not finished. */
export const UNFINISHED_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The first digit of a key's digest names a folder, the others a file in it: few folders have to be made. */
export const SHELF_NAME = /^[0-9a-f]$/;
export const PLACE_NAME = /^[0-9a-f]{63}$/;

/** Marks a folder as a cache for programs that make backups, by the Cache Directory Tagging Specification. */
export const TAG_NAME = 'CACHEDIR.TAG';
const TAG_TEXT = `Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of Modproof. It may be removed at any time.
`;

/**
 * Where things are in the store's folder.
 *
 * `v2/a/bcdef…` holds a value by its key's SHA-256: a file, or a folder once the
 * key is swapped. `v2/tmp` holds what is not finished, `v2/written` one byte for
 * each block written since the last upkeep, `v2/swept` the time of that by its own.
 */
export class Layout {
  readonly base: string;
  readonly root: string;
  readonly unfinished: string;
  readonly written: string;
  readonly swept: string;

  constructor(base: string) {
    this.base = base;
    this.root = join(base, `v${FORMAT}`);
    this.unfinished = join(this.root, 'tmp');
    this.written = join(this.root, 'written');
    this.swept = join(this.root, 'swept');
  }

  /** The folder that holds the place of `key`, and the place. */
  placeOf(key: string): { readonly shelf: string; readonly place: string } {
    const name = hash('sha256', key, 'hex');
    const shelf = `${this.root}${sep}${name.slice(0, 1)}`;
    return { shelf, place: `${shelf}${sep}${name.slice(1)}` };
  }

  /** A path for something unfinished, which nobody else has. */
  newUnfinished(): string {
    return join(this.unfinished, randomUUID());
  }

  /** Makes the folders that are missing. Rejects with the system's error. */
  async make(): Promise<void> {
    await mkdir(this.unfinished, { recursive: true, mode: 0o700 });
    await writeFile(join(this.root, TAG_NAME), TAG_TEXT, { flag: 'wx', mode: 0o600 }).catch(() => undefined);
  }

  /**
   * Tells whether the folder is the user's: digests find damage, not forgery, so
   * values in a folder that another user made are not believed. One that is not
   * there yet will be our own. `user` is the number of the user who asks;
   * undefined where the system has none.
   */
  async isOurs(user: number | undefined): Promise<boolean> {
    // An administrator uses folders of others, such as those that a container is given.
    if (user === undefined || user === 0) return true;
    const facts = await stat(this.root).catch(() => null);
    return facts === null || facts.uid === user || facts.uid === 0;
  }
}
