import type { Evidence, Fix } from '../../finding/index.ts';
import type { Advisory } from '../../vulndb/index.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: feed/malicious
 *
 * The list of malicious modules names this one, at this version. Eased where all
 * that is said of it comes from one secondary source, or nobody has shown that it
 * does harm.
 */
export const maliciousModule: Check = {
  codes: ['feed/malicious'],
  run({ dependency, facts: { advisories: fact } }) {
    if (fact.state !== 'listed') return [];
    const { path } = dependency.effective ?? dependency.required;
    const confirmed = fact.advisories.filter(({ confidence }) => confidence === 'confirmed');
    const told = confirmed.length > 0 ? confirmed : fact.advisories;
    const isWhole = told.some(({ versions }) => versions.some(({ kind }) => kind === 'all'));
    return [
      observe(dependency, 'feed/malicious', messageOf(told, isWhole), {
        at: isWhole ? dependency.pathAt : dependency.versionAt,
        grade: confirmed.length > 0 ? 'usual' : 'eased',
        evidence: fact.advisories.flatMap(evidenceOf),
        // What is said of one thing may get more ids: the first is what it is known by.
        restsOn: [
          ...told.map(({ ids, source }) => ids[0] ?? source).sort(),
          ...(confirmed.length > 0 ? [] : ['reported']),
        ],
        fixes: fixesOf(path, told),
      }),
    ];
  },
};

function messageOf(told: readonly Advisory[], isWhole: boolean): string {
  const what = isWhole ? 'This module' : 'This version';
  const ids = told.flatMap((one) => one.ids);
  const sources = [...new Set(told.map(({ source }) => source))].join('; ');
  if (told.every(({ confidence }) => confidence === 'reported'))
    return `${what} is reported as malicious by one source and not confirmed: ${sources}.`;
  const [first, ...more] = ids;
  const who =
    first === undefined ? sources : `${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
  return `${what} is listed as malicious by ${who}. ${stepOf(told, isWhole)}`;
}

function stepOf(told: readonly Advisory[], isWhole: boolean): string {
  const { imitates = null, imitatesByGuess = false } = told.find((one) => one.imitates !== null) ?? {};
  if (imitates !== null) return `It ${imitatesByGuess ? 'seems to pass' : 'passes'} for ${imitates}.`;
  return isWhole ? 'Remove it.' : 'Others are not: take one of these.';
}

function evidenceOf({ ids, kind, date, source }: Advisory): readonly Evidence[] {
  const known = `${kind}, known since ${date}`;
  return [
    { kind: 'advisory', text: ids.length === 0 ? known : `${ids.join(', ')}: ${known}` },
    { kind: 'source', text: source },
  ];
}

/** Where it is only thought whom it passes for, nothing is offered: a wrong replacement is one more harm. */
function fixesOf(path: string, told: readonly Advisory[]): readonly Fix[] {
  const to = told.find(({ imitates, imitatesByGuess }) => imitates !== null && !imitatesByGuess)?.imitates;
  if (to === undefined || to === null) return [];
  return [{ title: `Replace ${path} with ${to}`, kind: 'replace-module', to }];
}
