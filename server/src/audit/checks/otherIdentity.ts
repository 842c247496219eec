import type { Grade } from '../../finding/index.ts';
import { type LikenessFact, type ModuleFacts, REASON_SENTENCES } from '../../verdict/index.ts';
import { isAcknowledged } from '../acknowledged.ts';
import type { Check } from '../check.ts';
import { bytesOf, observe } from '../check.ts';
import { gradeOfCopy } from './nearCopy.ts';
import { toldEffects } from './runsOnImport.ts';

/** Places of one name that are told. */
const MAX_PLACES = 3;

/** Younger modules are looked at twice: honest forks that somebody requires are mostly older. In days. */
const YOUNG_DAYS = 365;

/**
 * Finding: squat/other-identity
 *
 * The module's own texts call it by another module's path. Two or three of a
 * hundred honest modules that few require are forks that left the texts as they
 * were, so the texts alone accuse nobody. It is a warning where the contents
 * are alike and this one gained something, and where they could not be compared
 * and more speaks against it: it acts on import, its code could not be read, or
 * it is young. Of a known publisher nothing is told.
 */
export const otherIdentity: Check = {
  codes: ['squat/other-identity'],
  run({ dependency, facts }) {
    const { name, identity, likeness } = facts;
    if (identity.state !== 'other' || name.state === 'known') return [];
    if (isAcknowledged(facts, identity.named.path)) return [];
    const { named } = identity;
    const compared = isAbout(likeness, named.path) ? likeness : null;
    const module = dependency.effective ?? dependency.required;
    return [
      observe(dependency, 'squat/other-identity', messageOf(named.path, compared), {
        at: dependency.pathAt,
        grade: gradeOf(facts, compared),
        evidence: named.places.slice(0, MAX_PLACES).map(({ kind, file, line, text }) => ({
          kind: 'says',
          text: `${file}:${line + 1} ${kind}: ${text}`,
        })),
        restsOn: [named.path, bytesOf(facts)],
        fixes: [
          { title: `Replace ${module.path} with ${named.path}`, kind: 'replace-module', to: named.path },
        ],
      }),
    ];
  },
};

/** Whether it was this module, or another major version of it, that was compared, and no other that the name points at. */
function isAbout(likeness: LikenessFact, path: string): boolean {
  if (likeness.state === 'not-applicable') return false;
  const target = typeof likeness.target === 'string' ? likeness.target : likeness.target.path;
  return target === path || target.startsWith(`${path}/`) || path.startsWith(`${target}/`);
}

function gradeOf({ likeness, behaviour, age }: ModuleFacts, compared: LikenessFact | null): Grade {
  if (likeness.state === 'near-copy') return gradeOfCopy(likeness) === 'eased' ? 'eased' : 'usual';
  if (compared?.state === 'unlike') return 'eased';
  const acts = behaviour.state === 'undetermined' || toldEffects(behaviour).length > 0;
  const isYoung = age.state === 'determined' && age.days < YOUNG_DAYS;
  return acts || isYoung ? 'usual' : 'eased';
}

function messageOf(path: string, compared: LikenessFact | null): string {
  const says = `Its own texts say that it is ${path}`;
  switch (compared?.state) {
    case 'unlike':
      return `${says}; ${Math.floor(compared.share * 100)} % of its code is the same.`;
    case 'undetermined':
      return `${says}; whether it is a copy could not be determined: ${REASON_SENTENCES[compared.reason]}.`;
    default:
      return `${says}.`;
  }
}
