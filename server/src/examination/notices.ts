import type { ModuleVersion } from '../module/index.ts';
import type { Clock, Store } from '../ports/index.ts';
import { type ModuleCache, type ModuleProxy, tellingVersion, undeterminedBy } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type NoticeFact, type Undetermined, undetermined } from '../verdict/index.ts';
import { KeptAnswers } from './keptAnswers.ts';
import { type NewestGoMod, noticeOf, readNewestGoMod } from './newestGoMod.ts';
import type { Turns } from './turns.ts';

/** Raise this when what is kept changes its shape. */
const FORMAT = 2;

/** Authors retract on any day. Milliseconds. */
const FRESH_FOR = 24 * 3600 * 1000;

/** A mirror that has no list of a module, or no go.mod behind it, seldom has one a moment later. Milliseconds. */
const FRESH_FOR_WHEN_MISSING = 3600 * 1000;

/** Where notices are looked for. */
export interface NoticeSources {
  readonly cache: ModuleCache;
  /** Null where nobody may be asked. */
  readonly proxy: ModuleProxy | null;
  readonly store: Store;
  readonly clock: Clock;
  /** The value of GOPROXY: other mirrors may have another newest version. */
  readonly proxyList: string;
  readonly asking: Turns;
}

/**
 * Learns what authors say of the versions of their modules. Each module path is
 * asked about once in a run, and once a day: for the list of its versions, and
 * for the go.mod of the newest one where the module cache does not hold it. One
 * of which the mirror says that it does not have that is asked about again after
 * an hour, and after any other failure in the next run.
 *
 * The caller asks about no private module.
 */
export class Notices {
  readonly #sources: NoticeSources;
  readonly #signal: AbortSignal;
  readonly #kept: KeptAnswers<NewestGoMod | Undetermined>;
  readonly #asked = new Map<string, Promise<NewestGoMod | Undetermined>>();

  constructor(sources: NoticeSources, signal: AbortSignal) {
    this.#sources = sources;
    this.#signal = signal;
    const { store, clock, proxyList } = sources;
    this.#kept = new KeptAnswers({
      store,
      clock,
      key: ['notices', FORMAT, proxyList],
      lifeOf: (answer) => ('state' in answer ? FRESH_FOR_WHEN_MISSING : FRESH_FOR),
    });
  }

  /** What is said of a version. Rejects on cancellation alone. */
  async about(module: ModuleVersion): Promise<NoticeFact> {
    let answer = this.#asked.get(module.path);
    if (answer === undefined) {
      answer = this.#learn(module.path);
      this.#asked.set(module.path, answer);
    }
    return noticeOf(module, await answer);
  }

  async #learn(path: string): Promise<NewestGoMod | Undetermined> {
    const kept = await this.#kept.read([path]);
    if (kept !== null) return kept;
    const { proxy, asking } = this.#sources;
    if (proxy === null) return undetermined('offline');
    const answer = await asking.take(() => this.#ask(path, proxy));
    if (!('state' in answer) || isMissing(answer)) await this.#kept.write([path], answer);
    return answer;
  }

  async #ask(path: string, proxy: ModuleProxy): Promise<NewestGoMod | Undetermined> {
    const version = await tellingVersion(path, proxy, this.#signal);
    if (typeof version !== 'string') return version;
    const module = { path, version };
    const cached = await this.#sources.cache.read(module, 'mod', this.#signal);
    if (cached !== null) return readNewestGoMod(version, decodeUtf8(cached));
    const mod = await proxy.ask(module, 'mod', this.#signal);
    return mod.kind === 'found' ? readNewestGoMod(version, decodeUtf8(mod.bodyBytes)) : undeterminedBy(mod);
  }
}

/** Whether the mirror has said that it does not have it, and did not merely fail. */
function isMissing({ reason }: Undetermined): boolean {
  return reason === 'not-at-mirror' || reason === 'not-cached';
}
