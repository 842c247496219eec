import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: checksum/mismatch, checksum/missing
 *
 * go.sum does not agree with the bytes that the mirror serves, or has nothing
 * to say about a version that is required. A version of which go.sum knows the
 * go.mod alone is none that the build needs, and a project without go.sum has
 * nothing that could be missing.
 */
export const checksum: Check = {
  codes: ['checksum/mismatch', 'checksum/missing'],
  run({ dependency, facts: { checksum: fact } }) {
    const { version } = dependency.effective ?? dependency.required;
    if (fact.state === 'mismatch') {
      return [
        observe(
          dependency,
          'checksum/mismatch',
          `go.sum does not agree with what the mirror serves for ${version}.`,
          {
            evidence: [
              { kind: 'go.sum', text: fact.expected },
              { kind: 'mirror', text: fact.h1 },
            ],
          },
        ),
      ];
    }
    if (fact.state === 'missing' && fact.goSum && !fact.goModLine) {
      return [observe(dependency, 'checksum/missing', `go.sum has no line for ${version}.`)];
    }
    return [];
  },
};
