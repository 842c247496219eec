import { AGGRAVATED, type Finding, type Observation } from '../finding/index.ts';
import { type Policy, severityOf } from '../policy/index.ts';

/** Gives observations the severities of a policy; those that it switches off are left out. */
export function withSeverity(observations: readonly Observation[], policy: Policy): Finding[] {
  const findings: Finding[] = [];
  for (const observation of observations) {
    const severity = severityOf(observation, policy);
    if (severity === 'off') continue;
    const { grade, ...rest } = observation;
    const restsOn = grade === 'aggravated' ? [AGGRAVATED, ...(rest.restsOn ?? [])] : (rest.restsOn ?? []);
    findings.push({ ...rest, restsOn, severity });
  }
  return findings;
}
