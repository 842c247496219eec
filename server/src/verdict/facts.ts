import type { Gains } from '../gosource/index.ts';
import type { NameVerdict } from '../typosquat/index.ts';
import type { AdvisoryFact } from './advisoryFact.ts';
import type { Circumstances } from './circumstances.ts';
import type { LikenessFact } from './likenessFact.ts';
import type { NoticeFact } from './noticeFact.ts';
import type { ProtectionFact } from './protectionFact.ts';
import type { ProvenanceFact } from './provenanceFact.ts';
import type { BehaviourFact, IdentityFact } from './readingFacts.ts';
import type { UndeterminedReason } from './reasons.ts';
import { type Signatures, UNKNOWN_SIGNATURES } from './signatures.ts';
import type { NotApplicable, Undetermined } from './undetermined.ts';

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
  /** Another commit of the repository whose files the mirror's copy has; null when none was found. */
  readonly equals: EqualCommit | null;
}

/** A commit that the mirror's bytes are those of, though the version stands for another one today. */
export interface EqualCommit {
  /** Full hex. */
  readonly commit: string;
  /** A ref that points to it, when one does. */
  readonly ref: string | null;
  /** Whether a head or a tag of upstream reaches it. A commit that none reaches may be a stranger's. */
  readonly reachable: boolean;
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
  /** What {@link commit} and its tag bear. */
  readonly signatures: Signatures;
  /** The commit that the mirror says it saw, full hex. Unauthenticated. */
  readonly mirrorCommit: string | null;
  /** The commit time that the mirror gives, in seconds since 1970. Unauthenticated. */
  readonly mirrorTime: number | null;
  /** Where the repository redirects to, when it does. */
  readonly redirectsTo: string | null;
  /** Other commits that the tag was seen at, the newest first, from the tag ledger. */
  readonly seenBefore: readonly SeenCommit[];
  /** The version was logged before this time, in seconds since 1970, though the commit says that it is younger; null otherwise. */
  readonly loggedBefore: number | null;
  /** For `undetermined` and `not-applicable`: why. */
  readonly reason: UndeterminedReason | null;
  readonly detail: string;
}

/** A commit that a tag was seen at. Times are in seconds since 1970. */
export interface SeenCommit {
  readonly commit: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** An upstream of which nothing is known yet. */
export const UNKNOWN_UPSTREAM: UpstreamFact = {
  state: 'undetermined',
  repository: null,
  ref: null,
  commit: null,
  committedAt: null,
  signatures: UNKNOWN_SIGNATURES,
  mirrorCommit: null,
  mirrorTime: null,
  redirectsTo: null,
  seenBefore: [],
  loggedBefore: null,
  reason: null,
  detail: '',
};

/** Which two of the three that must agree do not: go.sum, the bytes that are served, the checksum database. */
export interface Mismatch {
  readonly state: 'mismatch';
  /** The hash of the bytes, or of their go.mod. */
  readonly h1: string;
  /** A hash that should have been equal. */
  readonly expected: string;
  /** Who expects it. */
  readonly against: 'go.sum' | 'checksum-database';
  /** What has the hash `h1`: what is served, or a line of go.sum. */
  readonly from: CopySource | 'go.sum';
}

/** Where the bytes of a version were read. */
export type CopySource = 'mirror' | 'module-cache';

/** What go.sum and the checksum database say about the bytes of a version. */
export type ChecksumFact =
  /** The database's signed log holds the hash of these bytes; go.sum does not say otherwise. */
  | {
      readonly state: 'proven';
      readonly h1: string;
      /** 0-based number of the record in the log. */
      readonly record: number;
    }
  /** go.sum holds it. `database` tells why the checksum database did not prove it. */
  | {
      readonly state: 'matches-go-sum';
      readonly h1: string;
      readonly database: Undetermined | NotApplicable;
    }
  | Mismatch
  | {
      readonly state: 'missing';
      readonly h1: string;
      /** go.sum has the `/go.mod` line, so the go command may not need more. */
      readonly goModLine: boolean;
      readonly goSum: boolean;
    }
  /** The checksum database has no record of the version. */
  | { readonly state: 'unlogged'; readonly h1: string; readonly goSum: boolean }
  | Undetermined
  | NotApplicable;

/** Since when a version is known to exist, by the log of the checksum database. */
export type AgeFact =
  | {
      readonly state: 'determined';
      /** Whole days since {@link loggedBefore}: the version is at least as old. */
      readonly days: number;
      /** The version was in the log before this time, in seconds since 1970. */
      readonly loggedBefore: number;
      /** Who says that the log was that long by then. */
      readonly witness: string;
    }
  | Undetermined
  | NotApplicable;

/** All facts about one module version. */
export interface ModuleFacts {
  readonly name: NameFact;
  readonly advisories: AdvisoryFact;
  readonly behaviour: BehaviourFact;
  readonly identity: IdentityFact;
  readonly likeness: LikenessFact;
  /** For a module that is suspected to pass for another; null for all others. */
  readonly circumstances: Circumstances | null;
  readonly content: ContentFact;
  readonly upstream: UpstreamFact;
  readonly checksum: ChecksumFact;
  /** Two signed tree heads of the checksum database, verbatim, that cannot both be true; null when none were met. */
  readonly fork: readonly [string, string] | null;
  readonly age: AgeFact;
  readonly notices: NoticeFact;
  readonly provenance: ProvenanceFact;
  readonly protection: ProtectionFact;
}
