import { judgeName, type NameIndex } from '../../../server/src/typosquat/index.ts';
import type { LeftOut } from './leftOut.ts';
import { realModules } from './material.ts';
import { atMostShare, notMeasured, type Row } from './row.ts';
import { gravityOf, isWarning, told } from './severity.ts';

const WARNINGS = 'modules of real go.mod files: warning or above';
const ERRORS = 'the same: error';
const HINTS = 'the same: hint';
const UNHEARD = 'the same, each module as if the corpus had never heard of its publisher: warning';
const MOST_WARNINGS = 0.001;
const MOST_HINTS = 0.03;

/** False alarms on what real go.mod files require, which is assumed, not proven, to be honest. */
export function realRows(index: NameIndex, leftOut: LeftOut): Row[] {
  const real = realModules();
  if ('why' in real) {
    return [
      notMeasured({ what: WARNINGS, peer: '1.14 % (GuardDog)' }, 'at most 0.1 %', real.why),
      notMeasured({ what: ERRORS }, '0', real.why),
      notMeasured({ what: HINTS }, 'at most 3 %', real.why),
      notMeasured(
        { what: UNHEARD, peer: '4.04 % (GuardDog, one module left out)' },
        'at most 0.1 %',
        real.why,
      ),
    ];
  }
  const { paths, files } = real;
  const verdicts = paths.map((path) => ({ path, verdict: judgeName(path, index) }));
  const unheard = paths.map((path) => ({ path, verdict: leftOut.judge(path) }));
  const warned = verdicts.filter(({ verdict }) => isWarning(verdict));
  const errors = verdicts.filter(({ verdict }) => gravityOf(verdict) === 'error');
  const hinted = verdicts.filter(({ verdict }) => gravityOf(verdict) === 'hint');
  const unheardWarned = unheard.filter(({ verdict }) => isWarning(verdict));
  const known = verdicts.filter(({ verdict }) => verdict.state === 'known').length;
  return [
    atMostShare(
      {
        what: `distinct ${WARNINGS} (${files} files)`,
        peer: '1.14 % (GuardDog)',
        details: [
          `${known} of ${paths.length} are known`,
          ...warned.map(({ path, verdict }) => told(path, verdict)),
        ],
      },
      warned.length,
      paths.length,
      MOST_WARNINGS,
    ),
    atMostShare({ what: ERRORS }, errors.length, paths.length, 0),
    atMostShare(
      { what: HINTS, details: hinted.map(({ path, verdict }) => told(path, verdict)) },
      hinted.length,
      paths.length,
      MOST_HINTS,
    ),
    atMostShare(
      {
        what: UNHEARD,
        peer: '4.04 % (GuardDog, one module left out)',
        details: unheardWarned.map(({ path, verdict }) => told(path, verdict)),
      },
      unheardWarned.length,
      paths.length,
      MOST_WARNINGS,
    ),
  ];
}
