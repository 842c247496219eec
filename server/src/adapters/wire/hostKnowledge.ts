import type { Capabilities } from './capabilities.ts';
import type { Discovery } from './discovery.ts';

/**
 * How long a repository waits for what another one of its host learns, in
 * milliseconds. Afterwards it asks for itself: one that hangs must not hold up the others.
 */
const MAX_WAIT_MS = 250;

/**
 * What the servers of one run can do, by origin. A server that can do
 * everything is assumed to be capable of it for all of its repositories; one
 * that cannot is asked for each of them.
 */
export class HostKnowledge {
  readonly #known = new Map<string, Capabilities>();
  readonly #learning = new Map<string, Promise<unknown>>();

  /**
   * Gives what is assumed of the server at `origin`, or else what `discover`
   * finds out for one repository: null stands for that. While another repository
   * finds out, it waits a moment.
   */
  async assumed(
    origin: string,
    signal: AbortSignal,
    discover: () => Promise<Discovery>,
  ): Promise<Capabilities | null> {
    for (;;) {
      const known = this.#known.get(origin);
      if (known !== undefined) return known;
      const learning = this.#learning.get(origin);
      if (learning === undefined) {
        this.#learn(origin, discover());
        return null;
      }
      if (!(await settledSoon(learning, signal))) {
        this.#learn(origin, discover());
        return null;
      }
    }
  }

  /** Remembers what `discovery` finds out, and lets others wait for it. */
  #learn(origin: string, discovery: Promise<Discovery>): void {
    const learning: Promise<void> = discovery
      .then(
        ({ place, capabilities }) => {
          const { hasFilter, hasShallow, objectFormat } = capabilities;
          if (hasFilter && hasShallow && objectFormat !== 'sha256') {
            this.#known.set(place.address.origin, capabilities);
          }
        },
        () => undefined,
      )
      .then(() => this.#forget(origin, learning));
    if (!this.#learning.has(origin)) this.#learning.set(origin, learning);
  }

  #forget(origin: string, learning: Promise<unknown>): void {
    if (this.#learning.get(origin) === learning) this.#learning.delete(origin);
  }
}

/** Tells whether a promise settles within {@link MAX_WAIT_MS}, and before the signal. */
function settledSoon(promise: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const done = (isSettled: boolean): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(isSettled);
    };
    const onAbort = (): void => done(false);
    const timer = setTimeout(() => done(false), MAX_WAIT_MS);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) done(false);
    promise.then(
      () => done(true),
      () => done(true),
    );
  });
}
