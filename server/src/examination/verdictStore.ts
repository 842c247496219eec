import type { ModuleVersion } from '../module/index.ts';
import type { Clock, FileDescription, Store } from '../ports/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import type { ContentFact, LikenessFact, Reading, UpstreamFact } from '../verdict/index.ts';
import type { CommitClaims } from './commitClaims.ts';
import type { CopyHashes, LogFact } from './examinedFacts.ts';
import { keepJson, keptJson } from './keptJson.ts';

/**
 * Raise this when verdicts change their shape, or when a rule changes by which
 * they are reached: older verdicts are then not found.
 */
const FORMAT = 6;

/** What an audit learnt about one module version, and what it rests on. */
export interface StoredVerdict {
  readonly copy: Extract<CopyHashes, { readonly state: 'hashed' }>;
  /** The files in the module cache that were hashed; null for what the mirror served. */
  readonly zipFile: FileDescription | null;
  readonly info: VersionInfo | null;
  readonly reading: Reading;
  readonly likeness: LikenessFact;
  /** The known module that the name resembled when `likeness` was learnt. */
  readonly resembled: string | null;
  /** What the comparison with `commit` showed; null when there was nothing to compare with. */
  readonly content: ContentFact | null;
  /** The commit that was compared, full hex, and the digest of the refs among which it was found. */
  readonly commit: string | null;
  readonly amongRefs: string | null;
  /** What it says of itself; null when it was not read. */
  readonly claims: CommitClaims | null;
  readonly log: LogFact;
  /** Identity of the checksum database that was in force then; null for none. */
  readonly database: string | null;
  /** Where upstream stood then. */
  readonly upstream: UpstreamFact;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

/**
 * Remembers what was learnt, so that a zip is read once and a commit is compared
 * once. A verdict belongs to the mirrors that it was learnt from. What can change
 * without the bytes changing, where a tag points above all, is asked anew by
 * whoever uses it.
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
  read(module: ModuleVersion): Promise<StoredVerdict | null> {
    return keptJson(this.#store, this.#keyOf(module));
  }

  /** Keeps a verdict. */
  write(module: ModuleVersion, verdict: Omit<StoredVerdict, 'storedAt'>): Promise<void> {
    return keepJson(this.#store, this.#keyOf(module), { ...verdict, storedAt: this.#clock.now() });
  }

  #keyOf({ path, version }: ModuleVersion): readonly (string | number)[] {
    return ['verdict', FORMAT, this.#proxyList, path, version];
  }
}
