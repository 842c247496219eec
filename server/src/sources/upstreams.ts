import { type GoSettings, isInsecure } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type CommitReference, notComparable, type Placement, placeModule, tagFor } from '../origin/index.ts';
import {
  type CommitTree,
  type CommitWanted,
  type Git,
  GitError,
  type GitRemote,
  type Http,
  type RemoteRefs,
} from '../ports/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';
import { type Patience, REASON_OF_GIT } from './limits.ts';
import { RepositoryFinder } from './repositoryFinder.ts';

/** What is known of the upstream of a version before a commit is. */
interface Whereabouts {
  /** Address of the repository as a go command resolves it. */
  readonly repository: string;
  /** Full ref of the version; null for a pseudo-version. */
  readonly ref: string | null;
  readonly placement: Placement;
}

/** What upstream has for a module version today. */
export type UpstreamAnswer =
  | ({
      readonly kind: 'commit';
      readonly commit: CommitTree;
      readonly remote: GitRemote /** Where it redirects to, when another owner's name answers. */;
      readonly redirectsTo: string | null;
    } & Whereabouts)
  | ({ readonly kind: 'tag-missing'; readonly remote: GitRemote } & Whereabouts)
  | ({ readonly kind: 'repository-gone'; readonly detail: string } & Omit<Whereabouts, 'placement'>)
  | {
      readonly kind: 'undetermined';
      readonly reason: UndeterminedReason;
      readonly detail: string;
      readonly repository: string | null;
      readonly ref: string | null;
    }
  | { readonly kind: 'not-applicable'; readonly why: string };

/** A host that stayed silent for this many repositories is not asked again in this run. */
const MAX_SILENCES = 3;

/** Upstream repositories of one run: each is opened and its refs are listed once. */
export class Upstreams {
  readonly #git: Git;
  readonly #settings: GoSettings;
  readonly #patience: Patience;
  readonly #finder: RepositoryFinder;
  readonly #opened = new Map<string, Promise<{ remote: GitRemote; refs: RemoteRefs }>>();
  readonly #remotes = new Set<GitRemote>();
  readonly #silences = new Map<string, number>();

  constructor(http: Http, git: Git, settings: GoSettings, patience: Patience) {
    this.#git = git;
    this.#settings = settings;
    this.#patience = patience;
    this.#finder = new RepositoryFinder(http, settings, patience);
  }

  /** Finds the commit of a version, with its tree. Never rejects but for faults of this program. */
  async locate(module: ModuleVersion, signal: AbortSignal): Promise<UpstreamAnswer> {
    const unfit = notComparable(module.path, null);
    if (unfit !== null) return { kind: 'not-applicable', why: unfit.reason };
    const found = await this.#finder.find(module.path, signal);
    if (found.kind === 'undetermined') return { ...found, repository: null, ref: null };
    const { repository, isStatic } = found;
    const other = notComparable(module.path, repository.vcs);
    if (other !== null) return { kind: 'not-applicable', why: other.reason };
    const unknown = (reason: UndeterminedReason, detail: string, ref: string | null): UpstreamAnswer => ({
      kind: 'undetermined',
      reason,
      detail,
      repository: repository.url,
      ref,
    });
    const placement = placeModule(module.path, repository);
    if (placement.kind === 'invalid') return unknown('no-module-at-commit', placement.reason, null);
    const reference = tagFor(module.version, placement);
    if (reference.kind === 'invalid') return unknown('no-module-at-commit', reference.reason, null);

    const ref = reference.kind === 'tag' ? reference.ref : null;
    const where = { repository: repository.url, ref, placement };
    try {
      const { remote, refs } = await this.#open(repository.url, module.path, signal);
      if (ref !== null && !refs.refs.has(ref)) return { kind: 'tag-missing', remote, ...where };
      const commit = await this.#commitOf(reference, remote, refs, signal);
      if (commit === null)
        return unknown('commit-missing', 'no head and no tag of upstream reaches the commit', ref);
      return { kind: 'commit', commit, remote, redirectsTo: redirectOf(remote, isStatic), ...where };
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      if (error.code === 'not-found')
        return { kind: 'repository-gone', detail: error.message, repository: repository.url, ref };
      return unknown(REASON_OF_GIT[error.code], error.message, ref);
    }
  }

