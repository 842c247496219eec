import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PLACE_NAME, SHELF_NAME } from './layout.ts';
import { blocksOf } from './usage.ts';

/** One value as upkeep sees it. */
export interface Kept {
  readonly path: string;
  readonly blocks: number;
  /** When it was last used, to a day, in milliseconds since 1970. */
  readonly usedAt: number;
  /** Tells that the key is swapped, and `path` is a folder. */
  readonly isSwapped: boolean;
}

/**
 * Lists all values below the store's folder, a shelf at a time, so that whoever
 * reads values meanwhile does not wait. What has another name is passed over.
 */
export async function* contentsOf(root: string): AsyncGenerator<readonly Kept[]> {
  for (const shelf of await namesIn(root)) {
    if (!SHELF_NAME.test(shelf)) continue;
    const found: Kept[] = [];
    for (const name of await namesIn(join(root, shelf))) {
      const kept = PLACE_NAME.test(name) ? await describe(join(root, shelf, name)) : null;
      if (kept !== null) found.push(kept);
    }
    yield found;
  }
}

/** Describes what stands at a value's place now; null when there is nothing. */
export async function describe(path: string): Promise<Kept | null> {
  try {
    const facts = await lstat(path);
    if (!facts.isDirectory()) {
      return { path, blocks: blocksOf(facts.size), usedAt: facts.mtimeMs, isSwapped: false };
    }
    let [blocks, usedAt] = [1, 0];
    for (const name of await namesIn(path)) {
      const file = await lstat(join(path, name)).catch(() => null);
      if (file === null) continue;
      blocks += blocksOf(file.size);
      usedAt = Math.max(usedAt, file.mtimeMs);
    }
    return { path, blocks, usedAt, isSwapped: true };
  } catch {
    return null;
  }
}

/** The names in a folder; none when it cannot be read. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
