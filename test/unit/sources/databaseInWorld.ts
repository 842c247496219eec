import { MemoryStore, NodeFiles, UndiciHttp } from '../../../server/src/adapters/index.ts';
import { resolveGoSettings } from '../../../server/src/goenv/index.ts';
import type { Http, Log, Store } from '../../../server/src/ports/index.ts';
import { ChecksumDatabase, type DatabaseAnswer, Patience } from '../../../server/src/sources/index.ts';
import type { World } from '../../world/index.ts';

/** The time at which everything is seen. */
export const NOW = Date.UTC(2026, 0, 2);

/** One run of the product, as far as it speaks with the checksum database. */
export interface DatabaseRun {
  readonly database: ChecksumDatabase;
  readonly warnings: readonly string[];
  lookup(
    module: { readonly path: string; readonly version: string },
    remote?: boolean,
  ): Promise<DatabaseAnswer>;
}

/** What may differ from a user of the world whose store is empty. */
export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly store?: Store;
  readonly http?: Http;
  /** Scales every time limit. */
  readonly patience?: number;
}

/** Starts a run in the world's environment, over a store that is empty unless it is given. */
export function startRun(world: Pick<World, 'env'>, options: RunOptions = {}): DatabaseRun {
  const environment = { ...world.env, ...options.env };
  const warnings: string[] = [];
  const log: Log = { debug: () => undefined, warn: (message) => warnings.push(message) };
  const settings = resolveGoSettings({
    environment,
    userFile: new Map(),
    gorootFile: new Map(),
    platform: 'linux',
  });
  const services = {
    http: options.http ?? new UndiciHttp({ environment, userAgent: 'test' }),
    files: new NodeFiles(),
    store: options.store ?? emptyStore(),
    clock: { now: () => NOW },
    log,
  };
  const database = new ChecksumDatabase(services, settings, new Patience(options.patience ?? 1));
  const { signal } = new AbortController();
  return {
    database,
    warnings,
    lookup: (module, remote = true) => database.lookup(module, { remote, signal }),
  };
}

/** A store that holds nothing yet. */
export function emptyStore(): MemoryStore {
  return new MemoryStore(64 << 20);
}

/** What an answer is, in one line: its kind, and the reason or problem where there is one. */
export function told(answer: DatabaseAnswer): string {
  switch (answer.kind) {
    case 'unanswered':
      return `unanswered ${answer.reason}`;
    case 'rejected':
      return `rejected ${answer.problem}`;
    default:
      return answer.kind;
  }
}
