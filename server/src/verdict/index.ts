/**
 * verdict: the facts about one module version, each with its own states.
 *
 * Rules: every fact is good, bad or could not be determined, with the reason;
 * what could not be determined is never good and never bad. Facts are plain
 * data that can be kept and read again; they judge nothing, `policy` does.
 *
 * Specification: section 1 of the outer contract (states), `docs/states.md`.
 */
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
  type NotApplicable,
  notApplicable,
  type SeenCommit,
  UNKNOWN_UPSTREAM,
  type Undetermined,
  type UpstreamFact,
  type UpstreamState,
  undetermined,
} from './facts.ts';
export { isReason, REASON_SENTENCES, type UndeterminedReason } from './reasons.ts';
