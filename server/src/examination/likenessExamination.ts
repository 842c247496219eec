import { type GoSettings, isPrivate } from '../goenv/index.ts';
import { canonicalVersion, type ModuleVersion, splitPathVersion } from '../module/index.ts';
import { newestVersion, versionsOf } from '../sources/index.ts';
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
import { versionsNearer, versionsToCompare } from './versionsToCompare.ts';

/** No more modules are compared with: the texts that point at them are attacker-controlled. */
const MAX_TARGETS = 2;

/** No more versions of one module are fetched to be compared with. */
const MAX_VERSIONS = 8;

/** Less is no version of one project; nobody looks for the version that a stranger was made from. */
const LEAST_SHARE_OF_A_RELATIVE = 0.2;

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
    let best: LikenessFact | null = null;
    for (const target of targets) {
      const fact = await this.#compareWithProject(suspect, zip.module, target);
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

  /** Texts and lists often name a repository: the copied module may be its one of the suspect's major version. */
  async #compareWithProject(
    suspect: SuspectCopy,
    module: ModuleVersion,
    target: string,
  ): Promise<LikenessFact> {
    const version = canonicalVersion(module.version);
    const major = splitPathVersion(module.path)?.pathMajor ?? '';
    if (major.startsWith('/') && familyOf(target) === target) {
      const fact = await this.#compareWith(suspect, version, target + major);
      if (fact.state !== 'undetermined') return fact;
    }
    return this.#compareWith(suspect, version, target);
  }

  async #compareWith(suspect: SuspectCopy, version: string, target: string): Promise<LikenessFact> {
    const versions = await this.#versionsOf(target);
    if ('state' in versions) return { ...versions, target };
    const tried = new Map<string, LikenessFact>();
    let next = versionsToCompare(version, versions);
    while (next.length > 0) {
      for (const one of next) {
        if (tried.size >= MAX_VERSIONS) break;
        const fact = await this.#compareWithVersion(suspect, { path: target, version: one });
        // Whatever the other versions hold, this one explains the copy.
        if (fact.state === 'near-copy' && isHarmless(fact)) return fact;
        tried.set(one, fact);
      }
      const best = bestOf(tried);
      const isRelated = best !== null && shareOf(best.fact) >= LEAST_SHARE_OF_A_RELATIVE;
      next =
        isRelated && tried.size < MAX_VERSIONS
          ? versionsNearer(best.version, new Set(tried.keys()), versions)
          : [];
    }
    return bestOf(tried)?.fact ?? { ...undetermined('not-at-mirror'), target };
  }

  /** The versions of a target that can be had, the newest commit alone where none has a tag. */
  async #versionsOf(target: string): Promise<readonly string[] | Undetermined> {
    const { proxy, cache } = this.#sources;
    if (proxy === null) {
      const kept = await cache.versionsOf(target, this.#signal);
      return kept.length > 0 ? kept : undetermined('offline');
    }
    const listed = await versionsOf(target, proxy, this.#signal);
    if ('state' in listed || listed.length > 0) return listed;
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

/** The comparison that says most, with its version; null when there is none. */
function bestOf(
  tried: ReadonlyMap<string, LikenessFact>,
): { readonly version: string; readonly fact: LikenessFact } | null {
  let best: { version: string; fact: LikenessFact } | null = null;
  for (const [version, fact] of tried)
    if (best === null || rank(fact) > rank(best.fact)) best = { version, fact };
  return best;
}

function shareOf(fact: LikenessFact): number {
  return fact.state === 'near-copy' || fact.state === 'unlike' ? fact.share : 0;
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
