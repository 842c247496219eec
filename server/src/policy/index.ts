/**
 * policy: what the project decided about findings.
 *
 * Rules: checks observe, the policy gives severities. A policy that says
 * something this version does not understand is refused with its place, and
 * never followed in part: a gate that is silently passed over would be a wrong
 * "all clear".
 *
 * Specification: the policy file `.modproof.json`, JSON with comments.
 */
export { applyWaivers, observeWaivers, type WaivedFinding } from './applyWaivers.ts';
export { combinePolicies } from './combinePolicies.ts';
export { CODE_OF_GATE, type GateLevel, type Gates, type ProvenanceGate } from './gates.ts';
export { isAbsolutePath, type MachinePolicyPlace, machinePolicyPlace } from './machinePolicyPath.ts';
export type { MachineRules } from './machineRules.ts';
export {
  DEFAULT_POLICY,
  isTrusted,
  type Policy,
  type PolicySource,
  severityOf,
  type UndeterminedChoice,
} from './policy.ts';
export { POLICY_FILE_NAME, type PolicyProblem, parsePolicy } from './policyFile.ts';
export type { Waiver, WaiverTerms } from './waiver.ts';
