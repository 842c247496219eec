import { sha256Hex } from '../dirhash/index.ts';
import { type GoSettings, isPrivate } from '../goenv/index.ts';
import { type Clock, GitError, type Http, type Store } from '../ports/index.ts';
import {
  type AttestationWanted,
  type BundleJudge,
  loadBundleJudge,
  type TrustedRootText,
} from '../provenance/index.ts';
import {
  attestationsOf,
  type CodeHost,
  codeHostOf,
  HostService,
  type Patience,
  presentName,
  REASON_OF_GIT,
  tagProtection,
  type Upstreams,
} from '../sources/index.ts';
import {
  type NotApplicable,
  notApplicable,
  type ProtectionFact,
  type ProvenanceFact,
  type Undetermined,
  undetermined,
} from '../verdict/index.ts';
import { attestationFact } from './attestationFact.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { HOST_NOT_ASKED, type HostFacts } from './hostFacts.ts';
import { hostFactsStore } from './hostFactsStore.ts';
import type { KeptAnswers } from './keptAnswers.ts';
import type { Question } from './question.ts';
import type { TrustedRootFile } from './services.ts';

/** What the enquiry works with. */
export interface HostSources {
  readonly http: Http;
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: GoSettings;
  readonly patience: Patience;
  readonly codeHosts: readonly CodeHost[];
  readonly trustedRoot: TrustedRootFile;
  readonly upstreams: Upstreams;
  /** Nobody is asked; what is kept is all there is. */
  readonly offline: boolean;
}

/** A version at a code host that can be asked about it. */
interface HostedVersion {
  readonly service: HostService;
  /** Path of the module, for what its settings allow. */
  readonly path: string;
  /** Address of the repository, and its name at the host: `owner/name`. */
  readonly address: string;
  readonly name: string;
  /** Full hex. */
  readonly commit: string;
  /** Full name of its tag; null for a pseudo-version. */
  readonly ref: string | null;
}

/**
 * Asks code hosts about versions: are their commits attested, and may their tags
 * be moved? Only what a question wants is asked, and never of a private module.
 */
export class HostEnquiry {
  readonly #sources: HostSources;
  readonly #signal: AbortSignal;
  readonly #kept: KeptAnswers<unknown>;
  readonly #services = new Map<CodeHost, HostService>();
  #root: Promise<IdentifiedRoot> | null = null;
  #judge: Promise<BundleJudge> | null = null;

  constructor(sources: HostSources, signal: AbortSignal) {
    this.#sources = sources;
    this.#signal = signal;
    this.#kept = hostFactsStore(sources.store, sources.clock);
  }

  /** What the code host says of a version about which `facts` were learnt. Rejects on cancellation alone. */
  async ask({ module, wants }: Question, { upstream }: ExaminedFacts): Promise<HostFacts> {
    if (wants?.provenance !== true && wants?.protection !== true) return HOST_NOT_ASKED;
    const version = this.#find(module.path, upstream);
    const [provenance, protection] = await Promise.all([
      wants.provenance ? this.#provenance(version) : HOST_NOT_ASKED.provenance,
      wants.protection ? this.#protection(version) : HOST_NOT_ASKED.protection,
    ]);
    return { provenance, protection };
  }

  #find(path: string, upstream: ExaminedFacts['upstream']): HostedVersion | Undetermined | NotApplicable {
    const { repository: address, commit, ref } = upstream;
    const { settings, codeHosts } = this.#sources;
    if (upstream.state === 'not-applicable') return notApplicable(upstream.detail);
    if (isPrivate(path, settings)) return notApplicable('the module is private');
    if (address === null || !URL.canParse(address))
      return undetermined(upstream.reason ?? 'repository-unknown', upstream.detail);
    const { host, pathname } = new URL(address);
    const name = pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
    // The path of a module may be public, and the repository that it leads to not.
    if (isPrivate(`${host}/${name}`, settings)) return notApplicable('its repository is private');
    const codeHost = codeHostOf(address, codeHosts);
    if (codeHost === null) return undetermined('no-host-service', host);
    if (commit === null) return undetermined(whyNoCommit(upstream), upstream.detail);
    if (!isNameAt(codeHost, name)) return undetermined('repository-unknown', address);
    return { service: this.#serviceOf(codeHost), path, address, name, commit, ref };
  }

  async #provenance(version: HostedVersion | Undetermined | NotApplicable): Promise<ProvenanceFact> {
    if ('state' in version) return version;
    const { service, address, commit, ref } = version;
    if (service.host.kind !== 'github') return undetermined('no-host-service', service.host.host);
    const subject = ['provenance', service.host.address.href, address, commit, ref ?? ''];
    const keyOf = async () => [...subject, await this.#rootId()];
    return this.#recallOr<ProvenanceFact>(keyOf, () => this.#askProvenance(version));
  }

