/**
 * How the world's modules are described: plain data, one history each.
 *
 * What the mirror holds is written out file by file and never derived from
 * the history by rules: a fake that may be wrong in the same way as the
 * product proves nothing.
 */
import type { HostedDescription } from './hosted.ts';
import type { MirrorFault } from './mirrorFault.ts';

/** Contents of one name in a commit. A string is UTF-8 text; a submodule names a commit of another repository. */
export type TreeFile =
  | string
  | Uint8Array
  | { readonly executable: string }
  | { readonly symlink: string }
  | { readonly submodule: string };

/** The whole tree of a commit, by path from the repository root. */
export type Tree = Readonly<Record<string, TreeFile>>;

/** The files of a module zip, by path below the `path@version/` prefix. */
export type ZipFiles = Readonly<Record<string, string | Uint8Array>>;

export interface CommitDescription {
  /** What the rest of the description calls this commit. */
  readonly label: string;
  /** Labels. Absent: the commit listed before. Empty: a root commit. */
  readonly parents?: readonly string[];
  /** Committer date, and author date unless that is given: RFC 3339, UTC, whole seconds. */
  readonly date: string;
  readonly authorDate?: string;
  readonly message: string;
  readonly tree: Tree;
}

/** An annotated tag. Its ref `refs/tags/<name>` always stands; `of` is a commit label or an annotated tag's name. */
export interface AnnotatedTag {
  readonly name: string;
  readonly of: string;
  readonly date: string;
  /** What stands after the message, as a signature would; nothing when absent. */
  readonly signature?: string;
}

/** Full ref names to commit labels. */
export type Refs = Readonly<Record<string, string>>;

/** What an upstream server does when it is asked for a repository. */
export type UpstreamAnswer =
  | { readonly kind: 'serves' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'redirects'; readonly toUrl: string }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'hangs' };

export interface RepositoryDescription {
  /** Address as the go command resolves it, such as `https://github.com/owner/name`. */
  readonly url: string;
  /** More addresses of the same repository. They always serve it. */
  readonly alsoAt?: readonly string[];
  readonly objectFormat?: 'sha1' | 'sha256';
  readonly commits: readonly CommitDescription[];
  readonly annotatedTags?: readonly AnnotatedTag[];
  /** The annotated tags of today, all of them; absent when none was made or deleted. */
  readonly annotatedTagsNow?: readonly AnnotatedTag[];
  /** What stood when the mirror cached its copy. `refs/heads/main` is always among them. */
  readonly refs: Refs;
  /** What stands today, whole; absent when nothing was moved. */
  readonly refsNow?: Refs;
  /** What the server does today when it is asked for `url`; absent when it serves. */
  readonly answersNow?: UpstreamAnswer;
  /** Commits that no ref reaches are gone today, not only unnamed. */
  readonly forgetsUnreachable?: true;
  /** `uploadpack.allowFilter`; true when absent. */
  readonly allowFilter?: false;
  /** `uploadpack.allowAnySHA1InWant`; true when absent. Protocol 2 gives out any commit regardless. */
  readonly allowAnyCommit?: false;
  /** The newest protocol that the server speaks; 2 when absent. */
  readonly protocol?: 0;
}

/** One `go-import` tag of a vanity host. */
export interface GoImport {
  readonly prefix: string;
  readonly repositoryUrl: string;
  /** The fourth field, which go 1.25 and later read. */
  readonly subdirectory?: string;
}

/** The `Origin` of an `.info`, without what the world can work out. */
export interface OriginDescription {
  readonly ref?: string;
  readonly subdirectory?: string;
  /** The commit that `Hash` names, when it is not the cached one: a lie. */
  readonly commit?: string;
}

/** What the mirror holds of one module version. */
export interface CachedCopy {
  /** Label of the commit whose committer date is the `.info` Time. */
  readonly commit: string;
  /** null for copies from before `.info` had an Origin. */
  readonly origin: OriginDescription | null;
  readonly mod: string;
  readonly zip: ZipFiles;
  /** Directory entries of the zip, with trailing slash; the go command writes none. */
  readonly directories?: readonly string[];
}

export type ContentState = 'match' | 'match-explained' | 'diverged' | 'undetermined' | 'not-applicable';

export type UpstreamState =
  | 'present'
  | 'tag-moved'
  | 'tag-missing'
  | 'repository-gone'
  | 'owner-changed'
  | 'undetermined'
  | 'not-applicable';

export interface ExpectedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
}

/** What a right audit says of a module version. */
export interface Expected {
  readonly content: {
    readonly state: ContentState;
    readonly changed?: readonly string[];
    readonly onlyMirror?: readonly string[];
    readonly onlyUpstream?: readonly string[];
    readonly capabilitiesGained?: readonly string[];
    readonly initAdded?: boolean;
    /** Cause by path of every file that differs harmlessly. */
    readonly explained?: Readonly<Record<string, string>>;
    /** Why it could not be determined. */
    readonly reason?: string;
    /** Label of the commit whose bytes the mirror serves although the version is another's; null: no commit of upstream. */
    readonly equals?: string | null;
  };
  readonly upstream: UpstreamState;
  /** All of these are reported. */
  readonly findings: readonly ExpectedFinding[];
  /** Codes that are true as well and may be reported. Any other code is a false alarm. */
  readonly mayAlso?: readonly string[];
}

/**
 * Why a module is in the world.
 *
 * `honest`: nothing may be reported. `fork`: an honest copy of another module,
 * which is told and accused of nothing. `attack`: the mirror's copy is hostile.
 * `moved`: upstream changed after the mirror cached its copy, without malice.
 * `elsewhere`: the zip was made in a way that is not the go command's, or from
 * another commit than the mirror says, without malice and beyond proof.
 * `unanswered`: upstream gives no usable answer. `faulty`: the mirror gives no
 * usable answer. `private`: no server may ever hear its name.
 */
export type ModuleKind =
  | 'honest'
  | 'fork'
  | 'attack'
  | 'moved'
  | 'elsewhere'
  | 'unanswered'
  | 'faulty'
  | 'private';

export interface ModuleDescription {
  /** Unique in the world, for the names of tests. */
  readonly name: string;
  readonly kind: ModuleKind;
  /** One sentence on what the module is there for. */
  readonly story: string;
  readonly path: string;
  readonly version: string;
  /** null where no server knows the module. */
  readonly repository: RepositoryDescription | null;
  readonly goImport?: GoImport;
  readonly cached: CachedCopy | null;
  /**
   * True when the mirror's copy never was upstream's, so that the go command
   * would not have built it even when it was cached.
   */
  readonly forged?: true;
  /**
   * What the checksum database recorded, where that is not the mirror's copy:
   * false is nothing. What is left out is as the mirror has it.
   */
  readonly logged?: false | { readonly mod?: string; readonly zip?: ZipFiles };
  readonly fault?: MirrorFault;
  /** What the code host's own service tells; where it is absent, of the repository alone. */
  readonly hosted?: HostedDescription;
  readonly expected: Expected;
}
