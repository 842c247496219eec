import type { NamedBy } from './http.ts';

/** Why an upstream repository gave no usable answer. */
export type GitErrorCode =
  | 'not-found'
  | 'access-denied'
  | 'rate-limited'
  | 'unreachable'
  | 'timeout'
  | 'too-large'
  | 'server-error'
  | 'malformed'
  | 'missing-object'
  | 'address-not-allowed'
  | 'unavailable'
  | 'aborted';

/** A broken conversation with an upstream. The message is attacker-controlled in part: escape it. */
export class GitError extends Error {
  readonly code: GitErrorCode;

  constructor(code: GitErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'GitError';
    this.code = code;
  }
}

/** Bounds of one conversation. */
export interface GitLimits {
  /** Upper bound of what is received, in bytes. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The hash function of a repository's object ids. */
export type ObjectFormat = 'sha1' | 'sha256';

/** One ref as the server lists it. Ids are full lower-case hex. */
export interface RemoteRef {
  readonly id: string;
  /** The object that an annotated tag ends at, after all peeling; absent for other refs. */
  readonly peeled?: string;
}

/** What a server lists: `HEAD`, `refs/heads/…`, `refs/tags/…`. */
export interface RemoteRefs {
  readonly format: ObjectFormat;
  readonly refs: ReadonlyMap<string, RemoteRef>;
}

/** One entry of a commit's tree, flattened. Directories are left out. */
export interface TreeEntry {
  /** 0o100644, 0o100755, 0o120000 (symlink) or 0o160000 (submodule); attacker-controlled otherwise. */
  readonly mode: number;
  readonly id: string;
  /** Path from the repository root, `/` between elements. Attacker-controlled: may hold `..` or control characters. */
  readonly path: string;
}

/** A commit and its whole tree, without the contents of files. */
export interface CommitTree {
  readonly id: string;
  /** Committer date, in seconds since 1970. The committer chooses it. */
  readonly committedAt: number;
  readonly entries: readonly TreeEntry[];
  /** The commit object as it is stored; null where it is longer than 64 KiB. Attacker-controlled. */
  readonly objectBytes: Uint8Array | null;
  /** The annotated tag that was asked for; null where the commit itself was. */
  readonly tag: TagObject | null;
}

/** An annotated tag, as an object of its own: not the ref that names it. */
export interface TagObject {
  readonly id: string;
  /** The tag object as it is stored; null where it is longer than 64 KiB or could not be had. Attacker-controlled. */
  readonly objectBytes: Uint8Array | null;
}

/** Which refs are asked for: those of these full names, or `HEAD` and all heads and tags. */
export type RefQuestion = 'all' | readonly string[];

/**
 * Which commit is wanted: an object as the server lists it (an annotated tag is
 * peeled), or a full commit id. Older servers hand out only what a ref points
 * to; `ref` is that ref's full name, where there is one.
 */
export interface CommitWanted {
  readonly id: string;
  readonly ref: string | null;
}

/** One upstream repository, open for questions. */
export interface GitRemote {
  /** The address that is really asked, after the user's `insteadOf` settings and after redirects. */
  readonly effectiveUrl: string;
  /** The address that answered with a redirect to {@link effectiveUrl}; null when none did so far. */
  readonly redirectedFrom: string | null;

  /**
   * Lists refs. The answer may hold more than was asked for, and lacks what the
   * server does not have. Rejects with {@link GitError}.
   */
  listRefs(wanted: RefQuestion, limits: GitLimits): Promise<RemoteRefs>;

  /**
   * Reads commits and their trees in one exchange where that can be, and no
   * file contents where the server can leave them out.
   *
   * Resolves to one answer for each of `wanted`, in their order: the commit, or
   * `missing-object` when the server does not hand it out, or `malformed` when
   * its tree cannot be one. Rejects with {@link GitError} when nothing could be read.
   */
  readCommits(
    wanted: readonly CommitWanted[],
    limits: GitLimits,
  ): Promise<readonly (CommitTree | GitError)[]>;

  /**
   * Finds the one commit whose id starts with `prefix` (7 or more hex digits)
   * among the commits that heads and tags reach. `committedAt` is the committer
   * date that it is said to have, in seconds since 1970: a hint that spares older history.
   *
   * Resolves to null when no such commit is reachable: a commit that only a
   * fork or a pull request holds is not upstream's. Rejects with {@link GitError}.
   */
  findCommit(prefix: string, committedAt: number | null, limits: GitLimits): Promise<string | null>;

  /**
   * Reads the contents of blobs by id, as stored, without any conversion.
   *
   * Rejects with {@link GitError}; `missing-object` when one is not handed out.
   */
  readBlobs(ids: readonly string[], limits: GitLimits): Promise<ReadonlyMap<string, Uint8Array>>;

  /** Removes whatever the questions left on this machine. Never rejects. */
  close(): Promise<void>;
}

/** Opens upstream repositories, read-only. */
export interface Git {
  /**
   * Opens the repository at `url` as a go command would resolve it.
   *
   * `url` is attacker-controlled: no other protocol than https is spoken, and
   * no address inside the user's own network is asked, unless `namedBy` or the
   * user's own git configuration say so. Rejects with {@link GitError}.
   */
  open(url: string, namedBy: NamedBy, signal: AbortSignal): Promise<GitRemote>;
}
