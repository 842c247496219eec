import { judgeName, type NameIndex, type NameVerdict } from '../../../server/src/typosquat/index.ts';
import { type LeftOut, publisherOf } from './leftOut.ts';
import { confusablePairs, type Documented, documentedModules } from './material.ts';
import { atLeastShare, atMostShare, information, type Row } from './row.ts';
import { isWarning, told } from './severity.ts';

/** The documented modules against the corpus: those that imitate an owner, those with a known target, all. */
export function maliciousRows(index: NameIndex): Row[] {
  const all = documentedModules();
  const inCorpus = all.filter(({ target }) => target !== null && isListed(target, index));
  const imitating = inCorpus.filter(imitatesOwner);
  const warned = imitating.filter(({ path }) => isWarning(judgeName(path, index)));
  const flagged = inCorpus.filter(({ path }) => judgeName(path, index).state === 'suspect');
  const rightTarget = flagged.filter((each) => namesTarget(judgeName(each.path, index), each));
  const anywhere = all.filter(({ path }) => judgeName(path, index).state === 'suspect');
  return [
    atLeastShare(
      {
        what: `documented malicious modules whose owner imitates an owner of the corpus (${imitating.length}): warning`,
        peer: '2 (GuardDog)',
        details: imitating.map((each) => toldOf(each, index)),
      },
      warned.length,
      imitating.length,
      1,
    ),
    atLeastShare(
      {
        what: `documented malicious modules whose target is in the corpus (${inCorpus.length}): hint at least`,
        peer: '14 % (GuardDog, 2 of 14 modules)',
        details: inCorpus
          .filter((each) => !flagged.includes(each))
          .map((each) => `missed: ${toldOf(each, index)}`),
      },
      flagged.length,
      inCorpus.length,
      0.95,
    ),
    information(
      {
        what: 'of those, the documented target is the one that is told',
        details: flagged
          .filter((each) => !rightTarget.includes(each))
          .map((each) => `other: ${toldOf(each, index)}`),
      },
      `${rightTarget.length} of ${flagged.length}`,
    ),
    information(
      { what: `all documented malicious modules (${all.length}), target known or not: hint at least` },
      `${anywhere.length} of ${all.length}`,
    ),
  ];
}

/** The honest look-alikes, with the judged side in the corpus and without it. */
export function confusableRows(index: NameIndex, leftOut: LeftOut): Row[] {
  const pairs = confusablePairs();
  const sides = pairs.flatMap(({ a, b }) => [a, b]);
  const verdicts = new Map(sides.map((path) => [path, leftOut.judge(path)]));
  const alarms = (judge: (path: string) => NameVerdict, pair: { a: string; b: string }) =>
    [pair.a, pair.b].some((path) => isWarning(judge(path)));
  const whole = pairs.filter((pair) => alarms((path) => judgeName(path, index), pair));
  const without = pairs.filter((pair) => alarms((path) => verdicts.get(path)!, pair));
  const details = (judge: (path: string) => NameVerdict) =>
    [...new Set(sides)].filter((path) => isWarning(judge(path))).map((path) => told(path, judge(path)));
  return [
    atMostShare(
      {
        what: `honest pairs that look alike (${pairs.length}): warning`,
        details: details((path) => judgeName(path, index)),
      },
      whole.length,
      pairs.length,
      0.01,
    ),
    atMostShare(
      {
        what: 'the same, each side as if the corpus had never heard of its publisher',
        details: details((path) => verdicts.get(path)!),
      },
      without.length,
      pairs.length,
      0.01,
    ),
  ];
}

/** The documented modules whose target is in the corpus. */
export function documentedInCorpus(index: NameIndex): Documented[] {
  return documentedModules().filter(({ target }) => target !== null && isListed(target, index));
}

/** Tells whether the corpus holds the module, in whatever major version. */
function isListed(path: string, index: NameIndex): boolean {
  const repository = index.repositories.get(path.toLowerCase());
  return repository?.modules.some((module) => module.path.startsWith(path)) ?? false;
}

/** More slips than this leave another name. */
const MOST_SLIPS = 3;
const LEAST_LETTERS = 4;

/**
 * Tells by the two owners alone whether one is written like the other: few
 * slips away, the same letters in another order, or one within the other. It
 * shares no code with the rules.
 */
function imitatesOwner({ path, target }: Documented): boolean {
  const [mine, its] = [path, target ?? ''].map(
    (each) => each.toLowerCase().split('/')[1]?.replace(/[-_.]/g, '') ?? '',
  );
  if (mine === undefined || its === undefined || publisherOf(path) === publisherOf(target ?? ''))
    return false;
  if (
    Math.min(mine.length, its.length) < LEAST_LETTERS ||
    !target?.startsWith(path.slice(0, path.indexOf('/') + 1))
  )
    return false;
  const letters = (name: string) => [...name].sort().join('');
  return (
    mine.includes(its) ||
    its.includes(mine) ||
    letters(mine) === letters(its) ||
    slipsBetween(mine, its) <= MOST_SLIPS
  );
}

/** Insertions, removals, replacements and swaps of neighbours that make `b` of `a` (optimal string alignment). */
function slipsBetween(a: string, b: string): number {
  let [before, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}

function namesTarget(verdict: NameVerdict, { target }: Documented): boolean {
  return (
    verdict.state === 'suspect' &&
    target !== null &&
    verdict.target.toLowerCase().startsWith(target.toLowerCase())
  );
}

function toldOf({ path, target }: Documented, index: NameIndex): string {
  return `${told(path, judgeName(path, index))}; documented: ${target}`;
}
