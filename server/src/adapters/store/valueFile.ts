import { hash } from 'node:crypto';
import { closeSync, fstatSync, futimesSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const DIGEST_BYTES = 32;

/** How far the time of a file may lie from now before a read renews it, in milliseconds. */
export const RENEWED_AFTER_MS = 24 * 60 * 60 * 1000;

/** What stands in a value's file: the SHA-256 of key and value, then the value. */
export function seal(key: string, value: Uint8Array): Uint8Array {
  const sealedBytes = new Uint8Array(DIGEST_BYTES + value.length);
  sealedBytes.set(digestOf(key, value));
  sealedBytes.set(value, DIGEST_BYTES);
  return sealedBytes;
}

/** The value in the bytes of a file; null when they were cut short, altered, or belong to another key. */
export function unseal(key: string, sealedBytes: Uint8Array): Uint8Array | null {
  const value = sealedBytes.subarray(DIGEST_BYTES);
  const digest = digestOf(key, value);
  return digest.equals(sealedBytes.subarray(0, DIGEST_BYTES)) ? value : null;
}

/** Why the bytes of a file were not read. */
export type Unread = 'absent' | 'folder' | 'unreadable';

/**
 * Reads a value's file with one opening of it.
 *
 * A file of more than `maxBytes` is `unreadable`. The time of the file tells
 * when the value was last used; it is renewed at most once a day, because a
 * write for every read would cost more than the read.
 */
export async function readValueFile(path: string, maxBytes: number): Promise<Uint8Array | Unread> {
  try {
    const handle = await open(path, 'r');
    try {
      const facts = await handle.stat();
      if (facts.isDirectory()) return 'folder';
      if (!facts.isFile() || facts.size > maxBytes) return 'unreadable';
      const fileBytes = await readAll(handle, facts.size);
      const now = Date.now();
      if (Math.abs(now - facts.mtimeMs) > RENEWED_AFTER_MS) {
        // A folder that may only be read still gives its values.
        await handle.utimes(now / 1000, now / 1000).catch(() => undefined);
      }
      return fileBytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    return unreadOf(error);
  }
}

/** A file of more bytes is not read at once. */
const MAX_AT_ONCE_BYTES = 256 << 10;

/**
 * As {@link readValueFile}, and nothing else goes on meanwhile: of a disk that is
 * quick, a hundred small files are read so in the time in which ten are read by
 * turns. `large` for what is too large for that.
 */
export function readValueFileAtOnce(path: string, maxBytes: number): Uint8Array | Unread | 'large' {
  try {
    const file = openSync(path, 'r');
    try {
      const facts = fstatSync(file);
      if (facts.isDirectory()) return 'folder';
      if (!facts.isFile() || facts.size > maxBytes) return 'unreadable';
      if (facts.size > MAX_AT_ONCE_BYTES) return 'large';
      const fileBytes = new Uint8Array(facts.size);
      let done = 0;
      while (done < facts.size) {
        const bytesRead = readSync(file, fileBytes, done, facts.size - done, done);
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      renewAtOnce(file, facts.mtimeMs);
      return fileBytes.subarray(0, done);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return unreadOf(error);
  }
}

function renewAtOnce(file: number, modifiedAt: number): void {
  const now = Date.now();
  if (Math.abs(now - modifiedAt) <= RENEWED_AFTER_MS) return;
  try {
    futimesSync(file, now / 1000, now / 1000);
  } catch {
    // A folder that may only be read still gives its values.
  }
}

function unreadOf(error: unknown): Unread {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'absent';
  return code === 'EISDIR' ? 'folder' : 'unreadable';
}

async function readAll(handle: FileHandle, size: number): Promise<Uint8Array> {
  const fileBytes = new Uint8Array(size);
  let done = 0;
  while (done < size) {
    const { bytesRead } = await handle.read(fileBytes, done, size - done, done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return fileBytes.subarray(0, done);
}

/** The key enters by its own digest, so that no other pair of key and value gives the same bytes. */
function digestOf(key: string, value: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([hash('sha256', key, 'buffer'), value]), 'buffer');
}
