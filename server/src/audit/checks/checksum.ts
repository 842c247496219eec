import type { Evidence } from '../../finding/index.ts';
import type { CopySource, Mismatch } from '../../verdict/index.ts';
import type { Check } from '../check.ts';
import { observe } from '../check.ts';

/**
 * Finding: checksum/mismatch, checksum/missing, checksum/unlogged
 *
 * go.sum, the bytes that are served and the checksum database do not agree, or
 * one of them has nothing to say about a version that is required. A version of
 * which go.sum knows the go.mod alone is none that the build needs, and a
 * project without go.sum has nothing that could be missing.
 */
export const checksum: Check = {
  codes: ['checksum/mismatch', 'checksum/missing', 'checksum/unlogged'],
  run({ dependency, facts: { checksum: fact } }) {
    const { version } = dependency.effective ?? dependency.required;
    switch (fact.state) {
      case 'mismatch':
        return [
          observe(dependency, 'checksum/mismatch', mismatchWords(fact, version), {
            evidence: mismatchEvidence(fact),
            // Which of the two was seen first depends on who could be asked.
            restsOn: [fact.h1, fact.expected].sort(),
          }),
        ];
      case 'missing':
        return fact.goSum && !fact.goModLine
          ? [observe(dependency, 'checksum/missing', `go.sum has no line for ${version}.`, { restsOn: [] })]
          : [];
      case 'unlogged':
        return [
          observe(
            dependency,
            'checksum/unlogged',
            `The checksum database does not hold ${version}, which is served all the same.`,
            { evidence: [{ kind: 'served', text: fact.h1 }], restsOn: [fact.h1] },
          ),
        ];
      default:
        return [];
    }
  },
};

const SERVED: Readonly<Record<CopySource, string>> = {
  mirror: 'what the mirror serves',
  'module-cache': "what this machine's module cache holds",
};

function mismatchWords({ against, from }: Mismatch, version: string): string {
  if (from === 'go.sum') return `go.sum does not agree with the checksum database about ${version}.`;
  const who = against === 'go.sum' ? 'go.sum' : 'The checksum database';
  return `${who} does not agree with ${SERVED[from]} for ${version}.`;
}

function mismatchEvidence({ h1, expected, against, from }: Mismatch): readonly Evidence[] {
  return [
    { kind: against, text: expected },
    { kind: from, text: h1 },
  ];
}
