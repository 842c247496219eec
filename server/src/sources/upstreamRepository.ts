import {
  type CommitTree,
  type CommitWanted,
  GitError,
  type GitRemote,
  type RefQuestion,
  type RemoteRef,
  type RemoteRefs,
} from '../ports/index.ts';
import type { Patience } from './limits.ts';

/** What is done with a repository once it is open, and how its silence is remembered. */
export interface RepositoryAccess {
  open(signal: AbortSignal): Promise<GitRemote>;
  /** Told how a conversation went: null, or what broke it. */
  answered(error: GitError | null): void;
  readonly patience: Patience;
}

/** One upstream repository of a run: opened once, and asked for each thing once. */
export class UpstreamRepository {
  /** The address as a go command resolves it. */
  readonly address: string;
  readonly #access: RepositoryAccess;
  readonly #signal: AbortSignal;
  #opened: Promise<GitRemote> | null = null;
  #all: Promise<RemoteRefs> | null = null;
  readonly #listings: { readonly names: ReadonlySet<string>; readonly refs: Promise<RemoteRefs> }[] = [];
  readonly #commits = new Map<string, Promise<CommitTree | GitError>>();

  constructor(address: string, access: RepositoryAccess, signal: AbortSignal) {
    this.address = address;
    this.#access = access;
    this.#signal = signal;
  }

  /** The repository as it was opened. Rejects with GitError. */
  remote(): Promise<GitRemote> {
    this.#opened ??= this.#access.open(this.#signal);
    return this.#opened;
  }

  /**
   * Lists refs. What an earlier answer holds already is not asked again, so it
   * is cheapest to ask first for all that will be wanted. Rejects with GitError.
   */
  listRefs(wanted: RefQuestion): Promise<RemoteRefs> {
    if (this.#all !== null) return this.#all;
    if (wanted === 'all') {
      this.#all = this.#list('all');
      return this.#all;
    }
    const known = this.#listings.find(({ names }) => wanted.every((name) => names.has(name)));
    if (known !== undefined) return known.refs;
    const refs = this.#list(wanted);
    this.#listings.push({ names: new Set(wanted), refs });
    return refs;
  }

  /**
   * Reads commits with their trees, in one exchange for all that were not read
   * before. Resolves to one answer for each, in order; what is missing or broken
   * stands in its place as GitError. Never rejects.
   */
  async readCommits(wanted: readonly CommitWanted[]): Promise<readonly (CommitTree | GitError)[]> {
    const fresh = [
      ...new Map(wanted.filter(({ id }) => !this.#commits.has(id)).map((one) => [one.id, one])).values(),
    ];
    if (fresh.length > 0) {
      const answers = this.#read(fresh);
      for (const [index, { id }] of fresh.entries()) {
        this.#commits.set(
          id,
          answers.then((all) => all[index] ?? noAnswer()),
        );
      }
    }
    return Promise.all(wanted.map(({ id }) => this.#commits.get(id) ?? Promise.resolve(noAnswer())));
  }

  /** Finds a commit that heads or tags reach, as GitRemote does. Rejects with GitError. */
  async findCommit(prefix: string, committedAt: number | null): Promise<string | null> {
    const remote = await this.remote();
    return remote.findCommit(prefix, committedAt, this.#access.patience.with(this.#signal, 'history'));
  }

  /** Reads the contents of blobs. Rejects with GitError. */
  async readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const remote = await this.remote();
    return remote.readBlobs(ids, this.#access.patience.with(this.#signal, 'blobs'));
  }

  /** Removes what the questions left. Never rejects. */
  async close(): Promise<void> {
    const remote = await this.#opened?.catch(() => null);
    await remote?.close();
  }

  async #list(wanted: RefQuestion): Promise<RemoteRefs> {
    try {
      const remote = await this.remote();
      const refs = await remote.listRefs(wanted, this.#access.patience.with(this.#signal, 'refs'));
      this.#access.answered(null);
      return refs;
    } catch (error) {
      if (error instanceof GitError) this.#access.answered(error);
      throw error;
    }
  }

  async #read(wanted: readonly CommitWanted[]): Promise<readonly (CommitTree | GitError)[]> {
    try {
      const remote = await this.remote();
      return await remote.readCommits(wanted, this.#access.patience.with(this.#signal, 'commit'));
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      return wanted.map(() => error);
    }
  }
}

/** The commit that a ref points to, after all peeling. */
export function commitOf(ref: RemoteRef): string {
  return ref.peeled ?? ref.id;
}

function noAnswer(): GitError {
  return new GitError('malformed', 'The repository gave no answer about a commit.');
}
