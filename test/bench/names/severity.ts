import type { FindingCode, Observation } from '../../../server/src/finding/index.ts';
import { DEFAULT_POLICY, severityOf } from '../../../server/src/policy/index.ts';
import type { NameVerdict } from '../../../server/src/typosquat/index.ts';

/** How grave a verdict is for a project that has decided nothing; `none` where there is nothing to say. */
export type Gravity = 'none' | 'hint' | 'information' | 'warning' | 'error';

const ORDER: readonly Gravity[] = ['none', 'hint', 'information', 'warning', 'error'];

/** The severity that the policy gives a name alone. */
export function gravityOf(verdict: NameVerdict): Gravity {
  if (verdict.state !== 'suspect') return 'none';
  // The name alone gives a hint here, whatever other evidence makes of it.
  if (verdict.code === 'squat/other-owner') return 'hint';
  const observation = { code: verdict.code satisfies FindingCode, grade: 'usual' } as Observation;
  const severity = severityOf(observation, DEFAULT_POLICY);
  return severity === 'off' ? 'none' : severity;
}

/** Orders verdicts by gravity, for `sort` and comparison: negative where `a` is less grave than `b`. */
export function compareGravity(a: NameVerdict, b: NameVerdict): number {
  return ORDER.indexOf(gravityOf(a)) - ORDER.indexOf(gravityOf(b));
}

/** Tells whether a verdict is a finding at warning or above. */
export function isWarning(verdict: NameVerdict): boolean {
  const gravity = gravityOf(verdict);
  return gravity === 'warning' || gravity === 'error';
}

/** One verdict on a line: for whom it is, what it says, about whom. */
export function told(path: string, verdict: NameVerdict): string {
  if (verdict.state !== 'suspect') return `${path}: ${verdict.state}`;
  return `${path}: ${verdict.code}, ${verdict.target} (${verdict.rule})`;
}
