const SLASH = 0x2f;

/**
 * Judges the names of one folder, entry by entry: none is empty, holds `/` or
 * NUL, or comes twice, and they come in the order of git, which compares bytes
 * and reads a folder's name as if it ended in `/`.
 *
 * Specification: git's fsck (`treeNotSorted`, `duplicateEntries`, `emptyName`, `fullPathname`).
 */
export class NameOrder {
  readonly #seen = new Set<string>();
  #last: Buffer | null = null;

  /** Tells whether an entry may come next. */
  accepts(nameBytes: Buffer, isFolder: boolean): boolean {
    if (nameBytes.length === 0 || nameBytes.includes(SLASH) || nameBytes.includes(0)) return false;
    const sorted = isFolder ? Buffer.concat([nameBytes, Buffer.of(SLASH)]) : nameBytes;
    if (this.#last !== null && Buffer.compare(this.#last, sorted) >= 0) return false;
    this.#last = sorted;
    // A file and a folder of one name need not be neighbours.
    const name = nameBytes.toString('latin1');
    if (this.#seen.has(name)) return false;
    this.#seen.add(name);
    return true;
  }
}
