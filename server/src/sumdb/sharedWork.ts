import { AbortListeners } from './abortListeners.ts';

/** Work under way, and how many wait for it. */
interface Shared<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Work that is done once for all who ask for it at the same time.
 *
 * Who aborts leaves; the work itself is aborted when all have left. Nothing is
 * remembered after its end.
 */
export class SharedWork<T> {
  readonly #aborted: T;
  readonly #listeners = new AbortListeners();
  readonly #underWay = new Map<string, Shared<T>>();

  /** `aborted` is what those get who leave. */
  constructor(aborted: T) {
    this.#aborted = aborted;
  }

  /** Does `work`, or joins what is under way by this name. Rejects as the work does. */
  do(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.resolve(this.#aborted);
    const shared = this.#underWay.get(name) ?? this.#start(name, work);
    shared.waiting++;
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        shared.waiting--;
        if (shared.waiting === 0) {
          this.#end(name, shared);
          shared.controller.abort();
        }
        resolve(this.#aborted);
      };
      this.#listeners.add(signal, leave);
      shared.result.then(resolve, reject).finally(() => this.#listeners.remove(signal, leave));
    });
  }

  #start(name: string, work: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController();
    const shared: Shared<T> = { result: work(controller.signal), controller, waiting: 0 };
    this.#underWay.set(name, shared);
    const ended = (): void => this.#end(name, shared);
    shared.result.then(ended, ended);
    return shared;
  }

  #end(name: string, shared: Shared<T>): void {
    if (this.#underWay.get(name) === shared) this.#underWay.delete(name);
  }
}
