import type { Observation } from '../finding/index.ts';
import type { Policy } from '../policy/index.ts';
import type { ModuleFacts } from '../verdict/index.ts';
import { observe } from './check.ts';
import type { Dependency } from './dependency.ts';

/** What counts as young where the policy names no days: most bad versions are found by then. */
const YOUNG_DAYS = 60;

/**
 * Finding: version/young
 *
 * A version is not shown to have been in the checksum log for the days that the
 * policy's gate of provenance asks for, or {@link YOUNG_DAYS} without one. Told where the policy
 * gives it a severity. Whether anything is wrong with it plays no part.
 */
export function observeYoung(
  dependency: Dependency,
  { age }: ModuleFacts,
  { gates, severity }: Policy,
): readonly Observation[] {
  if ((severity.get('version/young') ?? 'off') === 'off' || age.state !== 'determined') return [];
  const wanted = gates.provenance?.orStableDays ?? YOUNG_DAYS;
  if (age.days >= wanted) return [];
  const message = `It is shown to have been in the checksum log for ${age.days} of ${wanted} days.`;
  const evidence = [{ kind: 'log', text: age.witness }];
  return [observe(dependency, 'version/young', message, { evidence, restsOn: [] })];
}
