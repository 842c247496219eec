/**
 * Who waits for which signal, with one listener at each: hundreds of questions
 * share a signal, and the runtime warns the user of more than ten listeners.
 */
export class AbortListeners {
  readonly #calls = new Map<
    AbortSignal,
    { readonly calls: Set<() => void>; readonly listener: () => void }
  >();

  /** Has `call` called when `signal` aborts. */
  add(signal: AbortSignal, call: () => void): void {
    const known = this.#calls.get(signal);
    if (known !== undefined) {
      known.calls.add(call);
      return;
    }
    const calls = new Set([call]);
    const listener = (): void => {
      this.#calls.delete(signal);
      for (const one of calls) one();
    };
    this.#calls.set(signal, { calls, listener });
    signal.addEventListener('abort', listener, { once: true });
  }

  /** Forgets `call`. */
  remove(signal: AbortSignal, call: () => void): void {
    const known = this.#calls.get(signal);
    if (known === undefined || !known.calls.delete(call) || known.calls.size > 0) return;
    this.#calls.delete(signal);
    signal.removeEventListener('abort', known.listener);
  }
}
