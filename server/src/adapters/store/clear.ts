import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '../../ports/index.ts';
import { Layout, TAG_NAME } from './layout.ts';

/**
 * Removes all values of the store in `folder`, and nothing else: what lies
 * beside them is not the store's. Values that are written meanwhile may stay.
 * Rejects with {@link FileError}.
 */
export async function clearStore(folder: string): Promise<void> {
  const { root, base } = new Layout(folder);
  try {
    // Only a folder that a store has made and marked is one.
    if ((await stat(join(root, TAG_NAME)).catch(() => null)) === null) return;
    const away = join(base, `cleared-${process.pid}`);
    await rename(root, away);
    await rm(away, { recursive: true, force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new FileError('unreadable', `${folder} could not be cleared (${code}).`, { cause: error });
  }
}
