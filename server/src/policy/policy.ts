import type { FindingCode, Grade, Observation, Severity } from '../finding/index.ts';
import { matchPrefixPatterns } from '../module/index.ts';
import type { Waiver } from './waiver.ts';

/** What "could not be determined" means for the exit code. */
export type UndeterminedChoice = 'pass' | 'fail';

/** A project's decisions. */
export interface Policy {
  /** Overrides of the default severity; `off` silences a code. */
  readonly severity: ReadonlyMap<FindingCode, Severity | 'off'>;
  readonly undetermined: UndeterminedChoice;
  /** Modules whose names are never suspect: patterns as in GOPRIVATE, separated by commas. */
  readonly trusted: string;
  readonly waivers: readonly Waiver[];
  /** The file that says so; null for decisions that stand in none. */
  readonly source: PolicySource | null;
}

/** A policy file, for whoever shows a place in it. */
export interface PolicySource {
  /** As the user knows it. */
  readonly path: string;
  readonly text: string;
}

/** The policy of a project that has decided nothing. */
export const DEFAULT_POLICY: Policy = {
  severity: new Map(),
  undetermined: 'pass',
  trusted: '',
  waivers: [],
  source: null,
};

/** What each grade of a code weighs; a grade that is left out weighs what the usual one does. */
type Severities = Readonly<Partial<Record<Grade, Severity>> & Record<'usual', Severity>>;

const ERROR: Severities = { usual: 'error' };
const WARNING: Severities = { usual: 'warning' };
/** A resemblance of names, until the module's history or content speaks for it. */
const RESEMBLANCE: Severities = { eased: 'information', usual: 'warning' };

const DEFAULT_SEVERITY: Readonly<Record<FindingCode, Severities>> = {
  'squat/misspelling': RESEMBLANCE,
  'squat/owner-affix': RESEMBLANCE,
  'squat/host-swap': RESEMBLANCE,
  'squat/lookalike': RESEMBLANCE,
  'squat/other-owner': { usual: 'hint', aggravated: 'warning' },
  'squat/case-variant': { usual: 'information' },
  'squat/hidden-characters': ERROR,
  'squat/near-copy': { eased: 'information', usual: 'warning', aggravated: 'error' },
  'squat/other-identity': { eased: 'information', usual: 'warning' },
  'behaviour/runs-on-import': { usual: 'warning', aggravated: 'error' },
  'origin/diverged': { usual: 'warning', aggravated: 'error' },
  'origin/tag-moved': { usual: 'warning', aggravated: 'error' },
  'origin/tag-missing': WARNING,
  'origin/repository-gone': WARNING,
  'origin/owner-changed': WARNING,
  'origin/undetermined': { usual: 'hint' },
  'checksum/mismatch': ERROR,
  'checksum/missing': WARNING,
  'checksum/unlogged': WARNING,
  'checksum/fork': ERROR,
  'feed/malicious': { eased: 'warning', usual: 'error' },
  'feed/mirror-block': ERROR,
  'version/retracted': WARNING,
  'version/deprecated': { eased: 'hint', usual: 'information' },
  'version/unknown': WARNING,
  'policy/waiver-expired': WARNING,
  'policy/waiver-dead': { usual: 'hint' },
};

/** Tells whether the project trusts the owner of a module path: then its name is never suspect. */
export function isTrusted(path: string, policy: Policy): boolean {
  return policy.trusted !== '' && path !== '' && matchPrefixPatterns(policy.trusted, path);
}

/**
 * The severity that `policy` gives an observation, or `off`. Whatever is told of
 * the name of a trusted module is off; what its contents do is not.
 */
export function severityOf(observation: Observation, policy: Policy): Severity | 'off' {
  if (observation.code.startsWith('squat/') && isTrusted(observation.module, policy)) return 'off';
  const chosen = policy.severity.get(observation.code);
  if (chosen !== undefined) return chosen;
  const severities = DEFAULT_SEVERITY[observation.code];
  return severities[observation.grade] ?? severities.usual;
}
