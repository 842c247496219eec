import { escapePath, escapeVersion, type ModuleVersion, unescapeVersion } from '../module/index.ts';
import { type FileDescription, FileError, type Files, type Log } from '../ports/index.ts';
import type { MirrorFile } from './moduleProxy.ts';

/** What is read of one file at the most, in bytes: as of a mirror's answer. */
const MAX_BYTES = { info: 1 << 20, mod: 16 << 20, zip: 500 << 20, ziphash: 1 << 10 } as const;

/** A SHA-256 in base64 behind its algorithm, as go.sum writes it. */
const H1 = /^h1:[A-Za-z0-9+/]{43}=$/;

/**
 * The module cache of the user's go command: `cache/download` below GOMODCACHE.
 *
 * What lies there is what a build on this machine takes, and proves nothing
 * about anybody else's: another program, or a go command with other settings,
 * may have put it there. Whoever reads it hashes it.
 *
 * The go command moves `.info`, `.mod` and `.zip` to their place when they are
 * whole, so a file that is there is complete. A `.partial` file says that the
 * *unpacked* folder is not, and is of no account here. Links are followed: the
 * folder is the user's own.
 *
 * Follows CachePath and downloadZip of cmd/go/internal/modfetch.
 */
export class ModuleCache {
  readonly #files: Files;
  readonly #folder: string | null;
  readonly #log: Log;

  /**
   * `moduleCacheFolder` is the value of GOMODCACHE as it stands. Where it is
   * empty or relative nothing is ever found: the go command refuses both.
   */
  constructor(files: Files, moduleCacheFolder: string, log: Log) {
    this.#files = files;
    this.#folder = isAbsolute(moduleCacheFolder) ? moduleCacheFolder.replace(/[/\\]+$/, '') : null;
    this.#log = log;
  }

  /**
   * Reads one file of a module version. Null when it is not there, cannot be
   * read or is too large, and for a path or version that no cache can hold.
   * Rejects for cancellation alone.
   */
  async read(module: ModuleVersion, file: MirrorFile, signal: AbortSignal): Promise<Uint8Array | null> {
    return this.#read(module, file, signal);
  }

  /**
   * What the go command noted as the `h1:` hash of the zip; null when there is
   * no such note or it is no such hash. A claim and never a proof: the zip may
   * have been replaced since.
   */
  async zipHash(module: ModuleVersion, signal: AbortSignal): Promise<string | null> {
    const bytes = await this.#read(module, 'ziphash', signal);
    const text = bytes === null ? '' : new TextDecoder().decode(bytes).trim();
    return H1.test(text) ? text : null;
  }

  /** The versions of a module whose zips are there, in no order. Rejects for cancellation alone. */
  async versionsOf(path: string, signal: AbortSignal): Promise<readonly string[]> {
    const escaped = escapePath(path);
    if (this.#folder === null || escaped === null) return [];
    try {
      const entries = await this.#files.list(`${this.#folder}/cache/download/${escaped}/@v`, signal);
      const zips = entries.filter(({ name, kind }) => kind === 'file' && name.endsWith('.zip'));
      return zips.flatMap(({ name }) => unescapeVersion(name.slice(0, -'.zip'.length)) ?? []);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code !== 'not-found') this.#log.warn(`module cache: ${error.message}`);
      return [];
    }
  }

  /** Describes one file of a module version without reading it; null when it is not there. */
  async describe(module: ModuleVersion, file: MirrorFile): Promise<FileDescription | null> {
    const place = this.#placeOf(module, file);
    return place === null ? null : this.#files.describe(place);
  }

  async #read(
    module: ModuleVersion,
    file: keyof typeof MAX_BYTES,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    const place = this.#placeOf(module, file);
    if (place === null) return null;
    try {
      return await this.#files.read(place, { maxBytes: MAX_BYTES[file], signal });
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code !== 'not-found') this.#log.warn(`module cache: ${error.message}`);
      return null;
    }
  }

  /** Escaping leaves no `..`, no separator and no drive in a version, and checked elements in a path. */
  #placeOf(module: ModuleVersion, file: keyof typeof MAX_BYTES): string | null {
    const path = escapePath(module.path);
    const version = escapeVersion(module.version);
    if (this.#folder === null || path === null || version === null) return null;
    return `${this.#folder}/cache/download/${path}/@v/${version}.${file}`;
  }
}

/** Tells whether a path is absolute on any platform: from a root, a drive, or another machine's share. */
function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);
}
