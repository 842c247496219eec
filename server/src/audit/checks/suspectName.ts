import type { Evidence } from '../../finding/index.ts';
import type { SuspectName } from '../../typosquat/index.ts';
import type { ModuleFacts } from '../../verdict/index.ts';
import { isAcknowledged } from '../acknowledged.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';
import { circumstanceWords } from '../circumstanceWords.ts';
import { gradeOfCopy } from './nearCopy.ts';

/**
 * Finding: squat/misspelling, squat/owner-affix, squat/host-swap, squat/lookalike, squat/case-variant, squat/other-owner
 *
 * The module path resembles a far more used one that somebody else publishes.
 * Eased where the module is old and required by many; told by nobody where the
 * other module itself names it as its successor. The same repository name under
 * another owner is a hint, until the content turns out to be a copy that gained
 * something: three of a hundred honest modules have such a name.
 */
export const suspectName: Check = {
  codes: [
    'squat/misspelling',
    'squat/owner-affix',
    'squat/host-swap',
    'squat/lookalike',
    'squat/other-owner',
    'squat/case-variant',
  ],
  run({ dependency, facts }) {
    const { name } = facts;
    if (name.state !== 'suspect' || isAcknowledged(facts, name.target)) return [];
    return [
      observe(dependency, name.code, messageOf(name), {
        at: dependency.pathAt,
        grade: gradeOf(name, facts),
        evidence: evidenceOf(name, facts),
        restsOn: [name.target],
        fixes: [
          {
            title: `Replace ${(dependency.effective ?? dependency.required).path} with ${name.target}`,
            kind: 'replace-module',
            to: name.target,
          },
        ],
      }),
    ];
  },
};

/** What an imitation does not have for long: years in the log, a history, and others that require it. */
const LONG_KNOWN_DAYS = 365;
const MANY_VERSIONS = 5;
const MANY_IMPORTERS = 20;

function gradeOf({ code }: SuspectName, facts: ModuleFacts): 'eased' | 'usual' | 'aggravated' {
  if (code === 'squat/other-owner') {
    const isCopy = facts.likeness.state === 'near-copy' && gradeOfCopy(facts.likeness) !== 'eased';
    return isCopy ? 'aggravated' : 'usual';
  }
  return isEstablished(facts) ? 'eased' : 'usual';
}

function isEstablished({ age, circumstances }: ModuleFacts): boolean {
  if (age.state !== 'determined' || circumstances === null) return false;
  const { versions, importers } = circumstances;
  return (
    age.days >= LONG_KNOWN_DAYS &&
    (versions ?? 0) >= MANY_VERSIONS &&
    (importers?.direct ?? 0) >= MANY_IMPORTERS
  );
}

function messageOf(name: SuspectName): string {
  const { code, target, rule } = name;
  if (code === 'squat/case-variant')
    return `Differs from ${target} in letter case alone; Go takes the two for different modules.`;
  if (code === 'squat/other-owner')
    return `Has another owner than ${target}, a module of the same name, which ${usedWords(name)}.`;
  return `Imitates ${target} (${rule}), which ${usedWords(name)}.`;
}

/** How much more used the target is. */
function usedWords({ targetWeight, ownWeight }: SuspectName): string {
  if (targetWeight === 0) return 'is well known';
  const own = ownWeight === 0 ? 'this one by none' : `this one by ${ownWeight}`;
  return `is required by ${projects(targetWeight)}; ${own}`;
}

function evidenceOf({ target, targetWeight, rule }: SuspectName, facts: ModuleFacts): readonly Evidence[] {
  const known = targetWeight === 0 ? 'is well known' : `is required by ${projects(targetWeight)}`;
  const more = circumstanceWords(facts);
  return [
    { kind: 'known-module', text: `${target} ${known}` },
    { kind: 'rule', text: rule },
    ...(more === '' ? [] : [{ kind: 'known', text: more }]),
  ];
}

function projects(weight: number): string {
  return weight === 1 ? '1 known project' : `${weight} known projects`;
}
