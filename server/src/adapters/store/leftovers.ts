import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kept, namesIn } from './contents.ts';
import { type Layout, UNFINISHED_NAME } from './layout.ts';
import { sortSwapFiles } from './swap.ts';

/** What is unfinished and older than this was left by a process that is gone, in milliseconds. */
const UNFINISHED_FOR_MS = 60 * 60 * 1000;

/** Removes what killed processes left in the folder for unfinished things. Only names of ours are touched. */
export async function removeUnfinished(layout: Layout): Promise<void> {
  for (const name of await namesIn(layout.unfinished)) {
    if (UNFINISHED_NAME.test(name)) await removeOld(join(layout.unfinished, name));
  }
}

/** Removes the values that killed or late processes left in the folder of a swapped key. */
export async function removeSuperseded(kept: Kept): Promise<void> {
  const { current, leftovers } = sortSwapFiles(await namesIn(kept.path));
  // Without a pointer nobody can tell which value is meant.
  if (current === null) return;
  for (const name of leftovers) await removeOld(join(kept.path, name));
}

async function removeOld(path: string): Promise<void> {
  try {
    const { mtimeMs } = await lstat(path);
    if (Date.now() - mtimeMs > UNFINISHED_FOR_MS) await rm(path, { recursive: true, force: true });
  } catch {}
}
