import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: provenance/unprotected-tags
 *
 * The rules of the code host could be read, and neither a rule nor a release
 * keeps the tag of the version where it is. That is so for most modules, so it is
 * told where a project asks for it alone.
 */
export const tagProtection: Check = {
  codes: ['provenance/unprotected-tags'],
  run({ dependency, facts: { protection } }) {
    if (protection.state !== 'movable') return [];
    const { version } = dependency.effective ?? dependency.required;
    return [
      observe(
        dependency,
        'provenance/unprotected-tags',
        `The tag of ${version} can be moved: no rule and no release of upstream protects it.`,
        {
          evidence: [
            { kind: 'may-move', text: protection.mayMove },
            ...protection.sources.map((text) => ({ kind: 'source', text })),
          ],
          restsOn: [],
        },
      ),
    ];
  },
};
