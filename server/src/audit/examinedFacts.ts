import type { ContentFact, NotApplicable, Undetermined, UpstreamFact } from '../verdict/index.ts';

/** What the mirror's bytes hash to; go.sum is compared with it per project. */
export type MirrorHashes =
  | { readonly state: 'hashed'; readonly h1: string; readonly goModH1: string | null }
  | Undetermined
  | NotApplicable;

/** What was learnt about one module version by asking mirror and upstream. */
export interface ExaminedFacts {
  readonly content: ContentFact;
  readonly upstream: UpstreamFact;
  readonly mirror: MirrorHashes;
  /** Set when these facts were stored by an earlier audit: its time, in milliseconds since 1970. */
  readonly storedAt?: number;
}
