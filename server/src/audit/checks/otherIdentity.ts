import type { Check } from '../check.ts';
import { observe } from '../check.ts';
import { gradeOfCopy } from './nearCopy.ts';

/** Places of one name that are told. */
const MAX_PLACES = 3;

/**
 * Finding: squat/other-identity
 *
 * The module's own texts call it by another module's path. Eased where the
 * content was compared with that module and nothing speaks against it: then it
 * is a fork that left the texts as they were. Of a known publisher nothing is told.
 */
export const otherIdentity: Check = {
  codes: ['squat/other-identity'],
  run({ dependency, facts: { name, identity, likeness, circumstances } }) {
    if (identity.state !== 'other' || name.state === 'known') return [];
    if (circumstances?.acknowledged === 'successor') return [];
    const { named } = identity;
    const isCompared = likeness.state === 'near-copy' || likeness.state === 'unlike';
    const isSound = likeness.state !== 'near-copy' || gradeOfCopy(likeness) === 'eased';
    const module = dependency.effective ?? dependency.required;
    return [
      observe(dependency, 'squat/other-identity', `Its own texts say that it is ${named.path}.`, {
        at: dependency.pathAt,
        grade: isCompared && isSound ? 'eased' : 'usual',
        evidence: named.places.slice(0, MAX_PLACES).map(({ kind, file, line, text }) => ({
          kind: 'says',
          text: `${file}:${line + 1} ${kind}: ${text}`,
        })),
        fixes: [
          { title: `Replace ${module.path} with ${named.path}`, kind: 'replace-module', to: named.path },
        ],
      }),
    ];
  },
};
