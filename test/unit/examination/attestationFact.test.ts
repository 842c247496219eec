import { attestationFact } from '../../../server/src/examination/attestationFact.ts';
import type { Attestation, AttestationWanted, BundleVerdict } from '../../../server/src/provenance/index.ts';
import { undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ATTESTATION: Attestation = {
  kind: 'provenance',
  predicateType: 'https://slsa.dev/provenance/v1',
  identity: 'https://github.com/a/b/x.yml@refs/tags/v1',
  issuer: 'https://issuer.example',
  repository: 'https://github.com/a/b',
  commit: 'a'.repeat(40),
  ref: null,
  loggedAt: 1,
};
const WANTED: AttestationWanted = {
  repository: 'https://github.com/a/b',
  renamedTo: null,
  commit: 'a'.repeat(40),
  tagObject: null,
  tag: 'v1',
  issuer: 'https://issuer.example',
  releaseIdentity: null,
};

const verified: BundleVerdict = { state: 'verified', attestation: ATTESTATION };
const refused: BundleVerdict = {
  state: 'refused',
  refused: { reason: 'signature', detail: 'not over these bytes' },
};
const unrelated: BundleVerdict = { state: 'unrelated' };
const unreadable: BundleVerdict = { state: 'unreadable', detail: 'no bundle' };
const unknownRoot: BundleVerdict = { state: 'unknown-root', detail: 'another instance' };
const unfetched = undetermined('upstream-rate-limit', 'later');

/** Bundles that stand for the verdict about them, and answers that hold none. */
const factOf = (...published: readonly (BundleVerdict | typeof unfetched)[]) =>
  attestationFact(
    [published.map((one) => (one.state === 'undetermined' ? one : { bundle: one }))],
    { judge: (bundle) => bundle as BundleVerdict },
    WANTED,
    null,
  );

describe('what is published comes to', () => {
  const cases: readonly (readonly [
    string,
    readonly (BundleVerdict | typeof unfetched)[],
    string,
    string | null,
  ])[] = [
    ['nothing', [], 'none-published', null],
    ['an attestation', [verified], 'attested', null],
    ['an attestation, whatever else there is', [refused, unfetched, unreadable, verified], 'attested', null],
    ['nothing where all is refused', [refused, refused], 'none-published', null],
    ['nothing where all is about something else', [unrelated], 'none-published', null],
    ['nobody knows what, where a bundle was not got', [unfetched], 'undetermined', 'upstream-rate-limit'],
    ['nobody knows what, where one is no bundle', [unreadable], 'undetermined', 'upstream-malformed'],
    ['nobody knows what, without a root', [unknownRoot], 'undetermined', 'no-trusted-root'],
    [
      'nobody knows what, where one is refused and another open',
      [refused, unknownRoot],
      'undetermined',
      'no-trusted-root',
    ],
  ];
  test.each(cases)('%s', (_, published, state, reason) => {
    const fact = factOf(...published);
    expect(fact.state).toBe(state);
    if (reason !== null) expect(fact).toMatchObject({ reason });
  });

  test('what is refused is told, also beside what attests and what is open', () => {
    expect(factOf(refused, verified)).toMatchObject({ refused: [{ reason: 'signature' }] });
    expect(factOf(refused)).toMatchObject({ refused: [{ reason: 'signature' }] });
    expect(factOf(refused, unfetched)).toMatchObject({ detail: expect.stringMatching(/does not verify/) });
  });

  test('an answer that could not be had leaves it open, whatever another list holds', () => {
    const judge = { judge: (bundle: unknown) => bundle as BundleVerdict };
    expect(attestationFact([unfetched, []], judge, WANTED, null)).toMatchObject({
      reason: 'upstream-rate-limit',
    });
    expect(attestationFact([unfetched, [{ bundle: verified }]], judge, WANTED, null).state).toBe('attested');
  });

  test('one for another repository is refused only where it is known what the repository is called', () => {
    const judge = { judge: (bundle: unknown) => bundle as BundleVerdict };
    const detail = 'it was signed for https://github.com/new/b';
    const elsewhere: BundleVerdict = { state: 'refused', refused: { reason: 'repository', detail } };
    const comesTo = (bundles: readonly BundleVerdict[], nameUnknown: typeof unfetched | null) =>
      attestationFact([bundles.map((bundle) => ({ bundle }))], judge, WANTED, nameUnknown);
    expect(comesTo([elsewhere], null).state).toBe('none-published');
    expect(comesTo([elsewhere], unfetched)).toEqual(unfetched);
    expect(comesTo([elsewhere, verified], unfetched).state).toBe('attested');
    // Whatever the repository is called, a signature that is none attests nothing.
    expect(comesTo([refused], unfetched).state).toBe('none-published');
  });
});
