/** Why a file could not be read. */
export type FileErrorCode = 'not-found' | 'is-directory' | 'not-permitted' | 'too-large' | 'unreadable';

/** A file that could not be read. */
export class FileError extends Error {
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FileError';
    this.code = code;
  }
}

/** What a name in a directory stands for. A symbolic link is never followed and is `other`. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

/** What tells one state of a file from another, without reading it. */
export interface FileDescription {
  readonly sizeBytes: number;
  /** Milliseconds since 1970, with fractions where the file system has them. */
  readonly modifiedAt: number;
  /** Device and number of the file on it; another file at the same path has another one. */
  readonly identity: string;
}

/** Tells whether two descriptions are of one file in one state; a file that is not there (null) is always the same. */
export function isSameFile(one: FileDescription | null, other: FileDescription | null): boolean {
  return (
    one?.sizeBytes === other?.sizeBytes &&
    one?.modifiedAt === other?.modifiedAt &&
    one?.identity === other?.identity
  );
}

/** Reads the user's files, and adds to one of them. Paths are the platform's own, absolute. */
export interface Files {
  /** Reads a whole file. Rejects with {@link FileError}; `too-large` before more than `maxBytes` are read. */
  read(
    path: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<Uint8Array>;
  /** Lists a directory, sorted by name. Rejects with {@link FileError}. */
  list(path: string, signal: AbortSignal): Promise<readonly DirectoryEntry[]>;
  /** Tells what stands at `path`, following links; null when nothing does. */
  kind(path: string): Promise<'file' | 'directory' | 'other' | null>;
  /** Describes the file at `path`, following links; null when there is none that can be read. */
  describe(path: string): Promise<FileDescription | null>;
  /**
   * Adds `bytes` to the end of a file in one write, and makes it when it is not
   * there; its folder must be. Rejects with {@link FileError}.
   */
  append(path: string, bytes: Uint8Array): Promise<void>;
}
