import type { FindingCode, Observation, Severity } from '../finding/index.ts';

/** What "could not be determined" means for the exit code. */
export type UndeterminedChoice = 'pass' | 'fail';

/** A project's decisions. */
export interface Policy {
  /** Overrides of the default severity; `off` silences a code. */
  readonly severity: ReadonlyMap<FindingCode, Severity | 'off'>;
  readonly undetermined: UndeterminedChoice;
}

/** The policy of a project that has decided nothing. */
export const DEFAULT_POLICY: Policy = { severity: new Map(), undetermined: 'pass' };

/** Per code: the usual severity, and the graver one where the contract knows it. */
const DEFAULT_SEVERITY: Readonly<Record<FindingCode, readonly [usual: Severity, aggravated?: Severity]>> = {
  'squat/misspelling': ['warning'],
  'squat/owner-affix': ['warning'],
  'squat/host-swap': ['warning'],
  'squat/lookalike': ['warning'],
  'squat/case-variant': ['information'],
  'squat/hidden-characters': ['error'],
  'origin/diverged': ['warning', 'error'],
  'origin/tag-moved': ['warning', 'error'],
  'origin/tag-missing': ['warning'],
  'origin/repository-gone': ['warning'],
  'origin/owner-changed': ['warning'],
  'origin/undetermined': ['hint'],
  'checksum/mismatch': ['error'],
  'checksum/missing': ['warning'],
  'checksum/unlogged': ['warning'],
  'checksum/fork': ['error'],
  'feed/mirror-block': ['error'],
  'version/unknown': ['warning'],
};

/** The severity that `policy` gives an observation, or `off`. */
export function severityOf(observation: Observation, policy: Policy): Severity | 'off' {
  const chosen = policy.severity.get(observation.code);
  if (chosen !== undefined) return chosen;
  const [usual, aggravated] = DEFAULT_SEVERITY[observation.code];
  return observation.aggravated ? (aggravated ?? usual) : usual;
}
