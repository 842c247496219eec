import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Log, Store } from '../ports/index.ts';

const DIGEST_LENGTH = 32;

/**
 * A store in a folder, one file a value.
 *
 * A file is the SHA-256 of key and value, then the value: what was cut short,
 * altered or kept under another name is refused when it is read. Files are
 * written beside their place and moved there, so that another process sees the
 * old value or the new one and nothing between.
 */
export class DiskStore implements Store {
  readonly #folder: string;
  readonly #log: Log;

  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  async read(key: string): Promise<Uint8Array | null> {
    let fileBytes: Uint8Array;
    try {
      fileBytes = await readFile(this.#placeOf(key));
    } catch {
      return null;
    }
    const value = fileBytes.subarray(DIGEST_LENGTH);
    const expected = digestOf(key, value);
    if (!expected.equals(fileBytes.subarray(0, DIGEST_LENGTH))) {
      this.#log.warn(`store: dropped a damaged value`);
      await rm(this.#placeOf(key), { force: true }).catch(() => undefined);
      return null;
    }
    return value;
  }

  async write(key: string, value: Uint8Array): Promise<void> {
    const place = this.#placeOf(key);
    const beside = `${place}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(place), { recursive: true });
      await writeFile(beside, Buffer.concat([digestOf(key, value), value]), { mode: 0o600 });
      await rename(beside, place);
    } catch (error) {
      this.#log.warn(`store: could not keep a value: ${String(error)}`);
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }

  async replace(key: string, expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    const kept = await this.read(key);
    const same =
      kept === null || expected === null ? kept === expected : Buffer.compare(kept, expected) === 0;
    if (same) await this.write(key, value);
    return same;
  }

  #placeOf(key: string): string {
    const name = createHash('sha256').update(key).digest('hex');
    return join(this.#folder, name.slice(0, 2), name.slice(2));
  }
}

function digestOf(key: string, value: Uint8Array): Buffer {
  return createHash('sha256').update(key).update('\0').update(value).digest();
}
