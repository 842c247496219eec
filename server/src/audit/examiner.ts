import { isPrivate } from '../goenv/index.ts';
import { canonicalVersion, type ModuleVersion } from '../module/index.ts';
import { notComparable } from '../origin/index.ts';
import { GitError } from '../ports/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import { ModuleProxy, REASON_OF_GIT, type UpstreamAnswer, Upstreams } from '../sources/index.ts';
import {
  type ContentFact,
  notApplicable,
  UNKNOWN_UPSTREAM,
  type Undetermined,
  undetermined,
} from '../verdict/index.ts';
import { contentFact, misplacedContent } from './contentFact.ts';
import type { ExaminedFacts, MirrorHashes } from './examinedFacts.ts';
import { askInfo, fetchCopy, type MirrorCopy, manifestOf } from './mirrorCopy.ts';
import type { AuditServices } from './services.ts';
import { UpstreamCopy } from './upstreamCopy.ts';
import { upstreamFact } from './upstreamFact.ts';
import { VerdictStore } from './verdictStore.ts';

/** Learns the facts about module versions. One for each run: repositories are opened once and closed together. */
export class Examiner {
  readonly #services: AuditServices;
  readonly #offline: boolean;
  readonly #proxy: ModuleProxy;
  readonly #upstreams: Upstreams;
  readonly #verdicts: VerdictStore;

  constructor(services: AuditServices, offline: boolean) {
    this.#services = services;
    this.#offline = offline;
    this.#proxy = new ModuleProxy(services.http, services.files, services.settings, services.patience);
    this.#upstreams = new Upstreams(services.http, services.git, services.settings, services.patience);
    this.#verdicts = new VerdictStore(services.store, services.settings.GOPROXY.value, services.clock);
  }

  /** Examines one module version. Never rejects but for cancellation: what failed is undetermined. */
  async examine(module: ModuleVersion, signal: AbortSignal): Promise<ExaminedFacts> {
    if (isPrivate(module.path, this.#services.settings))
      return nothingToAsk('the module is private (GOPRIVATE or GONOPROXY)');
    const unfit = notComparable(module.path, null);
    if (unfit !== null) return nothingToAsk(unfit.reason);
    if (this.#offline) return (await this.#verdicts.read(module)) ?? nothingLearnt(undetermined('offline'));
    if (canonicalVersion(module.version) !== module.version || module.version === '') {
      return nothingLearnt(undetermined('not-at-mirror', `${module.version} is not a canonical version`));
    }
    try {
      const facts = await this.#ask(module, signal);
      await this.#verdicts.write(module, facts);
      return facts;
    } catch (error) {
      signal.throwIfAborted();
      // One module that fails does not silence the others.
      this.#services.log.warn(`${module.path}@${module.version}: ${String((error as Error).stack ?? error)}`);
      return nothingLearnt(undetermined('internal', error instanceof Error ? error.message : String(error)));
    }
  }

  /** Closes what the examinations opened. Never rejects. */
  async close(): Promise<void> {
    await this.#upstreams.close();
  }

  async #ask(module: ModuleVersion, signal: AbortSignal): Promise<ExaminedFacts> {
    const [info, copy, located] = await Promise.all([
      askInfo(module, this.#proxy, signal),
      fetchCopy(module, this.#proxy, signal),
      this.#upstreams.locate(module, signal),
    ]);
    if (copy.kind === 'undetermined') {
      const { fact } = copy;
      return { content: fact, mirror: fact, upstream: upstreamFact(located, info, fact) };
    }
    return this.#compare(module, copy.copy, located, info, signal);
  }

  async #compare(
    module: ModuleVersion,
    copy: MirrorCopy,
    located: UpstreamAnswer,
    info: VersionInfo | null,
    signal: AbortSignal,
  ): Promise<ExaminedFacts> {
    const commit = await this.#commitToCompare(located, info, signal);
    const upstream = commit === null || 'state' in commit ? null : commit;
    const manifest = manifestOf(copy, upstream?.format ?? 'sha1');
    if ('state' in manifest)
      return { content: manifest, mirror: manifest, upstream: upstreamFact(located, info, manifest) };
    const mirror: MirrorHashes = { state: 'hashed', h1: manifest.h1, goModH1: copy.goModH1 };
    const finish = (content: ContentFact): ExaminedFacts => ({
      content,
      mirror,
      upstream: upstreamFact(located, info, content),
    });
    if (upstream === null || !('placement' in located))
      return finish(commit === null || !('state' in commit) ? whyNot(located) : commit);
    upstream.readFirstFrom(copy.zip, manifest);
    try {
      const choice = await upstream.directoryOf(module, located.placement);
      const question = { module, copy, manifest, upstream };
      return finish(
        choice.kind === 'invalid'
          ? await misplacedContent(question, located.placement, choice.reason)
          : await contentFact({ ...question, ...choice }),
      );
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return finish(undetermined(REASON_OF_GIT[error.code], error.message));
    }
  }

  /** The commit to compare with: that of the version, or for a deleted tag the one that the mirror saw. */
  async #commitToCompare(
    located: UpstreamAnswer,
    info: VersionInfo | null,
    signal: AbortSignal,
  ): Promise<UpstreamCopy | Undetermined | null> {
    if (located.kind === 'commit')
      return new UpstreamCopy(located.commit, located.remote, this.#services.patience, signal);
    const seen = info?.origin?.hash;
    if (located.kind !== 'tag-missing' || seen === undefined) return null;
    try {
      const commit = await this.#upstreams.reachableCommit(located.remote, seen, signal);
      return commit === null
        ? null
        : new UpstreamCopy(commit, located.remote, this.#services.patience, signal);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return undetermined(REASON_OF_GIT[error.code], error.message);
    }
  }
}

function whyNot(located: UpstreamAnswer): ContentFact {
  switch (located.kind) {
    case 'not-applicable':
      return notApplicable(located.why);
    case 'undetermined':
      return undetermined(located.reason, located.detail);
    case 'repository-gone':
      return undetermined('repository-gone', located.detail);
    case 'tag-missing':
      return undetermined('tag-missing', located.ref ?? '');
    case 'commit':
      return undetermined('internal');
  }
}

/** Nothing could be learnt, for one reason. */
export function nothingLearnt(fact: Undetermined): ExaminedFacts {
  return {
    content: fact,
    mirror: fact,
    upstream: { ...UNKNOWN_UPSTREAM, reason: fact.reason, detail: fact.detail },
  };
}

/** Nothing is asked about this module. */
function nothingToAsk(why: string): ExaminedFacts {
  const fact = notApplicable(why);
  return {
    content: fact,
    mirror: fact,
    upstream: { ...UNKNOWN_UPSTREAM, state: 'not-applicable', detail: why },
  };
}
