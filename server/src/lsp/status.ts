import type { AuditFile } from '../audit/index.ts';
import type { LearningProgress } from '../learning/index.ts';
import type { Status, Verdict } from '../protocol/index.ts';
import type { Analyst } from './analyst.ts';
import { byModule, findingsAbout, verdictOf } from './verdict.ts';

/** What the status is made from. */
export interface Standing {
  readonly analyst: Analyst;
  readonly progress: { readonly now: LearningProgress };
  readonly isTrusted: boolean;
  /** The main modules that are open, or with `all` those of the workspace as well. */
  mainModules(all: boolean): readonly AuditFile[];
}

/** How things stand with the main modules that are open, or with all where none is. */
export function statusOf(bench: Standing): Status {
  const count = new Map<Verdict, number>();
  const seen = new Set<string>();
  const open = bench.mainModules(false);
  for (const file of open.length > 0 ? open : bench.mainModules(true)) {
    const { requirements, findings } = bench.analyst.of(file);
    const groups = byModule(findings);
    for (const requirement of requirements) {
      const { path, version } = requirement.dependency.effective ?? requirement.dependency.required;
      if (seen.has(`${path}@${version}`)) continue;
      seen.add(`${path}@${version}`);
      const verdict = verdictOf(requirement, findingsAbout(requirement, groups));
      count.set(verdict, (count.get(verdict) ?? 0) + 1);
    }
  }
  const number = (verdict: Verdict): number => count.get(verdict) ?? 0;
  const { done, total } = bench.progress.now;
  const detail = sentences(number, bench.isTrusted);
  if (total > 0) {
    return { text: `auditing ${done} of ${total}`, detail, severity: 'information', busy: true };
  }
  const modules = `${seen.size} ${seen.size === 1 ? 'module' : 'modules'}`;
  const bad = [
    number('differs') > 0 ? `${number('differs')} ${number('differs') === 1 ? 'differs' : 'differ'}` : '',
    number('suspect') > 0 ? `${number('suspect')} suspect` : '',
    number('stopped') > 0 ? `${number('stopped')} stopped by the policy` : '',
  ].filter((word) => word !== '');
  const unsettled = number('undetermined') > 0 ? [`${number('undetermined')} undetermined`] : [];
  const waiting = number('waiting') > 0 ? [`${number('waiting')} not examined`] : [];
  return {
    text: [modules, ...bad, ...unsettled, ...waiting].join(', '),
    detail,
    severity:
      number('differs') > 0 ? 'error' : number('suspect') + number('stopped') > 0 ? 'warning' : 'information',
    busy: false,
  };
}

function sentences(number: (verdict: Verdict) => number, isTrusted: boolean): string {
  const same = number('same') + number('explained');
  return [
    isTrusted ? '' : 'Not trusted: nobody is asked.',
    same > 0 ? `${same} same as upstream.` : '',
    number('private') > 0 ? `${number('private')} not compared.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
