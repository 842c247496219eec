import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UNFINISHED_NAME } from './layout.ts';
import { readValueFile } from './valueFile.ts';

/** The name of the pointer is this and the name of the value's file. */
const POINTER_PREFIX = 'now.';

/** So often a folder is listed again because others change it meanwhile; then it counts as broken. */
const MOST_LISTINGS = 100;

/** What a swapped key's folder holds at one moment. */
export interface SwapState {
  /** Names the current value's file; null when the folder is broken. */
  readonly id: string | null;
  /** The bytes of that file; null when they cannot be read. */
  readonly fileBytes: Uint8Array | null;
}

/*
 * The folder of a swapped key holds values, each in a file of a name that is
 * never used again, and one empty file, the pointer, whose name says which value
 * is the current one. To swap is to rename the pointer from the old value's name
 * to the new one's. The system renames a name for one process only, so of all
 * that start from one value one succeeds, and who comes late finds the name
 * gone, however late. There is no lock that a killed process could leave, and no
 * moment at which the pointer names a value that is not whole.
 */

/** Reads the current value of a swapped key; `absent` when there is no folder. */
export async function readSwap(folder: string, maxBytes: number): Promise<SwapState | 'absent'> {
  let last: SwapState = { id: null, fileBytes: null };
  for (let listing = 0; listing < MOST_LISTINGS; listing++) {
    const id = await currentId(folder);
    if (id === 'absent') return 'absent';
    if (id === null) continue;
    const fileBytes = await readValueFile(join(folder, id), maxBytes);
    if (typeof fileBytes !== 'string') return { id, fileBytes };
    last = { id, fileBytes: null };
    // Whoever swaps removes the old value: then there is a newer one.
    if (fileBytes !== 'absent') return last;
  }
  return last;
}

/** Tells whether a swapped key's folder has no pointer, or several, so that it holds no value. */
export async function isBrokenSwap(folder: string): Promise<boolean> {
  return (await currentId(folder)) === null;
}

/**
 * Writes the folder of a key that is swapped for the first time, at a free path,
 * and gives the name of its value. Rejects with the system's error.
 */
export async function prepareSwap(unfinished: string, sealedBytes: Uint8Array): Promise<string> {
  const id = randomUUID();
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(join(unfinished, id), sealedBytes, { flag: 'wx', mode: 0o600 });
  await writeFile(join(unfinished, POINTER_PREFIX + id), '', { flag: 'wx', mode: 0o600 });
  return id;
}

/**
 * Moves a prepared folder, whose value is `id`, to `place`. Resolves to false when
 * something stands there already; rejects with the system's error when it cannot be moved.
 */
export async function installSwap(unfinished: string, place: string, id: string): Promise<boolean> {
  try {
    // A folder replaces neither a file nor a folder that holds something.
    await rename(unfinished, place);
    return true;
  } catch (error) {
    // A network file system may do a thing, lose its answer and do it again.
    if (await exists(join(place, id))) return true;
    if (await exists(place)) return false;
    throw error;
  }
}

/**
 * Makes the value in `sealedFile` the current one if `id` still is. Resolves to
 * whether it did; `sealedFile` is gone in either case. Rejects with the system's
 * error when the folder cannot be written.
 */
export async function advanceSwap(folder: string, id: string, sealedFile: string): Promise<boolean> {
  const nextId = randomUUID();
  const next = join(folder, nextId);
  const nextPointer = join(folder, POINTER_PREFIX + nextId);
  try {
    await rename(sealedFile, next);
    await rename(join(folder, POINTER_PREFIX + id), nextPointer);
  } catch (error) {
    await rm(sealedFile, { force: true }).catch(() => undefined);
    // As above: the pointer may have been renamed all the same.
    if (!(await exists(nextPointer))) {
      await rm(next, { force: true }).catch(() => undefined);
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
      throw error;
    }
  }
  await rm(join(folder, id), { force: true }).catch(() => undefined);
  // Who sleeps for hours between the two renames may find the value swept away.
  return (await exists(next)) || (await currentId(folder)) !== nextId;
}

/**
 * The files of a swapped key's folder: what is current, and what interrupted
 * swaps left. `current` is null when the folder is broken or being changed.
 */
export function sortSwapFiles(names: readonly string[]): {
  readonly current: string | null;
  readonly leftovers: readonly string[];
} {
  const current = pointedTo(names);
  return { current, leftovers: names.filter((name) => UNFINISHED_NAME.test(name) && name !== current) };
}

async function currentId(folder: string): Promise<string | null | 'absent'> {
  try {
    return pointedTo(await readdir(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : null;
  }
}

/** While a pointer is renamed, a listing may show both names or neither. */
function pointedTo(names: readonly string[]): string | null {
  const [pointer, another] = names.filter((name) => name.startsWith(POINTER_PREFIX));
  if (pointer === undefined || another !== undefined) return null;
  const id = pointer.slice(POINTER_PREFIX.length);
  return UNFINISHED_NAME.test(id) ? id : null;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
