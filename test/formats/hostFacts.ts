import type { Attestation } from '../../server/src/provenance/index.ts';
import { type ProtectionFact, type ProvenanceFact, undetermined } from '../../server/src/verdict/index.ts';

const ATTESTATION: Attestation = {
  kind: 'provenance',
  predicateType: 'https://slsa.dev/provenance/v1',
  identity: 'https://github.com/someone/thing/.github/workflows/release.yml@refs/tags/v1.0.0',
  issuer: 'https://token.actions.githubusercontent.com',
  repository: 'https://github.com/someone/thing',
  commit: '0123456789abcdef0123456789abcdef01234567',
  ref: 'refs/tags/v1.0.0',
  loggedAt: 1_700_000_000,
};

/** Everything that can be learnt about attestations. */
export const PROVENANCES: readonly ProvenanceFact[] = [
  { state: 'attested', attestations: [ATTESTATION], refused: [] },
  {
    state: 'attested',
    attestations: [{ ...ATTESTATION, kind: 'release', ref: null, loggedAt: null }],
    refused: [{ reason: 'signature', detail: 'it is not over these bytes' }],
  },
  { state: 'none-published', refused: [] },
  { state: 'none-published', refused: [{ reason: 'commit', detail: '' }] },
  undetermined('host-hides', 'the host answered with status 403'),
];

/** Everything that can be learnt about the protection of tags. */
export const PROTECTIONS: readonly ProtectionFact[] = [
  ...(['immutable', 'restricted', 'movable'] as const).map((state) => ({
    state,
    by: state === 'movable' ? '' : 'a rule',
    mayMove: 'whoever may write to the repository',
    sources: ['https://api.example.test/rules'],
  })),
  undetermined('no-host-service'),
];
