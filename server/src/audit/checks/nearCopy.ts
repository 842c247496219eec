import { isDangerous } from '../../examination/index.ts';
import type { Grade } from '../../finding/index.ts';
import type { NearCopy } from '../../verdict/index.ts';
import { isAcknowledged, isEarlierAddress } from '../acknowledged.ts';
import type { Check } from '../check.ts';
import { bytesOf, observe } from '../check.ts';
import { listWords } from '../words.ts';

/**
 * Finding: squat/near-copy
 *
 * The content is almost that of another module. A copy that gained nothing is a
 * fork, and told as such; one that gained a way out of the program is looked at
 * twice, and one that takes it on import, or starts what it is sent, is an attack
 * until somebody shows otherwise.
 */
export const nearCopy: Check = {
  codes: ['squat/near-copy'],
  run({ dependency, facts }) {
    const { likeness, identity } = facts;
    if (likeness.state !== 'near-copy') return [];
    // Whatever one version has that another has not, is the project's own.
    if (isEarlierAddress(facts, likeness.target.path)) return [];
    const grade = gradeOfCopy(likeness);
    if (grade === 'eased' && isAcknowledged(facts, likeness.target.path)) return [];
    const module = dependency.effective ?? dependency.required;
    const { target } = likeness;
    const declared = identity.state === 'own' || identity.state === 'other' ? identity.declared : null;
    return [
      observe(dependency, 'squat/near-copy', messageOf(likeness, grade), {
        at: dependency.pathAt,
        grade,
        evidence: [
          { kind: 'copy-of', text: likeness.phrase },
          ...evidenceOf(likeness),
          { kind: 'compared-with', text: `${target.path}@${target.version}` },
          ...(declared === null ? [] : [{ kind: 'says', text: `${declared.text} (${declared.file})` }]),
        ],
        restsOn: [target.path, bytesOf(facts)],
        fixes:
          grade === 'eased'
            ? []
            : [
                {
                  title: `Replace ${module.path} with ${target.path}`,
                  kind: 'replace-module',
                  to: target.path,
                },
              ],
      }),
    ];
  },
};

/**
 * What the copy gained decides. A process or a connection that is started on
 * import, network and processes together (a remote shell needs both), or either
 * with texts that were hidden: nobody forks a module for that.
 */
export function gradeOfCopy({ gained }: NearCopy): Grade {
  if (gained === null) return 'eased';
  const { capabilities, actsOnImport, assembledTexts } = gained;
  if (actsOnImport.length > 0) return 'aggravated';
  const dangerous = capabilities.filter(isDangerous);
  if (dangerous.length === 0) return 'eased';
  const isRemoteControl = dangerous.includes('network') && dangerous.includes('process');
  return isRemoteControl || assembledTexts > 0 ? 'aggravated' : 'usual';
}

function messageOf({ target, share, gained }: NearCopy, grade: Grade): string {
  const percent = `${Math.floor(share * 100)} %`;
  const copy = `A copy of ${target.path}: ${percent} of its code is the same`;
  if (gained === null) return `${copy}; what it gained could not be determined.`;
  if (grade === 'eased') return `${copy}, and it gained nothing that reaches out.`;
  const when = gained.actsOnImport.length > 0 ? ' when it is imported' : '';
  const words =
    gained.actsOnImport.length > 0 ? gained.actsOnImport : gained.capabilities.filter(isDangerous);
  return `${copy}, and it gained ${words.join(' and ')} access${when}.`;
}

function evidenceOf({ changed, added, missing, gained }: NearCopy): { kind: string; text: string }[] {
  const evidence: { kind: string; text: string }[] = [];
  const differing = [...changed, ...added];
  if (differing.length > 0) evidence.push({ kind: 'differs', text: listWords(differing) });
  if (missing.length > 0) evidence.push({ kind: 'lacks', text: listWords(missing) });
  if (gained !== null && gained.onImport.length > 0)
    evidence.push({ kind: 'on-import', text: gained.onImport.join('; ') });
  return evidence;
}
