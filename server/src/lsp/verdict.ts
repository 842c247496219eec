import type { JudgedRequirement } from '../audit/index.ts';
import { atLeast, type Finding, isDemand } from '../finding/index.ts';
import type { Verdict } from '../protocol/index.ts';

/**
 * What is known about a requirement, in one word. `findings` are those about its
 * module. What could not be determined is never good and never bad.
 */
export function verdictOf(
  { facts, isWaiting }: JudgedRequirement,
  findings: readonly Pick<Finding, 'severity' | 'code'>[],
): Verdict {
  const { content, checksum, upstream } = facts;
  if (content.state === 'diverged' || checksum.state === 'mismatch') return 'differs';
  const grave = findings.filter(({ severity }) => atLeast(severity, 'warning'));
  if (grave.some(({ code }) => !isDemand(code))) return 'suspect';
  if (grave.length > 0) return 'stopped';
  if (isWaiting) return 'waiting';
  if (content.state === 'not-applicable') return 'private';
  if (content.state === 'undetermined' || upstream.state === 'undetermined') return 'undetermined';
  return content.state === 'match-explained' ? 'explained' : 'same';
}

/** What each verdict is called. */
export const VERDICT_LABELS: Readonly<Record<Verdict, string>> = {
  differs: 'Differs from upstream',
  suspect: 'Suspect',
  stopped: 'Stopped by the policy',
  undetermined: 'Could not be determined',
  waiting: 'Not examined yet',
  explained: 'Same, with an explanation',
  same: 'Same as upstream',
  private: 'Not compared',
};

/** From the one to look at first to the one to look at last. */
export const VERDICTS = Object.keys(VERDICT_LABELS) as readonly Verdict[];

/** The findings about the module that a requirement takes. */
export function findingsAbout(
  { dependency }: JudgedRequirement,
  byModule: ReadonlyMap<string, readonly Finding[]>,
): readonly Finding[] {
  const { path, version } = dependency.effective ?? dependency.required;
  return byModule.get(`${path}@${version}`) ?? [];
}

/** Findings by the module version that they are about. */
export function byModule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.module}@${finding.version}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return groups;
}
