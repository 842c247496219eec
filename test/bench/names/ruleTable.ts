import {
  judgeName,
  type NameIndex,
  type NameVerdict,
  type SquatCode,
} from '../../../server/src/typosquat/index.ts';
import { documentedInCorpus } from './labelledRows.ts';
import type { LeftOut } from './leftOut.ts';
import { confusablePairs } from './material.ts';

/** The kinds of documented modules that a rule is there for. */
const MEANT_FOR: Readonly<Partial<Record<SquatCode, RegExp>>> = {
  'squat/misspelling': /^typosquat$/,
  'squat/owner-affix': /^combosquat$/,
  'squat/other-owner': /^(repo-clone|repo takeover)$/,
};

const CODES: readonly SquatCode[] = [
  'squat/misspelling',
  'squat/lookalike',
  'squat/owner-affix',
  'squat/host-swap',
  'squat/case-variant',
  'squat/other-owner',
];

/**
 * Precision and recall of each rule on the labelled sets as a Markdown table.
 *
 * Good is a documented module whose target is in the corpus; bad is an honest
 * module of the look-alike pairs, judged as if the corpus had never heard of
 * its publisher, which is the hardest way to be judged. Recall is over the
 * documented modules of the kind that the rule is there for.
 */
export function ruleTable(index: NameIndex, leftOut: LeftOut): string {
  const documented = documentedInCorpus(index).map(({ path, kind }) => ({
    kind,
    verdict: judgeName(path, index),
  }));
  const honest = [...new Set(confusablePairs().flatMap(({ a, b }) => [a, b]))].map((path) =>
    leftOut.judge(path),
  );
  const lines = CODES.map((code) => {
    const hits = documented.filter(({ verdict }) => codeOf(verdict) === code);
    const falseHits = honest.filter((verdict) => codeOf(verdict) === code).length;
    const meant = documented.filter(({ kind }) => MEANT_FOR[code]?.test(kind));
    const found = meant.filter(({ verdict }) => codeOf(verdict) === code).length;
    const precision = hits.length + falseHits === 0 ? '–' : share(hits.length, hits.length + falseHits);
    const recall = meant.length === 0 ? '–' : `${share(found, meant.length)} (${found} of ${meant.length})`;
    return `| \`${code}\` | ${hits.length} of ${documented.length} | ${falseHits} of ${honest.length} | ${precision} | ${recall} |`;
  });
  return [
    '| rule | documented modules it found | honest look-alikes it flagged | precision | recall on its kind |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}

function codeOf(verdict: NameVerdict): SquatCode | null {
  return verdict.state === 'suspect' ? verdict.code : null;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
