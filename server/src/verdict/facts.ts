import type { Gains } from '../gosource/index.ts';
import type { NameVerdict } from '../typosquat/index.ts';
import type { UndeterminedReason } from './reasons.ts';

/** It could not be learnt. Neither good nor bad. */
export interface Undetermined {
  readonly state: 'undetermined';
  readonly reason: UndeterminedReason;
  /** What happened, in a few words; may hold text from outside. Empty when the reason says it all. */
  readonly detail: string;
}

/** The question makes no sense for this module: private, replaced by a directory, not from git. */
export interface NotApplicable {
  readonly state: 'not-applicable';
  readonly why: string;
}

/** Whom the path may be meant to be. */
export type NameFact = NameVerdict;

/** A difference in bytes that has a proven harmless cause. */
export interface Explanation {
  /** Path inside the module. */
  readonly path: string;
  readonly cause: string;
  readonly sentence: string;
}

/** How the mirror's copy differs from upstream's. Paths are inside the module. */
export interface Divergence {
  readonly state: 'diverged';
  readonly changed: readonly string[];
  readonly onlyMirror: readonly string[];
  readonly onlyUpstream: readonly string[];
  /** Those of the above that are built or run by whoever requires the module. */
  readonly built: readonly string[];
  /** Files that are built and are not upstream's blobs, but of which it could not be settled whether they differ. */
  readonly undecided: readonly string[];
  readonly explanations: readonly Explanation[];
  /** What the mirror's copy can do that upstream's cannot; null when the sources could not be compared. */
  readonly gains: Gains | null;
}

/** Mirror zip against upstream commit. */
export type ContentFact =
  | { readonly state: 'match' }
  | { readonly state: 'match-explained'; readonly explanations: readonly Explanation[] }
  | Divergence
  | Undetermined
  | NotApplicable;

export type UpstreamState =
  | 'present'
  | 'tag-moved'
  | 'tag-missing'
  | 'repository-gone'
  | 'owner-changed'
  | 'undetermined'
  | 'not-applicable';

/** Where upstream stands today, beside what the mirror saw. */
export interface UpstreamFact {
  readonly state: UpstreamState;
  /** Address of the repository as a go command resolves it; null when it could not be found out. */
  readonly repository: string | null;
  /** The full ref that stands for the version; null for a pseudo-version. */
  readonly ref: string | null;
  /** The commit that upstream gives for the version today, full hex. */
  readonly commit: string | null;
  /** Its committer date, in seconds since 1970. The committer chooses it. */
  readonly committedAt: number | null;
  /** The commit that the mirror says it saw, full hex. Unauthenticated. */
  readonly mirrorCommit: string | null;
  /** The commit time that the mirror gives, in seconds since 1970. Unauthenticated. */
  readonly mirrorTime: number | null;
  /** Where the repository redirects to, when it does. */
  readonly redirectsTo: string | null;
  /** For `undetermined` and `not-applicable`: why. */
  readonly reason: UndeterminedReason | null;
  readonly detail: string;
}

/** An upstream of which nothing is known yet. */
export const UNKNOWN_UPSTREAM: UpstreamFact = {
  state: 'undetermined',
  repository: null,
  ref: null,
  commit: null,
  committedAt: null,
  mirrorCommit: null,
  mirrorTime: null,
  redirectsTo: null,
  reason: null,
  detail: '',
};

/** What go.sum says about the bytes that the mirror serves. */
export type ChecksumFact =
  | { readonly state: 'matches-go-sum'; readonly h1: string }
  | { readonly state: 'mismatch'; readonly h1: string; readonly expected: string }
  | {
      readonly state: 'missing';
      readonly h1: string | null /** go.sum has the `/go.mod` line, so the go command may not need more. */;
      readonly goModLine: boolean;
      readonly goSum: boolean;
    }
  | Undetermined
  | NotApplicable;

/** All facts about one module version. */
export interface ModuleFacts {
  readonly name: NameFact;
  readonly content: ContentFact;
  readonly upstream: UpstreamFact;
  readonly checksum: ChecksumFact;
  readonly age: Undetermined | NotApplicable;
  readonly provenance: Undetermined | NotApplicable;
}

/** Makes an undetermined fact. */
export function undetermined(reason: UndeterminedReason, detail = ''): Undetermined {
  return { state: 'undetermined', reason, detail };
}

/** Makes a fact that does not apply. */
export function notApplicable(why: string): NotApplicable {
  return { state: 'not-applicable', why };
}
