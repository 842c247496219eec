import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: squat/misspelling, squat/owner-affix, squat/host-swap, squat/lookalike, squat/case-variant
 *
 * The module path resembles a far more used one that somebody else publishes.
 * The same repository name under another owner is no finding by itself: three
 * of a hundred honest modules would be accused.
 */
export const suspectName: Check = {
  codes: [
    'squat/misspelling',
    'squat/owner-affix',
    'squat/host-swap',
    'squat/lookalike',
    'squat/case-variant',
  ],
  run({ dependency, facts: { name } }) {
    if (name.state !== 'suspect' || name.code === 'squat/other-owner') return [];
    const known = name.targetWeight === 0 ? 'is well known' : `is required by ${projects(name.targetWeight)}`;
    const own = name.ownWeight === 0 ? 'this one by none' : `this one by ${name.ownWeight}`;
    const message =
      name.code === 'squat/case-variant'
        ? `Differs from ${name.target} in letter case alone; Go takes the two for different modules.`
        : `Imitates ${name.target} (${name.rule}), which ${known}${name.targetWeight === 0 ? '' : `; ${own}`}.`;
    return [
      observe(dependency, name.code, message, {
        at: dependency.pathAt,
        evidence: [
          { kind: 'known-module', text: `${name.target} ${known}` },
          { kind: 'rule', text: name.rule },
        ],
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

function projects(weight: number): string {
  return weight === 1 ? '1 known project' : `${weight} known projects`;
}
