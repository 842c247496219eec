import type { Clock, Store } from '../ports/index.ts';

/** Raise this when the facts change their shape, or how they are learnt. */
const FORMAT = 2;

/** What a code host says may change every day: tags are locked, rules are made. Milliseconds. */
const FRESH_FOR = 24 * 3600 * 1000;

/** Remembers for a day what code hosts said, so that an audit asks about each version seldom. */
export class HostFactsStore {
  readonly #store: Store;
  readonly #clock: Clock;

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** What was learnt about a subject, named by `key`, while it is fresh; else null. */
  async read<Fact>(key: readonly string[]): Promise<Fact | null> {
    const value = await this.#store.read(nameOf(key));
    if (value === null) return null;
    try {
      // The store has proven that these are the bytes that `write` gave it.
      const { askedAt, fact } = JSON.parse(new TextDecoder().decode(value)) as Kept<Fact>;
      const age = this.#clock.now() - askedAt;
      return age >= 0 && age < FRESH_FOR ? fact : null;
    } catch {
      return null;
    }
  }

  /** Keeps what was learnt. */
  async write<Fact>(key: readonly string[], fact: Fact): Promise<void> {
    const kept: Kept<Fact> = { askedAt: this.#clock.now(), fact };
    await this.#store.write(nameOf(key), new TextEncoder().encode(JSON.stringify(kept)));
  }
}

interface Kept<Fact> {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly fact: Fact;
}

function nameOf(key: readonly string[]): string {
  return ['host-facts', FORMAT, ...key].join('\n');
}
