import { FileError, type Files } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type AuditFile, readGoMod, readGoSum, readGoWork } from './auditFile.ts';

/** A go.mod is at most this long in a module zip; a longer one is no go.mod. Bytes. */
export const MAX_GO_MOD_BYTES = 16 << 20;
const MAX_GO_SUM_BYTES = 64 << 20;

/** The paths of this platform. */
export interface Platform {
  join(...parts: string[]): string;
  resolve(path: string): string;
  dirname(path: string): string;
}

/**
 * Reads a go.mod, or a go.work when the name ends in `.work`, and the go.sum or
 * go.work.sum beside it. Rejects with FileError when the file cannot be read;
 * a sum file that is there and cannot be read is given to `complain`. `last` is
 * what was read of it before, which is not parsed again where the text is the same.
 */
export async function readAuditFile(
  path: string,
  files: Files,
  platform: Platform,
  signal: AbortSignal,
  complain: (message: string) => void,
  last: AuditFile | null = null,
): Promise<AuditFile> {
  const absolute = platform.resolve(path);
  const directory = platform.dirname(absolute);
  const isWork = path.endsWith('.work');
  const text = decodeUtf8(await files.read(absolute, { maxBytes: MAX_GO_MOD_BYTES, signal }));
  const sumName = isWork ? 'go.work.sum' : 'go.sum';
  const goSum = await readSum(platform.join(directory, sumName), files, signal, (message) =>
    complain(`${sumName} beside it: ${message}`),
  );
  if (last?.text === text && last.path === path && last.directory === directory)
    return { ...last, goSum: readGoSum(goSum) };
  return (isWork ? readGoWork : readGoMod)(path, directory, text, goSum);
}

async function readSum(
  path: string,
  files: Files,
  signal: AbortSignal,
  complain: (message: string) => void,
): Promise<string | null> {
  try {
    return decodeUtf8(await files.read(path, { maxBytes: MAX_GO_SUM_BYTES, signal }));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code !== 'not-found') complain(error.message);
    return null;
  }
}
