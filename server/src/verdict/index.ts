/**
 * verdict: the facts about one module version, each with its own states.
 *
 * Rules: every fact is good, bad or could not be determined, with the reason;
 * what could not be determined is never good and never bad. Facts are plain
 * data that can be kept and read again; they judge nothing, `policy` does.
 *
 * Specification: section 1 of the outer contract (states), `docs/states.md`.
 */

export type { AdvisoryFact } from './advisoryFact.ts';
export type { Circumstances } from './circumstances.ts';
export {
  type AgeFact,
  type ChecksumFact,
  type ContentFact,
  type CopySource,
  type Divergence,
  type EqualCommit,
  type Explanation,
  type Mismatch,
  type ModuleFacts,
  type NameFact,
  type SeenCommit,
  UNKNOWN_UPSTREAM,
  type UpstreamFact,
  type UpstreamState,
} from './facts.ts';
export type { LikenessFact, NearCopy } from './likenessFact.ts';
export type { NoticeFact, Retraction } from './noticeFact.ts';
export type { ProtectionFact } from './protectionFact.ts';
export type { ProvenanceFact } from './provenanceFact.ts';
export type { BehaviourFact, IdentityFact, Reading } from './readingFacts.ts';
export { isReason, REASON_SENTENCES, type UndeterminedReason } from './reasons.ts';
export { type Signatures, UNKNOWN_SIGNATURES } from './signatures.ts';
export { type NotApplicable, notApplicable, type Undetermined, undetermined } from './undetermined.ts';
