import type { Clock, Log } from '../ports/index.ts';
import type { DatabaseOps, RemoteAnswer } from '../sumdb/index.ts';
import { addressOf, below } from './addresses.ts';
import { type DatabaseBase, findDatabaseBase } from './databaseBase.ts';
import type { DatabaseFiles } from './databaseFiles.ts';
import type { DatabaseReader } from './databaseReader.ts';

/** A signed head of a checksum database, and when this run had it in hands. */
export interface SeenHead {
  /** Records in the tree. */
  readonly size: number;
  /** Milliseconds since 1970. The tree was that large by then, and perhaps long before. */
  readonly seenAt: number;
}

/** Which database is spoken with, and how to find it. */
export interface DatabasePlace {
  readonly name: string;
  /** The address that GOSUMDB gives, past all mirrors; null when it gives none. */
  readonly url: string | null;
  /** A GOPROXY value, whose mirrors are asked first where `url` is null. */
  readonly proxyList: string;
}

/** What the client of a checksum database asks of the world: requests, kept files, the kept head. */
export class DatabaseAccess implements DatabaseOps {
  readonly #place: DatabasePlace;
  readonly #reader: DatabaseReader;
  readonly #files: DatabaseFiles;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #heads = new Map<number, number>();
  #base: Promise<DatabaseBase> | null = null;

  constructor(place: DatabasePlace, reader: DatabaseReader, files: DatabaseFiles, clock: Clock, log: Log) {
    this.#place = place;
    this.#reader = reader;
    this.#files = files;
    this.#clock = clock;
    this.#log = log;
  }

  /** The verified heads that this run has seen, the smallest tree first. */
  get heads(): readonly SeenHead[] {
    return [...this.#heads].map(([size, seenAt]) => ({ size, seenAt })).sort((a, b) => a.size - b.size);
  }

  async read(path: string, signal: AbortSignal): Promise<RemoteAnswer> {
    const base = await this.#findBase(signal);
    if (base.kind === 'failed') return base;
    return this.#reader.read(below(base.url, path), path.startsWith('/tile/') ? 'tile' : 'lookup', signal);
  }

  readKept(path: string): Promise<Uint8Array | null> {
    return this.#files.read(path);
  }

  keep(path: string, bytes: Uint8Array): Promise<void> {
    return this.#files.keep(path, bytes);
  }

  readHead(): Promise<Uint8Array | null> {
    return this.#files.readHead();
  }

  replaceHead(expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    return this.#files.replaceHead(expected, value);
  }

  sawHead(sizeRecords: number): void {
    if (!this.#heads.has(sizeRecords)) this.#heads.set(sizeRecords, this.#clock.now());
  }

  /** Where the database is asked, which is found out once and only when something is to be asked. */
  async #findBase(signal: AbortSignal): Promise<DatabaseBase> {
    for (;;) {
      this.#base ??= this.#askForBase(signal);
      const asked = this.#base;
      const base = await asked;
      if (base.kind === 'base' || base.reason !== 'cancelled') return base;
      // Whoever asked first has left. That is no answer for the others.
      if (this.#base === asked) this.#base = null;
      if (signal.aborted) return base;
    }
  }

  async #askForBase(signal: AbortSignal): Promise<DatabaseBase> {
    const { name, url, proxyList } = this.#place;
    if (url !== null) return { kind: 'base', url: new URL(url) };
    const direct = new URL(`https://${name}`);
    const base = await findDatabaseBase(proxyList, name, direct, this.#reader, signal);
    if (base.kind === 'base') this.#log.debug(`sources: ${name} is asked at ${addressOf(base.url)}`);
    return base;
  }
}
