import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileError } from '../ports/index.ts';

/**
 * Makes a folder with the folders above it, and files of these texts in it where
 * there are none yet. Rejects with {@link FileError}.
 */
export async function makeFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const known = code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'not-permitted' : 'unreadable';
    throw new FileError(known, `${folder} could not be made (${code}).`, { cause: error });
  }
}
