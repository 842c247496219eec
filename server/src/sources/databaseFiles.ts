import { FileError, type Files, type Store } from '../ports/index.ts';
import { type Fork, MAX_ANSWER_BYTES } from '../sumdb/index.ts';

/**
 * What this machine keeps of one checksum database: our own store, and behind
 * it the files of the go command, which are read only. None of it is believed:
 * an older go command kept what it had not authenticated.
 *
 * The layout is that of cmd/go/internal/modfetch: lookups and tiles below
 * `GOMODCACHE/cache/download/sumdb`, the newest tree head in `GOPATH/pkg/sumdb`.
 */
export class DatabaseFiles {
  readonly #files: Files;
  readonly #store: Store;
  readonly #name: string;
  /** Begins every key in the store: what another key signed is another database's. */
  readonly #prefix: string;
  readonly #moduleCache: string;

  /** `moduleCache` is GOMODCACHE; empty when there is none. */
  constructor(files: Files, store: Store, name: string, verifierKey: string, moduleCache: string) {
    this.#files = files;
    this.#store = store;
    this.#name = name;
    this.#prefix = `sumdb ${verifierKey} `;
    this.#moduleCache = moduleCache.replace(/[/\\]+$/, '');
  }

  /** The lookup or tile kept of `path`, or null. Never rejects. */
  async read(path: string): Promise<Uint8Array | null> {
    const kept = await this.#store.read(this.#prefix + path);
    if (kept !== null || this.#moduleCache === '') return kept;
    return this.#readFile(`${this.#moduleCache}/cache/download/sumdb/${this.#name}${path}`);
  }

  /** Keeps an authenticated lookup or tile. Never rejects. */
  async keep(path: string, bytes: Uint8Array): Promise<void> {
    await this.#store.write(this.#prefix + path, bytes);
  }

  /** The newest tree head that we verified, or null. Never rejects. */
  async readHead(): Promise<Uint8Array | null> {
    return this.#store.read(`${this.#prefix}head`);
  }

  /** Keeps a verified tree head if the one kept is `expected`; false when it is not. Never rejects. */
  async replaceHead(expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    return this.#store.replace(`${this.#prefix}head`, expected, value);
  }

  /** The newest tree head that the go command has seen, unverified, or null. Never rejects. */
  async readGoHead(): Promise<Uint8Array | null> {
    const [, goPath] = /^(.*)[/\\]pkg[/\\]mod$/s.exec(this.#moduleCache) ?? [];
    return goPath === undefined ? null : this.#readFile(`${goPath}/pkg/sumdb/${this.#name}/latest`);
  }

  /** The fork that an earlier run met, or null. Never rejects. */
  async readFork(): Promise<Fork | null> {
    const value = await this.#store.read(this.#forkKey());
    if (value === null) return null;
    try {
      const fork = JSON.parse(new TextDecoder().decode(value));
      // The store has proven that these are bytes of `keepFork`, but perhaps of another version of it.
      return Array.isArray(fork?.heads) && fork.heads.length === 2 ? { ...fork, kind: 'fork' } : null;
    } catch {
      return null;
    }
  }

  /** Keeps a fork for good; of several the first. Never rejects. */
  async keepFork({ heads, proof, detail }: Fork): Promise<void> {
    const value = new TextEncoder().encode(JSON.stringify({ heads, proof, detail }));
    await this.#store.replace(this.#forkKey(), null, value);
  }

  #forkKey(): string {
    return `sumdb-fork ${this.#prefix}`;
  }

  /** Null for what is missing, unreadable, too long, or empty, as a file is that the go command is just writing. */
  async #readFile(path: string): Promise<Uint8Array | null> {
    try {
      const { signal } = new AbortController();
      const bytes = await this.#files.read(path, { maxBytes: MAX_ANSWER_BYTES, signal });
      return bytes.length === 0 ? null : bytes;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return null;
    }
  }
}
