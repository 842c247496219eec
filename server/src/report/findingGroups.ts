import { type Finding, SEVERITIES, type Severity } from '../finding/index.ts';

/** Findings about one module in one file, the gravest first. Never empty. */
export type FindingGroup = readonly [Finding, ...Finding[]];

/** Groups findings that stand on one module of one file; groups with the gravest findings come first. */
export function groupsOf(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const place =
      finding.module === '' ? String(finding.location?.span.start) : `${finding.module} ${finding.version}`;
    const key = `${finding.location?.path ?? ''}\n${place}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .map((group) => group.sort((a, b) => rank(a.severity) - rank(b.severity)))
    .filter((group): group is [Finding, ...Finding[]] => group.length > 0)
    .sort(([a], [b]) => rank(a.severity) - rank(b.severity));
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
