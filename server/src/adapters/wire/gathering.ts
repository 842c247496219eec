import type { GitLimits } from '../../ports/index.ts';
import { abortError } from '../git/run.ts';

/** Questions that are asked of a server together. */
export interface Gathered<Q> {
  /** The bounds of all: the most bytes that anybody allows, and a signal that ends when nobody waits any more. */
  readonly limits: GitLimits;
  /** Ends the gathering, and gives every question. To be called when the request is written. */
  seal(): readonly Q[];
}

interface Batch<Q, A> {
  readonly questions: Q[];
  readonly controller: AbortController;
  readonly answer: Promise<A>;
  waiting: number;
  maxBytes: number;
}

/**
 * Gathers questions that come while no request with their like was sent yet, so
 * that many askers cost one round trip.
 */
export class Gathering<Q, A> {
  readonly #send: (gathered: Gathered<Q>) => Promise<A>;
  #open: Batch<Q, A> | null = null;

  /** `send` asks the server once for everything that was gathered. */
  constructor(send: (gathered: Gathered<Q>) => Promise<A>) {
    this.#send = send;
  }

  /** Asks, together with others. Rejects with what `send` rejects with, or when the asker's own signal ends. */
  ask(question: Q, limits: GitLimits): Promise<A> {
    const batch = this.#open ?? this.#start(limits);
    batch.questions.push(question);
    batch.maxBytes = Math.max(batch.maxBytes, limits.maxBytes);
    batch.waiting++;
    const { signal } = limits;
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        batch.waiting--;
        if (batch.waiting === 0) {
          if (this.#open === batch) this.#open = null;
          batch.controller.abort(signal.reason);
        }
        reject(abortError(signal));
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });
      batch.answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
    });
  }

  #start(limits: GitLimits): Batch<Q, A> {
    const controller = new AbortController();
    // Everybody who asks in this turn is in.
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => this.#send(gathered));
    answer.catch(() => undefined);
    const batch: Batch<Q, A> = { questions: [], controller, answer, waiting: 0, maxBytes: limits.maxBytes };
    const gathered: Gathered<Q> = {
      limits: {
        get maxBytes() {
          return batch.maxBytes;
        },
        signal: controller.signal,
      },
      seal: () => {
        if (this.#open === batch) this.#open = null;
        return batch.questions;
      },
    };
    this.#open = batch;
    // Whatever happened before the request was written is the end of this gathering.
    answer.catch(() => gathered.seal());
    return batch;
  }
}
