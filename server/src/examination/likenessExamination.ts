import { type GoSettings, isPrivate } from '../goenv/index.ts';
import { canonicalVersion, type ModuleVersion, splitPathVersion } from '../module/index.ts';
import { type ModuleProxy, newestVersion, versionsOf } from '../sources/index.ts';
import {
  type BehaviourFact,
  type LikenessFact,
  notApplicable,
  type Undetermined,
  undetermined,
} from '../verdict/index.ts';
import { type ModuleZip, ZipError } from '../zip/index.ts';
import { isHarmless } from './gainedBy.ts';
import { type CopySources, readCopy } from './moduleCopy.ts';
import { moduleText } from './reading.ts';
import { SuspectCopy } from './suspectCopy.ts';
import { versionsToCompare } from './versionsToCompare.ts';

/** No more modules are compared with: the texts that point at them are attacker-controlled. */
const MAX_TARGETS = 2;

/** A module that may be a copy of another. */
export interface LikenessQuestion {
  readonly zip: ModuleZip;
  readonly behaviour: BehaviourFact;
  /** Module paths that its name or its texts point at, the likeliest first. */
  readonly targets: readonly string[];
}

/** Compares suspect modules with those that they may be copies of. */
export class LikenessExamination {
  readonly #sources: CopySources;
  readonly #settings: GoSettings;
  readonly #signal: AbortSignal;

  constructor(sources: CopySources, settings: GoSettings, signal: AbortSignal) {
    this.#sources = sources;
    this.#settings = settings;
    this.#signal = signal;
  }

  /**
   * Holds a module against each of its targets until it is a near copy of one.
   * Rejects on cancellation alone. A private target is never asked for.
   */
  async compare(question: LikenessQuestion): Promise<LikenessFact> {
    const targets = this.#worthComparing(question);
    if (targets.length === 0) return NOTHING_POINTS;
    const { zip, behaviour } = question;
    const suspect = new SuspectCopy(moduleText(zip), behaviour);
    const version = canonicalVersion(zip.module.version);
    let best: LikenessFact | null = null;
    for (const target of targets) {
      const fact = await this.#compareWith(suspect, version, target);
      if (fact.state === 'near-copy') return fact;
      if (best === null || rank(fact) > rank(best)) best = fact;
    }
    return best ?? NOTHING_POINTS;
  }

  #worthComparing({ zip, targets }: LikenessQuestion): readonly string[] {
    const own = familyOf(zip.module.path);
    const others = targets.filter((path) => familyOf(path) !== own && !isPrivate(path, this.#settings));
    return [...new Set(others)].slice(0, MAX_TARGETS);
  }

  async #compareWith(suspect: SuspectCopy, version: string, target: string): Promise<LikenessFact> {
    const { proxy } = this.#sources;
    if (proxy === null) return { ...undetermined('offline'), target };
    const versions = await this.#versionsOf(target, version, proxy);
    if ('state' in versions) return { ...versions, target };
    let best: LikenessFact | null = null;
    for (const one of versions) {
      const fact = await this.#compareWithVersion(suspect, { path: target, version: one });
      if (best === null || rank(fact) > rank(best)) best = fact;
      // Whatever the other versions hold, this one explains the copy.
      if (fact.state === 'near-copy' && isHarmless(fact)) break;
    }
    return best ?? { ...undetermined('not-at-mirror'), target };
  }

  async #versionsOf(
    target: string,
    version: string,
    proxy: ModuleProxy,
  ): Promise<readonly string[] | Undetermined> {
    const listed = await versionsOf(target, proxy, this.#signal);
    if ('state' in listed) return listed;
    if (listed.length > 0) return versionsToCompare(version, listed);
    const newest = await newestVersion(target, proxy, this.#signal);
    return typeof newest === 'string' ? [newest] : newest;
  }

  async #compareWithVersion(suspect: SuspectCopy, target: ModuleVersion): Promise<LikenessFact> {
    const answer = await readCopy(target, this.#sources, this.#signal);
    if (answer.kind === 'undetermined') return { ...answer.fact, target: target.path };
    try {
      return suspect.heldAgainst(moduleText(answer.copy.zip), target.version);
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
      return { ...undetermined('zip-refused', `${error.code}: ${error.message}`), target: target.path };
    }
  }
}

const NOTHING_POINTS = notApplicable('nothing points at another module');

/** The more a fact says, the higher: a near copy that gained nothing explains most. */
function rank(fact: LikenessFact): number {
  switch (fact.state) {
    case 'near-copy':
      return (isHarmless(fact) ? 4 : 3) + fact.share;
    case 'unlike':
      return 1 + fact.share;
    case 'undetermined':
      return 0.5;
    case 'not-applicable':
      return 0;
  }
}

/** A path without its major version suffix: other major versions of a module are no other module. */
function familyOf(path: string): string {
  return splitPathVersion(path)?.prefix ?? path;
}
