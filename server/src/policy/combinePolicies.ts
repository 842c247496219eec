import { atLeast, FINDING_CODES, type FindingCode, type Severity } from '../finding/index.ts';
import { combineGates } from './combineGates.ts';
import { CODE_OF_GATE, type Gates, NO_GATES } from './gates.ts';
import { isNeverLighter, type Policy } from './policy.ts';

/**
 * Lays the policy of a machine over that of a project, so that the project can
 * only add to it.
 *
 * Of two severities for a code the graver counts, and `off` of the project does
 * not; of two gates the stricter; "fail" of either is enough. For codes that the
 * machine states a severity for, and for those of its gates, waivers and
 * `trusted` of the project are not heard; nor are waivers of what could not be
 * determined where the machine lets that fail. Where the machine states nothing,
 * the project decides as ever. `machine` must have a source.
 */
export function combinePolicies(machine: Policy, project: Policy): Policy {
  const undeterminedFails = machine.undetermined === 'fail';
  const codes = new Set(gatedCodes(machine.gates));
  if (undeterminedFails) for (const code of FINDING_CODES) if (code.endsWith('undetermined')) codes.add(code);
  const severity = new Map(project.severity);
  for (const code of codes) {
    const chosen = project.severity.get(code);
    if (chosen !== undefined && !isNeverLighter(chosen, code)) severity.delete(code);
  }
  for (const [code, own] of machine.severity) {
    severity.set(code, graverOf(own, severity.get(code)));
    if (own !== 'off') codes.add(code);
  }
  return {
    severity,
    gates: combineGates(machine.gates, project.gates),
    undetermined: undeterminedFails ? 'fail' : project.undetermined,
    trusted: project.trusted,
    waivers: project.waivers,
    source: project.source,
    machine: {
      path: machine.source?.path ?? '',
      codes,
      trusted: machine.trusted,
      waivers: machine.waivers,
      undeterminedFails,
    },
  };
}

/** The codes by which the gates of a policy are told. */
function gatedCodes(gates: Gates): readonly FindingCode[] {
  const names = (Object.keys(NO_GATES) as (keyof Gates)[]).filter((name) => gates[name] !== null);
  return names.length === 0 ? [] : [...names.map((name) => CODE_OF_GATE[name]), 'policy/gate-undetermined'];
}

function graverOf(own: Severity | 'off', other: Severity | 'off' | undefined): Severity | 'off' {
  if (other === undefined || other === 'off') return own;
  return own === 'off' || atLeast(other, own) ? other : own;
}
