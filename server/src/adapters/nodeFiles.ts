import { constants, type Stats, statSync } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import {
  type DirectoryEntry,
  type FileDescription,
  FileError,
  type FileErrorCode,
  type Files,
} from '../ports/index.ts';
import { ByteCollector } from './byteCollector.ts';
import { QuickDisk } from './quickDisk.ts';

const CHUNK_BYTES = 1 << 20;

/** To open a pipe for reading would wait for a writer, for ever and with no way to stop it. Windows has no such pipes. */
const READ_WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The files of this machine. Nothing is written but by {@link NodeFiles.append}. */
export class NodeFiles implements Files {
  readonly #disk = new QuickDisk();

  async read(
    path: string,
    limits: { readonly maxBytes: number; readonly signal: AbortSignal },
  ): Promise<Uint8Array> {
    limits.signal.throwIfAborted();
    try {
      const handle = await open(path, READ_WITHOUT_WAITING);
      try {
        const facts = await handle.stat();
        if (facts.isDirectory()) throw new FileError('is-directory', `${path} is a directory, not a file.`);
        // A device or a pipe may have no end and no size.
        if (!facts.isFile()) throw new FileError('unreadable', `${path} is not a regular file.`);
        if (facts.size > limits.maxBytes) throw tooLarge(path, limits.maxBytes);
        const collector = new ByteCollector(facts.size);
        let total = 0;
        while (true) {
          limits.signal.throwIfAborted();
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES);
          if (bytesRead === 0) return collector.take();
          total += bytesRead;
          if (total > limits.maxBytes) throw tooLarge(path, limits.maxBytes);
          collector.add(buffer.subarray(0, bytesRead));
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw asFileError(path, error);
    }
  }

  async list(path: string, signal: AbortSignal): Promise<readonly DirectoryEntry[]> {
    signal.throwIfAborted();
    try {
      const entries = await readdir(path, { withFileTypes: true });
      return entries
        .map(
          (entry): DirectoryEntry => ({
            name: entry.name,
            kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'directory' : 'other',
          }),
        )
        .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    } catch (error) {
      throw asFileError(path, error);
    }
  }

  async kind(path: string): Promise<'file' | 'directory' | 'other' | null> {
    try {
      const facts = await stat(path);
      return facts.isFile() ? 'file' : facts.isDirectory() ? 'directory' : 'other';
    } catch {
      return null;
    }
  }

  async describe(path: string): Promise<FileDescription | null> {
    try {
      const facts = await this.#stat(path);
      if (facts?.isFile() !== true) return null;
      return { sizeBytes: facts.size, modifiedAt: facts.mtimeMs, identity: `${facts.dev}:${facts.ino}` };
    } catch {
      return null;
    }
  }

  /** Undefined for what is not there. Whole lists of modules are looked up in the module cache. */
  #stat(path: string): Promise<Stats> | Stats | undefined {
    return this.#disk.isQuick
      ? this.#disk.atOnce(() => statSync(path, { throwIfNoEntry: false }))
      : stat(path);
  }

  async append(path: string, bytes: Uint8Array): Promise<void> {
    try {
      const handle = await open(path, 'a');
      try {
        await handle.write(bytes);
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw asFileError(path, error);
    }
  }
}

function tooLarge(path: string, maxBytes: number): FileError {
  return new FileError('too-large', `${path} is larger than ${maxBytes} bytes.`);
}

const CODES: Readonly<Record<string, FileErrorCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'is-directory',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
};

const REASONS: Readonly<Record<FileErrorCode, string>> = {
  'not-found': 'does not exist',
  'is-directory': 'is a directory, not a file',
  'not-permitted': 'may not be read: permission denied',
  'too-large': 'is too large',
  unreadable: 'could not be read',
};

function asFileError(path: string, error: unknown): unknown {
  if (error instanceof FileError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (typeof code !== 'string') return error;
  const known = CODES[code] ?? 'unreadable';
  return new FileError(known, `${path} ${REASONS[known]}.`, { cause: error });
}
