import {
  type CommitTree,
  type CommitWanted,
  GitError,
  type GitLimits,
  type GitRemote,
  type RefQuestion,
  type RemoteRefs,
} from '../../ports/index.ts';
import { HandOver } from '../wire/handOver.ts';

/**
 * One upstream repository, asked without a git process for as long as that
 * works. What the user's git may answer better is handed over to it.
 */
export class ChosenRemote implements GitRemote {
  readonly #wire: GitRemote;
  readonly #open: (signal: AbortSignal) => Promise<GitRemote>;
  #process: Promise<GitRemote> | null = null;
  #current: GitRemote;

  /** `open` opens the same repository by way of the user's git. */
  constructor(wire: GitRemote, open: (signal: AbortSignal) => Promise<GitRemote>) {
    this.#wire = wire;
    this.#open = open;
    this.#current = wire;
  }

  get effectiveUrl(): string {
    return this.#current.effectiveUrl;
  }

  get redirectedFrom(): string | null {
    return this.#current.redirectedFrom;
  }

  listRefs(wanted: RefQuestion, limits: GitLimits): Promise<RemoteRefs> {
    return this.#ask((remote) => remote.listRefs(wanted, limits), limits.signal);
  }

  async readCommits(
    wanted: readonly CommitWanted[],
    limits: GitLimits,
  ): Promise<readonly (CommitTree | GitError)[]> {
    const answers = [...(await this.#ask((remote) => remote.readCommits(wanted, limits), limits.signal))];
    for (const [index, one] of wanted.entries()) {
      const answer = answers[index];
      if (!(answer instanceof HandOver)) continue;
      const [again] = await this.#handOver(
        answer,
        (remote) => remote.readCommits([one], limits),
        limits.signal,
      );
      answers[index] = again ?? answer;
    }
    return answers;
  }

  findCommit(prefix: string, committedAt: number | null, limits: GitLimits): Promise<string | null> {
    return this.#ask((remote) => remote.findCommit(prefix, committedAt, limits), limits.signal);
  }

  readBlobs(ids: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, Uint8Array>> {
    return this.#ask((remote) => remote.readBlobs(ids, limits), limits.signal);
  }

  async close(): Promise<void> {
    const opened = await this.#process?.catch(() => null);
    await Promise.all([this.#wire.close(), opened?.close()]);
  }

  async #ask<T>(question: (remote: GitRemote) => Promise<T>, signal: AbortSignal): Promise<T> {
    const asked = this.#current;
    try {
      return await question(asked);
    } catch (error) {
      if (asked !== this.#wire || !isForGit(error)) throw error;
      return await this.#handOver(error, question, signal);
    }
  }

  async #handOver<T>(
    why: GitError,
    question: (remote: GitRemote) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const process = this.#process ?? this.#open(signal);
    this.#process = process;
    let opened: GitRemote;
    try {
      opened = await process;
    } catch (error) {
      // A later question opens it anew, with a time limit of its own.
      if (this.#process === process) this.#process = null;
      throw withoutGit(error) ? why : error;
    }
    try {
      const answer = await question(opened);
      if (why instanceof HandOver && why.forGood) this.#current = opened;
      return answer;
    } catch (error) {
      throw withoutGit(error) ? why : error;
    }
  }
}

/** Without a git, what the server said to us is the answer. */
function withoutGit(error: unknown): boolean {
  return error instanceof GitError && error.code === 'unavailable';
}

/** What git may do better; and a sender of broken packs is asked twice before anybody is told. */
function isForGit(error: unknown): error is GitError {
  return error instanceof HandOver || (error instanceof GitError && error.code === 'malformed');
}
