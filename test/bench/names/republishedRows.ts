import { textOf } from './contentModule.ts';
import type { Tally } from './contentRuleTable.ts';
import { type Copy, compareCopy, meansSame, shareOf, targetsOf } from './contentVerdict.ts';
import { ACTS, HIDINGS, TRIGGERS } from './loaderStyle.ts';
import { onImport } from './onImport.ts';
import type { RepublishedCase, RepublishedSet } from './republishedSet.ts';
import { atLeastShare, information, type Row } from './row.ts';

/** What each kind of evidence says of one republication. */
interface Judged {
  readonly it: RepublishedCase;
  readonly runsOnImport: boolean;
  /** Whether the original is the target by name, or one of those that the module's own text names. */
  readonly foundByName: boolean;
  readonly foundByText: boolean;
  readonly namesOther: boolean;
  /** The comparison with the original, found or not. */
  readonly copy: Copy;
}

const isFound = ({ foundByName, foundByText }: Judged): boolean => foundByName || foundByText;
const isNearCopyError = (judged: Judged): boolean => isFound(judged) && judged.copy.grade === 'aggravated';
const isError = (judged: Judged): boolean => judged.runsOnImport || isNearCopyError(judged);

/** Rows about republications with inert loaders: how many are an error, by what, and in which styles. */
export function republishedRows(
  set: RepublishedSet,
  seed: number,
): { readonly rows: readonly Row[]; readonly tally: Tally } {
  const all = set.cases.map((it) => judge(it, set));
  const made = `seed ${seed}; ${all.length} republications, ${set.trulyUnknown} of originals that the corpus does not know, the rest of the other half left out of it`;
  const share = (
    what: string,
    of: readonly Judged[],
    holds: (judged: Judged) => boolean,
    least = 0.95,
  ): Row =>
    atLeastShare(
      { what, details: of.filter((each) => !holds(each)).map(told) },
      of.filter(holds).length,
      of.length,
      least,
    );
  const inside = all.filter(({ it }) => it.inCorpus);
  const outside = all.filter(({ it }) => !it.inCorpus);
  const traced = all.filter(hasTrace);
  const total = share('rebuilt republications flagged at error', all, isError);
  const rows = [
    { ...total, details: [made, ...total.details] },
    share('the same, original in the corpus', inside, isError),
    share('the same, original not in the corpus', outside, isError),
    share(
      'what runs on import alone, loaders that hide their text',
      all.filter(hides),
      (each) => each.runsOnImport,
    ),
    share('near copy alone, compared with the original', all, ({ copy }) => copy.grade === 'aggravated'),
    share(
      'original found in the text, where its path still stands',
      traced,
      ({ foundByText }) => foundByText,
      0.8,
    ),
    ...perStyle(all),
  ];
  const count = (holds: (judged: Judged) => boolean): number => all.filter(holds).length;
  return {
    rows,
    tally: {
      of: all.length,
      runsOnImport: count(({ runsOnImport }) => runsOnImport),
      nearCopy: count(isNearCopyError),
      otherIdentity: count(({ namesOther }) => namesOther),
    },
  };
}

function judge(it: RepublishedCase, set: RepublishedSet): Judged {
  const { republication, original } = it;
  const { byName, byText, namesOther } = targetsOf(republication, set.index);
  return {
    it,
    namesOther,
    runsOnImport: onImport(republication).grave.length > 0,
    foundByName: byName !== null && meansSame(byName, original.module.path),
    foundByText: byText.some((path) => meansSame(path, original.module.path)),
    copy: compareCopy(republication, original),
  };
}

/** Whether a text that people read, or a comment, still names the original by its path. */
function hasTrace({ it }: Judged): boolean {
  const bare = it.original.module.path.replace(/\/v\d+$/, '').toLowerCase();
  return [...it.republication.files].some(
    ([path, bytes]) =>
      /^(?:[^/]*\.go|readme[^/]*|\.github\/.*|makefile)$/i.test(path) &&
      textOf(bytes).toLowerCase().includes(bare),
  );
}

function hides({ it }: Judged): boolean {
  return it.republication.style.hiding !== 'plain';
}

/** One line for each kind of choice: how often it was an error by what runs on import alone. */
function perStyle(all: readonly Judged[]): Row[] {
  const shown = <Choice extends string>(choices: readonly Choice[], of: (judged: Judged) => Choice): string =>
    choices
      .map((choice) => {
        const some = all.filter((judged) => of(judged) === choice);
        return `${choice} ${some.filter(({ runsOnImport }) => runsOnImport).length}/${some.length}`;
      })
      .join(', ');
  return [
    information(
      { what: 'what runs on import alone, by hiding' },
      shown(HIDINGS, ({ it }) => it.republication.style.hiding),
    ),
    information(
      { what: 'what runs on import alone, by trigger' },
      shown(TRIGGERS, ({ it }) => it.republication.style.trigger),
    ),
    information(
      { what: 'what runs on import alone, by act' },
      shown(ACTS, ({ it }) => it.republication.style.act),
    ),
  ];
}

function told({ it, runsOnImport, foundByName, foundByText, copy }: Judged): string {
  const { module, original, style, touched } = it.republication;
  const { hiding, trigger, act, readme } = style;
  return [
    `${module.path}@${module.version} from ${original.path}@${original.version}`,
    `${hiding}, ${trigger}, ${act}, README ${readme}, in ${touched.join(' and ')}`,
    `runs on import ${runsOnImport}, found by name ${foundByName}, by text ${foundByText}`,
    `share ${shareOf(copy).toFixed(2)}, near copy ${copy.grade ?? 'none'}`,
  ].join('; ');
}
