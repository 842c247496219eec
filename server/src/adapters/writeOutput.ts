import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { FileError } from '../ports/index.ts';

/**
 * Writes a report to a file: beside its place first, then moved there, so that
 * nobody reads half of one. A place that is no regular file, such as
 * `/dev/stdout`, is written to directly. Rejects with {@link FileError}.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  const beside = `${path}.${randomUUID()}.tmp`;
  try {
    const there = await stat(path).catch(() => null);
    if (there !== null && !there.isFile()) {
      await writeFile(path, text);
      return;
    }
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    const known =
      code === 'EACCES' || code === 'EPERM'
        ? 'not-permitted'
        : code === 'EISDIR'
          ? 'is-directory'
          : 'unreadable';
    throw new FileError(known, `${path} could not be written (${code}).`, { cause: error });
  }
}
