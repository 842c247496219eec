import type { Files } from '../ports/index.ts';
import { MAX_DOCUMENT_LENGTH } from './remarks.ts';

/** The text of a file as it is on the disk, whatever an editor has made of it; null for what cannot be read. */
export function savedText(files: Files, path: string, signal: AbortSignal): Promise<string | null> {
  // A UTF-16 unit takes at most three bytes.
  return files.read(path, { maxBytes: MAX_DOCUMENT_LENGTH * 3, signal }).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => null,
  );
}
