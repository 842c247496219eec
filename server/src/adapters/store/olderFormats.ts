import { lstat, readFile, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './contents.ts';
import { TAG_NAME } from './layout.ts';

/** An older program may still use an older folder; what it has not touched for so long goes, in milliseconds. */
const UNUSED_FOR_MS = 14 * 24 * 60 * 60 * 1000;

/** The first format kept its shelves in `base` itself; a value in one, or an unfinished value. */
const FIRST_FORMAT_SHELF = /^[0-9a-f]{2}$/;
const FIRST_FORMAT_NAME = /^[0-9a-f]{62}(?:\.[0-9a-f-]{36}\.tmp)?$/;

/**
 * Removes from `base` what formats before `format` kept there and nobody uses
 * any more. The user may have chosen a folder that holds other things, so
 * nothing goes that is not known to be ours. Never rejects.
 */
export async function removeOlderFormats(base: string, format: number): Promise<void> {
  for (const name of await namesIn(base)) {
    const number = /^v([1-9][0-9]?)$/.exec(name)?.[1];
    if (number !== undefined && Number(number) < format) await removeFormat(join(base, name));
    if (FIRST_FORMAT_SHELF.test(name)) await removeFirstFormatShelf(join(base, name));
  }
}

async function removeFormat(root: string): Promise<void> {
  try {
    const tag = await readFile(join(root, TAG_NAME), 'utf8');
    if (!tag.includes('a cache of Modproof')) return;
    // Whoever writes values looks after them at least once a day, and leaves the time.
    if (await isUnused(join(root, 'swept'))) await rm(root, { recursive: true, force: true });
  } catch {}
}

async function removeFirstFormatShelf(shelf: string): Promise<void> {
  for (const name of await namesIn(shelf)) {
    const path = join(shelf, name);
    if (FIRST_FORMAT_NAME.test(name) && (await isUnused(path))) {
      await rm(path, { force: true }).catch(() => undefined);
    }
  }
  // A folder that holds something else stays.
  await rmdir(shelf).catch(() => undefined);
}

async function isUnused(path: string): Promise<boolean> {
  const facts = await lstat(path).catch(() => null);
  return facts !== null && Date.now() - facts.mtimeMs > UNUSED_FOR_MS;
}
