import { constants, crc32, inflateRawSync } from 'node:zlib';
import { type DirectoryEntry, readDirectory } from './directory.ts';
import { checkLayout, STORED } from './layout.ts';
import { Refusal, ZipError } from './problem.ts';
import type { NamedEntry } from './rules.ts';

/** One file of a zip. */
export interface ZipFile {
  /** Path below the prefix: of a module zip, the path in the module. Attacker-controlled. */
  readonly path: string;
  /** Uncompressed size as declared; reading proves it. */
  readonly sizeBytes: number;
}

/** A zip in memory whose structure is sound, and in which all names start with the same. */
export class MemoryZip {
  readonly prefix: string;
  readonly files: readonly ZipFile[];
  readonly directories: readonly string[];
  /** The entries below the prefix, in the order of the directory. */
  readonly entries: readonly NamedEntry[];
  readonly #zipBytes: Uint8Array;
  readonly #bodies = new Map<string, { entry: DirectoryEntry; start: number }>();
  readonly #byPath = new Map<string, ZipFile>();

  /**
   * `zipBytes` is attacker-controlled. Takes at most `maxBytes` of it, and of
   * what its files are declared to make in all. Throws {@link Refusal}.
   */
  constructor(zipBytes: Uint8Array, prefix: string, maxBytes: number) {
    if (zipBytes.length > maxBytes) throw new Refusal('too-large', `${zipBytes.length} bytes`);
    this.#zipBytes = zipBytes;
    this.prefix = prefix;
    const directory = readDirectory(zipBytes);
    checkTotal(directory.entries, maxBytes);
    const bodies = checkLayout(zipBytes, directory);
    const files: ZipFile[] = [];
    const directories: string[] = [];
    const named: NamedEntry[] = [];
    directory.entries.forEach((entry, index) => {
      const path = pathBelow(this.prefix, entry.name);
      const { sizeBytes } = entry;
      const isDirectory = entry.name.endsWith('/');
      if (this.#byPath.has(path)) {
        throw new Refusal('duplicate-name', `${JSON.stringify(entry.name)} is there twice`);
      }
      // The prefix itself may be listed as a directory; below it, `//` has no name.
      if (path !== '') named.push({ path: isDirectory ? path.slice(0, -1) : path, isDirectory, sizeBytes });
      if (isDirectory) {
        if (sizeBytes !== 0)
          throw new Refusal('directory-with-content', `${JSON.stringify(entry.name)} has bytes`);
        directories.push(path);
        return;
      }
      const file = { path, sizeBytes };
      files.push(file);
      this.#byPath.set(path, file);
      this.#bodies.set(path, { entry, start: bodies[index] ?? 0 });
    });
    this.files = files;
    this.directories = directories;
    this.entries = named;
  }

  find(path: string): ZipFile | null {
    return this.#byPath.get(path) ?? null;
  }

  read(file: ZipFile): Uint8Array {
    const body = this.#bodies.get(file.path);
    if (body === undefined) throw new RangeError('the file is not of this zip');
    const { entry, start } = body;
    const stored = this.#zipBytes.subarray(start, start + entry.compressedBytes);
    const contentBytes = entry.method === STORED ? stored : inflate(stored, entry.sizeBytes, file.path);
    if (contentBytes.length !== entry.sizeBytes) {
      throw new ZipError(
        'wrong-size',
        file.path,
        `${contentBytes.length} bytes, declared are ${entry.sizeBytes}`,
      );
    }
    if (crc32(contentBytes) !== entry.checksum && !mayOmitChecksum(entry)) {
      throw new ZipError('wrong-checksum', file.path, 'the content does not have the declared checksum');
    }
    if (
      hasDescriptor(entry) &&
      descriptorChecksum(this.#zipBytes, start + stored.length) !== entry.checksum
    ) {
      throw new ZipError('wrong-checksum', file.path, 'the data descriptor has another checksum');
    }
    return contentBytes;
  }
}

function checkTotal(entries: readonly DirectoryEntry[], maxBytes: number): void {
  let total = 0;
  for (const { sizeBytes } of entries) {
    total += sizeBytes;
    if (total > maxBytes) throw new Refusal('too-large', `the files have more than ${maxBytes} bytes`);
  }
}

function pathBelow(prefix: string, name: string): string {
  if (!name.startsWith(prefix)) {
    throw new Refusal(
      'wrong-prefix',
      `${JSON.stringify(name)} does not start with ${JSON.stringify(prefix)}`,
    );
  }
  return name.slice(prefix.length);
}

/** Go does not check a checksum of zero unless a data descriptor repeats it. */
function mayOmitChecksum(entry: DirectoryEntry): boolean {
  return entry.checksum === 0 && !hasDescriptor(entry);
}

function hasDescriptor(entry: DirectoryEntry): boolean {
  return (entry.flags & 8) !== 0;
}

const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * The checksum that the data descriptor at an offset repeats; null when the zip
 * ends there. Its signature is optional, and its sizes are not read. Follows
 * readDataDescriptor of Go's archive/zip.
 */
function descriptorChecksum(zipBytes: Uint8Array, at: number): number | null {
  const view = new DataView(zipBytes.buffer, zipBytes.byteOffset, zipBytes.byteLength);
  const readAt = (offset: number): number | null =>
    offset + 4 <= zipBytes.length ? view.getUint32(offset, true) : null;
  const first = readAt(at);
  return first === DESCRIPTOR_SIGNATURE ? readAt(at + 4) : first;
}

/** Two bits of a deflate stream make at most 258 bytes. */
const MAX_EXPANSION = 1032;

/**
 * Uncompresses in one piece: room for one byte more than declared lets zlib end
 * without a second buffer, and a stream that makes more is refused. No more room
 * is taken than the compressed bytes could ever fill.
 */
function inflate(compressed: Uint8Array, sizeBytes: number, path: string): Uint8Array {
  const room = Math.min(sizeBytes, compressed.length * MAX_EXPANSION) + 1;
  try {
    return inflateRawSync(compressed, {
      chunkSize: Math.max(room, constants.Z_MIN_CHUNK),
      maxOutputLength: Math.max(sizeBytes, 1),
    });
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ZipError('wrong-size', path, `more than the declared ${sizeBytes} bytes`, { cause: error });
    }
    throw new ZipError('broken-compression', path, 'the compressed bytes are damaged', { cause: error });
  }
}
