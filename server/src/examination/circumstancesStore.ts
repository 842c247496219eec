import type { ModuleVersion } from '../module/index.ts';
import type { Clock, Store } from '../ports/index.ts';
import type { Circumstances } from '../verdict/index.ts';

/** Raise this when circumstances change their shape or how they are learnt. */
const FORMAT = 1;

const DAY = 24 * 3600 * 1000;

/** Importers and versions grow slowly, and an acknowledgement stays. What was not learnt is asked for again sooner. Milliseconds. */
const FRESH_FOR = 7 * DAY;
const FRESH_FOR_WHEN_INCOMPLETE = DAY;

/** Remembers for some days what was asked about suspect modules, so that an audit asks about each seldom. */
export class CircumstancesStore {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #proxyList: string;

  constructor(store: Store, clock: Clock, proxyList: string) {
    this.#store = store;
    this.#clock = clock;
    this.#proxyList = proxyList;
  }

  /** What was learnt about a module beside `target`, while it is fresh; else null. */
  async read(module: ModuleVersion, target: string): Promise<Circumstances | null> {
    const value = await this.#store.read(this.#keyOf(module, target));
    if (value === null) return null;
    try {
      // The store has proven that these are the bytes that `write` gave it.
      const { askedAt, circumstances } = JSON.parse(new TextDecoder().decode(value)) as Kept;
      const age = this.#clock.now() - askedAt;
      return age >= 0 && age < lifeOf(circumstances) ? circumstances : null;
    } catch {
      return null;
    }
  }

  /** Keeps what was learnt. */
  async write(module: ModuleVersion, target: string, circumstances: Circumstances): Promise<void> {
    const kept: Kept = { askedAt: this.#clock.now(), circumstances };
    await this.#store.write(this.#keyOf(module, target), new TextEncoder().encode(JSON.stringify(kept)));
  }

  #keyOf(module: ModuleVersion, target: string): string {
    return ['circumstances', FORMAT, this.#proxyList, module.path, module.version, target].join('\n');
  }
}

interface Kept {
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly circumstances: Circumstances;
}

function lifeOf({ versions, importers }: Circumstances): number {
  return versions === null || importers === null ? FRESH_FOR_WHEN_INCOMPLETE : FRESH_FOR;
}
