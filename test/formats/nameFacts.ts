import type { SquatCode } from '../../server/src/typosquat/index.ts';
import type { NameFact } from '../../server/src/verdict/index.ts';

const SQUATS: Readonly<Record<SquatCode, 1>> = {
  'squat/misspelling': 1,
  'squat/owner-affix': 1,
  'squat/host-swap': 1,
  'squat/lookalike': 1,
  'squat/case-variant': 1,
  'squat/other-owner': 1,
};

/** Everything that a name can say. */
export const NAMES: readonly NameFact[] = [
  { state: 'known' },
  { state: 'unremarkable' },
  ...(Object.keys(SQUATS) as SquatCode[]).map((code) => ({
    state: 'suspect' as const,
    code,
    target: 'github.com/known/thing',
    targetWeight: 12,
    ownWeight: 0,
    rule: 'owner affix "-go"',
  })),
];
