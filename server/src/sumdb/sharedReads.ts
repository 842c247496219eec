import type { DatabaseOps, RemoteAnswer } from './ops.ts';

/** A read under way, and how many wait for it. */
interface SharedRead {
  readonly answer: Promise<RemoteAnswer>;
  readonly controller: AbortController;
  waiting: number;
}

const ABORTED: RemoteAnswer = { kind: 'failed', reason: 'aborted', detail: 'the question was withdrawn' };

/**
 * Reads paths of the database, each once for all who ask at the same time.
 *
 * Who aborts leaves; the read itself ends when all have left. Nothing is
 * remembered after the answer.
 */
export class SharedReads {
  readonly #ops: Pick<DatabaseOps, 'read'>;
  readonly #underWay = new Map<string, SharedRead>();

  constructor(ops: Pick<DatabaseOps, 'read'>) {
    this.#ops = ops;
  }

  /** Reads `path`. When `signal` aborts, the answer is a failure with reason `aborted`. Rejects as the read does. */
  read(path: string, signal: AbortSignal): Promise<RemoteAnswer> {
    if (signal.aborted) return Promise.resolve(ABORTED);
    const shared = this.#underWay.get(path) ?? this.#start(path);
    shared.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        shared.waiting--;
        if (shared.waiting === 0) {
          this.#end(path, shared);
          shared.controller.abort();
        }
        resolve(ABORTED);
      };
      signal.addEventListener('abort', leave, { once: true });
      shared.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  #start(path: string): SharedRead {
    const controller = new AbortController();
    const shared: SharedRead = { answer: this.#ops.read(path, controller.signal), controller, waiting: 0 };
    this.#underWay.set(path, shared);
    const ended = (): void => this.#end(path, shared);
    shared.answer.then(ended, ended);
    return shared;
  }

  #end(path: string, shared: SharedRead): void {
    if (this.#underWay.get(path) === shared) this.#underWay.delete(path);
  }
}
