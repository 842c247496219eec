import { hostWordsOf } from '../../../server/src/report/index.ts';
import { type ModuleFacts, undetermined } from '../../../server/src/verdict/index.ts';
import { fullResult } from '../../formats/auditResult.ts';
import { describe, expect, test } from '../../kit.ts';

const facts = (change: Partial<ModuleFacts>): ModuleFacts => {
  const [first] = fullResult().modules;
  if (first === undefined) throw new Error('there are no facts');
  const unasked = undetermined('not-asked');
  return { ...first.facts, provenance: unasked, protection: unasked, ...change };
};

const ATTESTATION = {
  kind: 'provenance',
  predicateType: 'https://slsa.dev/provenance/v1',
  identity: 'https://github.com/a/b/.github/workflows/x.yml@refs/tags/v1',
  issuer: 'https://issuer.example',
  repository: 'https://github.com/a/b',
  commit: 'a'.repeat(40),
  ref: null,
  loggedAt: 1_700_000_000,
} as const;

describe('what a code host said is told', () => {
  const cases: readonly (readonly [string, Partial<ModuleFacts>, readonly (readonly string[])[]])[] = [
    ['not at all where it was not asked', {}, []],
    [
      'not at all where it could not be determined',
      { provenance: undetermined('host-hides'), protection: undetermined('upstream-rate-limit') },
      [],
    ],
    [
      'with who signed it and when',
      { provenance: { state: 'attested', attestations: [ATTESTATION], refused: [] } },
      [['attested', `built, signed by ${ATTESTATION.identity}, 2023-11-14`]],
    ],
    [
      'as a plain fact where nothing is published',
      { provenance: { state: 'none-published', refused: [] } },
      [['attested', 'none published']],
    ],
    [
      'with what is wrong where it does not verify',
      { provenance: { state: 'none-published', refused: [{ reason: 'commit', detail: 'it is another' }] } },
      [['attested', 'published, and does not verify: it is another']],
    ],
    [
      'with who may move a tag',
      { protection: { state: 'movable', by: '', mayMove: 'writers', sources: [] } },
      [['tag', 'can be moved by writers']],
    ],
    [
      'with what protects a tag, and from whom it does not',
      { protection: { state: 'restricted', by: 'ruleset "x"', mayMove: 'some', sources: [] } },
      [['tag', 'ruleset "x"; may move it: some']],
    ],
  ];
  test.each(cases)('%s', (_, change, words) => {
    expect(hostWordsOf(facts(change))).toEqual(words);
  });
});
