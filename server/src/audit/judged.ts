import type { Finding } from '../finding/index.ts';
import type { Policy } from '../policy/index.ts';

/** Findings before the waivers are heard, and the policy that holds where they stand. */
export interface Judged {
  readonly policy: Policy;
  readonly findings: readonly Finding[];
}
