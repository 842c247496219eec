import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: feed/mirror-block, version/unknown
 *
 * The mirror refuses the module as malicious, in so many words, or has no such
 * module or version. A bare refusal is neither: healthy modules get some, too.
 */
export const mirrorAnswer: Check = {
  codes: ['feed/mirror-block', 'version/unknown'],
  run({ dependency, facts: { content } }) {
    if (content.state !== 'undetermined') return [];
    const { version } = dependency.effective ?? dependency.required;
    if (content.reason === 'blocked-by-mirror') {
      return [
        observe(dependency, 'feed/mirror-block', 'The mirror refuses this module as malicious. Remove it.', {
          at: dependency.pathAt,
          restsOn: [],
          evidence: [{ kind: 'mirror', text: content.detail }],
        }),
      ];
    }
    if (content.reason === 'not-at-mirror') {
      return [
        observe(dependency, 'version/unknown', `The mirror has no version ${version} of this module.`, {
          restsOn: [],
          evidence: [{ kind: 'mirror', text: content.detail }],
        }),
      ];
    }
    return [];
  },
};