  async #askProvenance(version: HostedVersion): Promise<ProvenanceFact> {
    const { service, address, name, commit, ref } = version;
    const tagObject = await this.#tagObjectOf(version);
    if (typeof tagObject === 'object' && tagObject !== null) return tagObject;
    const objects = tagObject === null ? [commit] : [commit, tagObject];
    const lists = [];
    for (const object of objects) lists.push(await attestationsOf(service, name, object, this.#signal));
    if (lists.every((list) => 'state' in list || list.length === 0)) {
      // There is nothing to judge: why a list could not be had is all that there is to say.
      const failed = lists.find((list) => 'state' in list);
      return failed === undefined || !('state' in failed) ? { state: 'none-published', refused: [] } : failed;
    }
    const renamed = await presentName(service, name, this.#signal);
    const wanted: AttestationWanted = {
      repository: address.replace(/\.git$/, ''),
      renamedTo: typeof renamed === 'string' ? `${new URL(address).origin}/${renamed}` : null,
      commit,
      tagObject,
      tag: ref?.replace(/^refs\/tags\//, '') ?? null,
      issuer: service.host.workflowIssuer,
      releaseIdentity: service.host.releaseIdentity,
    };
    try {
      const nameUnknown = typeof renamed === 'object' ? renamed : null;
      return attestationFact(lists, await this.#loadJudge(), wanted, nameUnknown);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return undetermined('no-trusted-root', `the file of trusted roots could not be used: ${why}`);
    }
  }

  async #protection(version: HostedVersion | Undetermined | NotApplicable): Promise<ProtectionFact> {
    if ('state' in version) return version;
    const { service, address, name, ref } = version;
    if (ref === null) return notApplicable('a pseudo-version has no tag');
    const key = ['protection', service.host.address.href, address, ref];
    return this.#recallOr<ProtectionFact>(
      async () => key,
      () => tagProtection(service, name, ref.replace(/^refs\/tags\//, ''), this.#signal),
    );
  }

  /** What is kept of a fact, or what is learnt now. What could not be determined is not kept. */
  async #recallOr<Fact extends { readonly state: string }>(
    keyOf: () => Promise<readonly string[]>,
    learn: () => Promise<Fact | Undetermined>,
  ): Promise<Fact | Undetermined> {
    // Under the key of a question lie answers to that one alone.
    const known = (await this.#kept.read(await keyOf())) as Fact | null;
    if (known !== null) return known;
    if (this.#sources.offline) return undetermined('offline');
    const fact = await learn();
    if (fact.state !== 'undetermined') await this.#kept.write(await keyOf(), fact);
    return fact;
  }

  /** The object of an annotated tag; null where the tag names the commit itself, or there is none. */
  async #tagObjectOf({ path, address, ref }: HostedVersion): Promise<string | null | Undetermined> {
    if (ref === null) return null;
    try {
      const repository = this.#sources.upstreams.repository(address, path, this.#signal);
      const listed = (await repository.listRefs([ref])).refs.get(ref);
      return listed?.peeled === undefined ? null : listed.id;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.#signal.throwIfAborted();
      return undetermined(REASON_OF_GIT[error.code], error.message);
    }
  }

  /** One that could not be read is tried again: somebody may be putting it there. */
  async #readRoot(): Promise<IdentifiedRoot> {
    const reading = this.#root ?? this.#sources.trustedRoot.read().then(identified);
    this.#root = reading;
    reading.catch(() => {
      this.#root = null;
    });
    return reading;
  }

  #loadJudge(): Promise<BundleJudge> {
    this.#judge ??= this.#readRoot().then(loadBundleJudge);
    return this.#judge;
  }

  /** What judged by other roots is no answer by these: a root may be taken back. */
  async #rootId(): Promise<string> {
    return (await this.#readRoot().catch(() => null))?.id ?? 'none';
  }

  #serviceOf(host: CodeHost): HostService {
    const known = this.#services.get(host);
    if (known !== undefined) return known;
    const service = new HostService(host, this.#sources.http, this.#sources.patience);
    this.#services.set(host, service);
    return service;
  }
}

/** Trusted roots, told from others by whose they are and what they say. */
interface IdentifiedRoot extends TrustedRootText {
  readonly id: string;
}

function identified(root: TrustedRootText): IdentifiedRoot {
  const digest = sha256Hex(new TextEncoder().encode(root.text));
  return { ...root, id: `${root.isUsers ? 'user' : 'shipped'} ${digest}` };
}

function whyNoCommit({ state, reason }: ExaminedFacts['upstream']): Undetermined['reason'] {
  if (state === 'tag-missing') return 'tag-missing';
  if (state === 'repository-gone') return 'repository-gone';
  return reason ?? 'commit-missing';
}

/** What can be a repository's name, so that nothing else gets into an address. GitLab has groups in groups. */
function isNameAt({ kind }: CodeHost, name: string): boolean {
  const elements = name.split('/');
  const isCount = kind === 'github' ? elements.length === 2 : elements.length >= 2 && elements.length <= 20;
  return isCount && elements.every((one) => /^[A-Za-z0-9_][A-Za-z0-9._-]{0,200}$/.test(one));
}
