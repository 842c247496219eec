import type { Advisory } from '../vulndb/index.ts';
import type { NotApplicable, Undetermined } from './undetermined.ts';

/** What the list of malicious modules says of a version. */
export type AdvisoryFact =
  | { readonly state: 'listed'; readonly advisories: readonly Advisory[] }
  /** Nothing is said of it. That is no praise: most of what is malicious was never listed. */
  | { readonly state: 'unlisted' }
  /** There is no list that can be read. */
  | Undetermined
  | NotApplicable;
