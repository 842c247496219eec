import { type GoSettings, isInsecure } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type CommitReference, notComparable, type Placement, placeModule, tagFor } from '../origin/index.ts';
import { type Git, GitError, type GitRemote, type Http } from '../ports/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';
import type { Patience } from './limits.ts';
import { RepositoryFinder } from './repositoryFinder.ts';
import { UpstreamRepository } from './upstreamRepository.ts';

/** Where upstream has a module version, as far as that can be told without asking its repository. */
export interface UpstreamPlace {
  readonly kind: 'place';
  /** Address of the repository as a go command resolves it. */
  readonly repository: string;
  /** A table of the go command names the repository, no page of a stranger. */
  readonly isStatic: boolean;
  readonly placement: Placement;
  readonly reference: Exclude<CommitReference, { readonly kind: 'invalid' }>;
}

/** A version whose place is not known, or that has none. */
export type NoPlace =
  | {
      readonly kind: 'undetermined';
      readonly reason: UndeterminedReason;
      readonly detail: string;
      readonly repository: string | null;
    }
  | { readonly kind: 'not-applicable'; readonly why: string };

/** A host that stayed silent for this many repositories is not asked again in this run. */
const MAX_SILENCES = 3;

/** Upstream repositories of one run. */
export class Upstreams {
  readonly #git: Git;
  readonly #settings: GoSettings;
  readonly #patience: Patience;
  readonly #finder: RepositoryFinder;
  readonly #repositories = new Map<string, UpstreamRepository>();
  readonly #silences = new Map<string, number>();

  constructor(http: Http, git: Git, settings: GoSettings, patience: Patience) {
    this.#git = git;
    this.#settings = settings;
    this.#patience = patience;
    this.#finder = new RepositoryFinder(http, settings, patience);
  }

  /**
   * Finds the repository of a version, and the tag or commit in it that the
   * version stands for. The repository itself is not asked. Never rejects but
   * for cancellation.
   */
  async place(module: ModuleVersion, signal: AbortSignal): Promise<UpstreamPlace | NoPlace> {
    const unfit = notComparable(module.path, null);
    if (unfit !== null) return { kind: 'not-applicable', why: unfit.reason };
    const found = await this.#finder.find(module.path, signal);
    if (found.kind === 'undetermined') return { ...found, repository: null };
    const { repository, isStatic } = found;
    const other = notComparable(module.path, repository.vcs);
    if (other !== null) return { kind: 'not-applicable', why: other.reason };
    const placement = placeModule(module.path, repository);
    const reference = placement.kind === 'invalid' ? placement : tagFor(module.version, placement);
    if (placement.kind === 'invalid' || reference.kind === 'invalid') {
      const detail = reference.kind === 'invalid' ? reference.reason : '';
      return { kind: 'undetermined', reason: 'no-module-at-commit', detail, repository: repository.url };
    }
    return { kind: 'place', repository: repository.url, isStatic, placement, reference };
  }

  /** The repository at an address, for a module at `path`; the same one for the same address. Nothing is asked yet. */
  repository(address: string, path: string, signal: AbortSignal): UpstreamRepository {
    const namedBy = isInsecure(path, this.#settings) ? 'user' : 'stranger';
    // What one module's setting allows is not allowed to another that names the same address.
    const key = `${namedBy} ${address}`;
    const known = this.#repositories.get(key);
    if (known !== undefined) return known;
    const host = hostOf(address);
    const repository = new UpstreamRepository(
      address,
      {
        patience: this.#patience,
        open: (opening) => {
          if ((this.#silences.get(host) ?? 0) >= MAX_SILENCES) {
            const words = `${host} did not answer ${MAX_SILENCES} times and was not asked again.`;
            return Promise.reject(new GitError('unreachable', words));
          }
          return this.#git.open(address, namedBy, opening);
        },
        answered: (error) => this.#remember(host, error),
      },
      signal,
    );
    this.#repositories.set(key, repository);
    return repository;
  }

  /** Closes every repository. Never rejects. */
  async close(): Promise<void> {
    await Promise.allSettled([...this.#repositories.values()].map((repository) => repository.close()));
    this.#repositories.clear();
  }

  #remember(host: string, error: GitError | null): void {
    if (error === null) this.#silences.delete(host);
    else if (error.code === 'timeout' || error.code === 'unreachable')
      this.#silences.set(host, (this.#silences.get(host) ?? 0) + 1);
  }
}

/**
 * Where a repository redirects to, when that means another owner: its path has
 * another first element. Renames under one owner, and addresses that a host
 * page names and that lead elsewhere, are the owner's own business.
 */
export function redirectOf(remote: GitRemote, isStatic: boolean): string | null {
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
