import type { ModuleVersion } from '../module/index.ts';
import type { Clock, Store } from '../ports/index.ts';
import type { Circumstances } from '../verdict/index.ts';
import { KeptAnswers } from './keptAnswers.ts';

/** Raise this when circumstances change their shape or how they are learnt. */
const FORMAT = 2;

const DAY = 24 * 3600 * 1000;

/** Importers and versions grow slowly, and an acknowledgement stays. What was not learnt is asked for again sooner. Milliseconds. */
const FRESH_FOR = 7 * DAY;
const FRESH_FOR_WHEN_INCOMPLETE = DAY;

/** Remembers for some days what was asked about suspect modules, so that an audit asks about each seldom. */
export class CircumstancesStore {
  readonly #kept: KeptAnswers<Circumstances>;

  constructor(store: Store, clock: Clock, proxyList: string) {
    this.#kept = new KeptAnswers({ store, clock, key: ['circumstances', FORMAT, proxyList], lifeOf });
  }

  /** What was learnt about a module beside `target`, while it is fresh; else null. */
  read({ path, version }: ModuleVersion, target: string): Promise<Circumstances | null> {
    return this.#kept.read([path, version, target]);
  }

  /** Keeps what was learnt. */
  write({ path, version }: ModuleVersion, target: string, circumstances: Circumstances): Promise<void> {
    return this.#kept.write([path, version, target], circumstances);
  }
}

function lifeOf({ versions, importers }: Circumstances): number {
  return versions === null || importers === null ? FRESH_FOR_WHEN_INCOMPLETE : FRESH_FOR;
}