  /**
   * Reads the commit that a mirror says it saw. Null when no head and no tag of
   * upstream reaches it: a commit of a fork is not upstream's, even where the
   * server hands it out. Rejects with GitError.
   */
  async reachableCommit(remote: GitRemote, id: string, signal: AbortSignal): Promise<CommitTree | null> {
    const found = await remote.findCommit(id, null, this.#patience.with(signal, 'history'));
    return found === null ? null : this.#read(remote, { id: found, ref: null }, signal);
  }

  /** Closes every repository. Never rejects. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#opened.values());
    await Promise.all([...this.#remotes].map((remote) => remote.close()));
    this.#opened.clear();
    this.#remotes.clear();
  }

  async #commitOf(
    reference: Exclude<CommitReference, { kind: 'invalid' }>,
    remote: GitRemote,
    refs: RemoteRefs,
    signal: AbortSignal,
  ): Promise<CommitTree | null> {
    if (reference.kind === 'tag') {
      const listed = refs.refs.get(reference.ref);
      return listed === undefined ? null : this.#read(remote, { id: listed.id, ref: reference.ref }, signal);
    }
    for (const [name, { id, peeled }] of refs.refs) {
      // HEAD may be any branch; the branch itself is listed as well.
      if (name !== 'HEAD' && (peeled ?? id).startsWith(reference.prefix)) {
        return this.#read(remote, { id, ref: name }, signal);
      }
    }
    const id = await remote.findCommit(reference.prefix, null, this.#patience.with(signal, 'history'));
    return id === null ? null : this.#read(remote, { id, ref: null }, signal);
  }

  async #read(remote: GitRemote, wanted: CommitWanted, signal: AbortSignal): Promise<CommitTree> {
    const [answer] = await remote.readCommits([wanted], this.#patience.with(signal, 'commit'));
    if (answer === undefined || answer instanceof GitError)
      throw answer ?? new GitError('malformed', 'The repository gave no answer.');
    return answer;
  }

  #open(url: string, path: string, signal: AbortSignal): Promise<{ remote: GitRemote; refs: RemoteRefs }> {
    const known = this.#opened.get(url);
    if (known !== undefined) return known;
    const opened = this.#openNew(url, path, signal);
    this.#opened.set(url, opened);
    return opened;
  }

  async #openNew(
    url: string,
    path: string,
    signal: AbortSignal,
  ): Promise<{ remote: GitRemote; refs: RemoteRefs }> {
    const host = hostOf(url);
    const silences = this.#silences.get(host) ?? 0;
    if (silences >= MAX_SILENCES) {
      throw new GitError(
        'unreachable',
        `${host} did not answer ${MAX_SILENCES} times and was not asked again.`,
      );
    }
    try {
      const namedBy = isInsecure(path, this.#settings) ? 'user' : 'stranger';
      const remote = await this.#git.open(url, namedBy, signal);
      this.#remotes.add(remote);
      const refs = await remote.listRefs('all', this.#patience.with(signal, 'refs'));
      this.#silences.delete(host);
      return { remote, refs };
    } catch (error) {
      if (error instanceof GitError && (error.code === 'timeout' || error.code === 'unreachable')) {
        this.#silences.set(host, silences + 1);
      }
      throw error;
    }
  }
}

/**
 * Where a repository redirects to, when that means another owner: its path has
 * another first element. Renames under one owner, and addresses that a host
 * page names and that lead elsewhere, are the owner's own business.
 */
function redirectOf(remote: GitRemote, isStatic: boolean): string | null {
  if (remote.redirectedFrom === null) return null;
  const from = new URL(remote.redirectedFrom);
  const to = new URL(remote.effectiveUrl);
  if (from.host !== to.host) return isStatic ? to.href : null;
  return ownerPath(from) === ownerPath(to) ? null : to.href;
}

/** Everything before the last element, as code hosts compare it: without regard to letter case. */
function ownerPath(url: URL): string {
  return url.pathname
    .replace(/\/+$/, '')
    .replace(/\/[^/]*$/, '')
    .toLowerCase();
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}
