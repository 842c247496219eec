import type {
  Circumstances,
  ContentFact,
  CopySource,
  LikenessFact,
  NotApplicable,
  NoticeFact,
  ProtectionFact,
  ProvenanceFact,
  Reading,
  Undetermined,
  UpstreamFact,
} from '../verdict/index.ts';

/** What the bytes of a version hash to; go.sum is compared with it per project. */
export type CopyHashes =
  | {
      readonly state: 'hashed';
      readonly h1: string;
      readonly goModH1: string;
      readonly from: CopySource;
    }
  | Undetermined
  | NotApplicable;

/** What the checksum database says about a version. */
export type LogFact =
  | {
      readonly state: 'proven';
      /** 0-based number of the record in the log. */
      readonly record: number;
      readonly h1: string;
      readonly goModH1: string;
    }
  | { readonly state: 'unlogged'; readonly detail: string }
  /** Two signed tree heads that cannot both be true, verbatim. */
  | { readonly state: 'fork'; readonly heads: readonly [string, string]; readonly detail: string }
  | Undetermined
  | NotApplicable;

/** By when a version was in the log of the checksum database, at the latest. */
export interface LoggedBefore {
  /** Seconds since 1970. */
  readonly before: number;
  /** Who or what saw a log that long. */
  readonly witness: string;
}

/** What was learnt about one module version by asking module cache, mirror, checksum database and upstream. */
export interface ExaminedFacts {
  readonly content: ContentFact;
  readonly reading: Reading;
  readonly likeness: LikenessFact;
  /** Asked for suspects alone; null for all others. */
  readonly circumstances: Circumstances | null;
  readonly upstream: UpstreamFact;
  /** What the newest go.mod says of the version. */
  readonly notices: NoticeFact;
  readonly copy: CopyHashes;
  readonly log: LogFact;
  /** By when the version was in the log, at the latest; null when that is not known. */
  readonly logged: LoggedBefore | null;
  /** Asked for where the question wants it. */
  readonly provenance: ProvenanceFact;
  readonly protection: ProtectionFact;
  /** Set when these facts were stored by an earlier audit: its time, in milliseconds since 1970. */
  readonly storedAt?: number;
}
