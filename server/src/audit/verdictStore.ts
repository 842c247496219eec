import type { ModuleVersion } from '../module/index.ts';
import type { Clock, Store } from '../ports/index.ts';
import type { ExaminedFacts } from './examinedFacts.ts';

/** Raise this when the facts change their shape: older verdicts are then not found. */
const FORMAT = 1;

/**
 * Remembers what was learnt, for audits without a network. A verdict belongs to
 * the mirrors that it was learnt from.
 */
export class VerdictStore {
  readonly #store: Store;
  readonly #proxyList: string;
  readonly #clock: Clock;

  constructor(store: Store, proxyList: string, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
    this.#proxyList = proxyList;
  }

  /** The last verdict about a module version; null when none is stored. */
  async read(module: ModuleVersion): Promise<ExaminedFacts | null> {
    const value = await this.#store.read(this.#keyOf(module));
    // The store has proven that these are the bytes that `write` gave it.
    return value === null ? null : (JSON.parse(new TextDecoder().decode(value)) as ExaminedFacts);
  }

  /** Keeps a verdict, when there is one: what could not be determined is asked again next time. */
  async write(module: ModuleVersion, facts: ExaminedFacts): Promise<void> {
    if (facts.content.state === 'undetermined' || facts.content.state === 'not-applicable') return;
    await this.#store.write(
      this.#keyOf(module),
      new TextEncoder().encode(JSON.stringify({ ...facts, storedAt: this.#clock.now() })),
    );
  }

  #keyOf(module: ModuleVersion): string {
    return ['verdict', FORMAT, this.#proxyList, module.path, module.version].join('\n');
  }
}
