import type { FindingCode } from '../finding/index.ts';
import type { Span } from '../text/index.ts';

/** What a project accepts, in the words of the policy file. */
export interface WaiverTerms {
  readonly code: FindingCode;
  /** Module path; empty for a finding about a file and no module. */
  readonly module: string;
  /** Version; empty for a finding in which it plays no part. */
  readonly version: string;
  /** Why, in the project's own words. Never empty. */
  readonly reason: string;
  /** Who decided; null where the file does not say. */
  readonly owner: string | null;
  /** The last day on which it holds, YYYY-MM-DD in UTC; null where it holds for good. */
  readonly until: string | null;
  /** What the finding rests on, `sha256:` and 64 hex digits; null accepts whatever it rests on. */
  readonly evidence: string | null;
}

/** A waiver as it stands in a policy file. */
export interface Waiver extends WaiverTerms {
  /** Its number in the list, counted from 0. */
  readonly index: number;
  /** The whole of it, in UTF-16 offsets of the file. */
  readonly span: Span;
  /** Its last day as written, with the quotes; null where it has none. */
  readonly untilSpan: Span | null;
}
