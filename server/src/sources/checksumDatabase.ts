import { type GoSettings, isKeptFromDatabase, isPrivate } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { Clock, Files, Http, Log, Store } from '../ports/index.ts';
import {
  ChecksumDatabaseClient,
  type Fork,
  type LookupOptions,
  type LookupResult,
  logNameOf,
  parseChecksumDatabase,
} from '../sumdb/index.ts';
import { DatabaseAccess, type SeenHead } from './databaseAccess.ts';
import { DatabaseFiles } from './databaseFiles.ts';
import { DatabaseReader } from './databaseReader.ts';
import type { Patience } from './limits.ts';

/** What the checksum database says of a module version, or why it is not asked at all. */
export type DatabaseAnswer = LookupResult | { readonly kind: 'not-applicable'; readonly why: string };

/** What a checksum database is reached with. */
export interface DatabaseServices {
  readonly http: Http;
  readonly files: Files;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The checksum database that GOSUMDB names.
 *
 * What it says is believed where it is proven and nowhere else; what was proven
 * is kept, and asked for once. Two histories that it signed are kept for good,
 * and from then on they are the answer to every question.
 *
 * A database that does not know a module fetches it from upstream and records
 * it for everybody, so ask only about versions that somebody else has fetched.
 */
export class ChecksumDatabase {
  readonly #settings: GoSettings;
  readonly #log: Log;
  /** Null when GOSUMDB is off or cannot be read. */
  readonly #database: Database | null;
  readonly #problem: string;

  constructor(services: DatabaseServices, settings: GoSettings, patience: Patience) {
    this.#settings = settings;
    this.#log = services.log;
    const setting = parseChecksumDatabase(settings.GOSUMDB.value);
    this.#problem = setting.kind === 'invalid' ? `GOSUMDB cannot be used: ${setting.reason}` : '';
    if (setting.kind !== 'database') {
      this.#database = null;
      return;
    }
    const { http, files, store, clock, log } = services;
    const { name, key, url } = setting;
    const kept = new DatabaseFiles(files, store, name, key.text, settings.GOMODCACHE.value);
    const place = { name, url, proxyList: settings.GOPROXY.value };
    const access = new DatabaseAccess(place, new DatabaseReader(http, files, patience), kept, clock, log);
    const client = new ChecksumDatabaseClient(key, access);
    this.#database = {
      name: logNameOf(key),
      identity: key.text,
      access,
      kept,
      client,
      fork: null,
      goHead: new Map(),
    };
  }

  /**
   * Looks a module version up; without requests where `remote` is false. What
   * went wrong is part of the answer: it rejects for faults of this program only.
   *
   * `unanswered` has a reason of the client (`offline`, `aborted`,
   * `tile-not-found`, `invalid-module`), of what could not be determined
   * (`database-unreachable`, `database-error`, `too-large`, …), or `no-database`
   * when GOSUMDB cannot be used. A module that GONOSUMDB, GOPRIVATE or GONOPROXY
   * matches is named to nobody.
   */
  async lookup(module: ModuleVersion, options: LookupOptions): Promise<DatabaseAnswer> {
    if (isKeptFromDatabase(module.path, this.#settings)) {
      const why = isPrivate(module.path, this.#settings) ? 'the module is private' : 'GONOSUMDB matches it';
      return { kind: 'not-applicable', why };
    }
    const database = this.#database;
    if (database === null) {
      return this.#problem === ''
        ? { kind: 'not-applicable', why: 'GOSUMDB is off' }
        : { kind: 'unanswered', reason: 'no-database', detail: this.#problem };
    }
    const fork = (await this.#keptFork(database)) ?? (await this.#checkGoHead(database, options));
    if (fork !== null) return fork;
    const result = await database.client.lookup(module, options);
    return result.kind === 'fork' ? this.#keepFork(database, result) : result;
  }

  /** What the log is called, as `logNameOf` has it; null when GOSUMDB names no database. */
  get name(): string | null {
    return this.#database?.name ?? null;
  }

  /** The key that signs the log: what another key has signed is another log. Null when GOSUMDB names no database. */
  get identity(): string | null {
    return this.#database?.identity ?? null;
  }

  /** Whether it is known that the database has signed two histories. Asks nobody, and never rejects. */
  async hasFork(): Promise<boolean> {
    return this.#database !== null && (await this.#keptFork(this.#database)) !== null;
  }

  /** The verified heads that this run has seen, from wherever, the smallest tree first. */
  get heads(): readonly SeenHead[] {
    return this.#database?.access.heads ?? [];
  }

  /** The fork that this run or an earlier one has met. */
  #keptFork(database: Database): Promise<Fork | null> {
    database.fork ??= database.kept.readFork();
    return database.fork;
  }

  /**
   * Holds the newest head that the go command has seen against ours, once in a
   * run with requests and once without. Null unless they contradict each other.
   */
  async #checkGoHead(database: Database, options: LookupOptions): Promise<Fork | null> {
    const { goHead } = database;
    for (;;) {
      const check = goHead.get(options.remote) ?? this.#askAboutGoHead(database, options);
      goHead.set(options.remote, check);
      const answer = await check;
      if (answer !== 'aborted') return answer;
      // Whoever asked first has left. That is no answer for the others.
      if (goHead.get(options.remote) === check) goHead.delete(options.remote);
      if (options.signal.aborted) return null;
    }
  }

  async #askAboutGoHead(database: Database, options: LookupOptions): Promise<Fork | 'aborted' | null> {
    const noteBytes = await database.kept.readGoHead();
    if (noteBytes === null) return null;
    const result = await database.client.checkHead(noteBytes, options);
    switch (result.kind) {
      case 'fork':
        return this.#keepFork(database, result);
      case 'rejected':
        this.#log.warn(
          `sources: the go command's head of the checksum database is passed over: ${result.detail}`,
        );
        return null;
      case 'unanswered':
        return options.signal.aborted ? 'aborted' : null;
      case 'consistent':
        return null;
    }
  }

  async #keepFork(database: Database, fork: Fork): Promise<Fork> {
    database.fork = Promise.resolve(fork);
    await database.kept.keepFork(fork);
    return fork;
  }
}

/** One database, and what this run knows of it. */
interface Database {
  readonly name: string;
  /** The text of its key. */
  readonly identity: string;
  readonly access: DatabaseAccess;
  readonly kept: DatabaseFiles;
  readonly client: ChecksumDatabaseClient;
  /** Null until the store was asked. */
  fork: Promise<Fork | null> | null;
  /** How the go command's head stood to ours, by whether requests were allowed. */
  readonly goHead: Map<boolean, Promise<Fork | 'aborted' | null>>;
}
