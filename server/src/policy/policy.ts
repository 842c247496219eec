import { atLeast, type FindingCode, type Grade, type Observation, type Severity } from '../finding/index.ts';
import { matchPrefixPatterns } from '../module/index.ts';
import { type Gates, NO_GATES } from './gates.ts';
import type { MachineRules } from './machineRules.ts';
import type { Waiver } from './waiver.ts';

/** What "could not be determined" means for the exit code. */
export type UndeterminedChoice = 'pass' | 'fail';

/** A project's decisions. */
export interface Policy {
  /** Overrides of the default severity; `off` silences a code. */
  readonly severity: ReadonlyMap<FindingCode, Severity | 'off'>;
  readonly gates: Gates;
  readonly undetermined: UndeterminedChoice;
  /** Modules whose names are never suspect: patterns as in GOPRIVATE, separated by commas. */
  readonly trusted: string;
  readonly waivers: readonly Waiver[];
  /** The file that says so; null for decisions that stand in none. */
  readonly source: PolicySource | null;
  /** What the administrators of this machine decided; null where they decided nothing. */
  readonly machine: MachineRules | null;
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
  gates: NO_GATES,
  undetermined: 'pass',
  trusted: '',
  waivers: [],
  source: null,
  machine: null,
};

/** What each grade of a code weighs; a grade that is left out weighs what the usual one does. */
type Severities = Readonly<Partial<Record<Grade, Severity | 'off'>> & Record<'usual', Severity | 'off'>>;

/** Told where a policy says so, and nowhere else. */
const OFF: Severities = { usual: 'off' };
const ERROR: Severities = { usual: 'error' };
const WARNING: Severities = { usual: 'warning' };
const INFORMATION: Severities = { usual: 'information' };
/** A resemblance of names, until the module's history or content speaks for it. */
const RESEMBLANCE: Severities = { eased: 'information', usual: 'warning' };

const DEFAULT_SEVERITY: Readonly<Record<FindingCode, Severities>> = {
  'squat/misspelling': RESEMBLANCE,
  'squat/owner-affix': RESEMBLANCE,
  'squat/host-swap': RESEMBLANCE,
  'squat/lookalike': RESEMBLANCE,
  'squat/other-owner': { usual: 'hint', aggravated: 'warning' },
  'squat/case-variant': INFORMATION,
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
  'version/young': OFF,
  'provenance/unattested': OFF,
  'provenance/unprotected-tags': OFF,
  'policy/checksum-gate': ERROR,
  'policy/upstream-gate': ERROR,
  'policy/provenance-gate': ERROR,
  'policy/tag-protection-gate': ERROR,
  'policy/gate-undetermined': { usual: 'hint' },
  'environment/checksums-off': INFORMATION,
  'environment/wide-pattern': INFORMATION,
  'environment/insecure': INFORMATION,
  'environment/block-bypassed': INFORMATION,
  'environment/replaced': INFORMATION,
  'environment/vendor-differs': { eased: 'warning', usual: 'error' },
  'environment/vendor-undetermined': { usual: 'hint' },
  'policy/waiver-expired': WARNING,
  'policy/waiver-dead': { usual: 'hint' },
};

/** Tells whether a severity is, for every grade of a code, the default one or a graver one. */
export function isNeverLighter(severity: Severity | 'off', code: FindingCode): boolean {
  return (
    severity !== 'off' &&
    Object.values(DEFAULT_SEVERITY[code]).every((usual) => usual === 'off' || atLeast(severity, usual))
  );
}

/**
 * Tells whether the owner of a module path is trusted: then its name is never
 * suspect. The project's trust is not heard where the machine has decided about
 * any finding on names.
 */
export function isTrusted(path: string, policy: Policy): boolean {
  const { machine, trusted } = policy;
  if (matches(machine?.trusted ?? '', path)) return true;
  return !hasRuleOnNames(machine) && matches(trusted, path);
}

function hasRuleOnNames(machine: MachineRules | null): boolean {
  if (machine !== null) for (const code of machine.codes) if (code.startsWith('squat/')) return true;
  return false;
}

function matches(patterns: string, path: string): boolean {
  return patterns !== '' && path !== '' && matchPrefixPatterns(patterns, path);
}

/**
 * The severity that `policy` gives an observation, or `off`. Whatever is told of
 * the name of a trusted module is off; what its contents do is not.
 */
export function severityOf(observation: Observation, policy: Policy): Severity | 'off' {
  const { code, module, grade } = observation;
  if (code.startsWith('squat/') && isTrustedFor(code, module, policy)) return 'off';
  const chosen = policy.severity.get(code);
  if (chosen !== undefined) return chosen;
  const severities = DEFAULT_SEVERITY[code];
  return severities[grade] ?? severities.usual;
}

function isTrustedFor(code: FindingCode, module: string, { machine, trusted }: Policy): boolean {
  if (matches(machine?.trusted ?? '', module)) return true;
  return machine?.codes.has(code) !== true && matches(trusted, module);
}
