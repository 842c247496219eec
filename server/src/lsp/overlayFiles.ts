import type { DirectoryEntry, FileDescription, Files } from '../ports/index.ts';
import type { Session } from './session.ts';

/** The files of this machine, with the documents that are open in the editor in their place. */
export class OverlayFiles implements Files {
  readonly #files: Files;
  readonly #session: Pick<Session, 'at'>;

  constructor(files: Files, session: Pick<Session, 'at'>) {
    this.#files = files;
    this.#session = session;
  }

  read(
    path: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<Uint8Array> {
    const document = this.#session.at(path);
    if (document === null || !document.isFile) return this.#files.read(path, limits);
    return Promise.resolve(new TextEncoder().encode(document.text));
  }

  list(path: string, signal: AbortSignal): Promise<readonly DirectoryEntry[]> {
    return this.#files.list(path, signal);
  }

  kind(path: string): Promise<'file' | 'directory' | 'other' | null> {
    return this.#session.at(path) === null ? this.#files.kind(path) : Promise.resolve('file');
  }

  describe(path: string): Promise<FileDescription | null> {
    return this.#files.describe(path);
  }

  append(path: string, bytes: Uint8Array): Promise<void> {
    return this.#files.append(path, bytes);
  }
}

/** The same, but for go.sum files: a line counts once it is saved, because no build takes it before. */
export function withSavedSums(files: Files, session: Pick<Session, 'at'>): Files {
  const at: Session['at'] = (path) => {
    const document = session.at(path);
    return document?.kind === 'go.sum' ? null : document;
  };
  return new OverlayFiles(files, { at });
}
