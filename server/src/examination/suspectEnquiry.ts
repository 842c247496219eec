import { DEFAULT_CHECKSUM_DATABASE, type GoSettings, isPrivate } from '../goenv/index.ts';
import { parseModFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { GitError } from '../ports/index.ts';
import {
  type Importers,
  type ModuleProxy,
  newestVersion,
  type Upstreams,
  versionsOf,
} from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { namesRepositoryOf } from '../typosquat/index.ts';
import type { Circumstances } from '../verdict/index.ts';
import type { CircumstancesStore } from './circumstancesStore.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import type { Question } from './question.ts';

/** Whom a suspect module is asked about at. */
export interface EnquirySources {
  readonly proxy: ModuleProxy;
  readonly upstreams: Upstreams;
  readonly importers: Importers;
  readonly settings: GoSettings;
  readonly kept: CircumstancesStore;
  /** An address of the user's own stands for whoever counts importers, so that it may hear of any public module. */
  readonly importersAreOwn: boolean;
}

/** The module that a version is suspected to pass for; null when nothing is suspected. */
export function targetOf({ resembles, isKnown }: Question, facts: ExaminedFacts): string | null {
  if (isKnown === true) return null;
  return suspectedTarget(facts) ?? (resembles?.isSuspect === true ? resembles.target : null);
}

/** Learns what else is known of modules that are suspected to pass for another. */
export class SuspectEnquiry {
  readonly #sources: EnquirySources;
  readonly #signal: AbortSignal;

  constructor(sources: EnquirySources, signal: AbortSignal) {
    this.#sources = sources;
    this.#signal = signal;
  }

  /** Null for a module that nothing is suspected of. Rejects on cancellation alone. */
  async ask(question: Question, facts: ExaminedFacts): Promise<Circumstances | null> {
    const { module } = question;
    const target = targetOf(question, facts);
    if (target === null) return null;
    const known = await this.#sources.kept.read(module, target);
    if (known !== null) return known;
    const [listed, importers, acknowledged] = await Promise.all([
      versionsOf(module.path, this.#sources.proxy, this.#signal),
      this.#mayNameToCounter(facts) ? this.#sources.importers.count(module, this.#signal) : null,
      this.#acknowledges(target, module, facts),
    ]);
    const learnt: Circumstances = {
      versions: 'state' in listed ? null : listed.length,
      importers: importers?.state === 'counted' ? { direct: importers.direct, all: importers.all } : null,
      acknowledged: acknowledged ? 'successor' : null,
    };
    await this.#sources.kept.write(module, target, learnt);
    return learnt;
  }

  /** Only what the public checksum database holds is public for certain: a mirror may be a company's own. */
  #mayNameToCounter({ log }: ExaminedFacts): boolean {
    if (log.state !== 'proven') return false;
    const { settings, importersAreOwn } = this.#sources;
    return importersAreOwn || settings.GOSUMDB.value === DEFAULT_CHECKSUM_DATABASE;
  }

  /**
   * Whether the module that is imitated speaks for this one: its newest go.mod
   * is deprecated in favour of it, or its repository has moved to this one's.
   * Whoever can say so owns the imitated module.
   */
  async #acknowledges(target: string, { path }: ModuleVersion, facts: ExaminedFacts): Promise<boolean> {
    if (isPrivate(target, this.#settings)) return false;
    const newest = await newestVersion(target, this.#sources.proxy, this.#signal);
    if (typeof newest !== 'string') return false;
    const module = { path: target, version: newest };
    return (await this.#isDeprecatedFor(module, path)) || (await this.#hasMovedTo(module, facts));
  }

  async #isDeprecatedFor(target: ModuleVersion, path: string): Promise<boolean> {
    const mod = await this.#sources.proxy.ask(target, 'mod', this.#signal);
    if (mod.kind !== 'found') return false;
    const { file } = parseModFile(decodeUtf8(mod.bodyBytes));
    return namesRepositoryOf(path, file.module?.deprecated ?? '');
  }

  async #hasMovedTo(target: ModuleVersion, { upstream }: ExaminedFacts): Promise<boolean> {
    const { upstreams } = this.#sources;
    const place = await upstreams.place(target, this.#signal);
    if (place.kind !== 'place' || upstream.repository === null) return false;
    try {
      const repository = upstreams.repository(place.repository, target.path, this.#signal);
      const { redirectedFrom, effectiveUrl } = await repository.remote();
      return redirectedFrom !== null && repositoryKey(effectiveUrl) === repositoryKey(upstream.repository);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.#signal.throwIfAborted();
      return false;
    }
  }

  get #settings(): GoSettings {
    return this.#sources.settings;
  }
}

/** The module that content or texts say it passes for. */
function suspectedTarget({ likeness, reading: { identity } }: ExaminedFacts): string | null {
  if (likeness.state === 'near-copy') return likeness.target.path;
  return identity.state === 'other' ? identity.named.path : null;
}

/** An address as code hosts compare it: without regard to letter case, a final `.git` and slashes. */
function repositoryKey(address: string): string {
  return address
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
