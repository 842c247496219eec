import type { Attestation, AttestationWanted, BundleJudge, RefusedAttestation } from '../provenance/index.ts';
import type { PublishedBundle } from '../sources/index.ts';
import { type ProvenanceFact, type Undetermined, undetermined } from '../verdict/index.ts';

/**
 * What bundles that are published for a commit come to. One that verifies
 * attests it, whatever the others are. Where none does, one that could not be
 * read or judged leaves the matter open: it may be the one. So does one for
 * another repository while it is not known what the repository is called today:
 * `nameUnknown` says why, null where it is known.
 */
export function attestationFact(
  lists: readonly (readonly PublishedBundle[] | Undetermined)[],
  judge: BundleJudge,
  wanted: AttestationWanted,
  nameUnknown: Undetermined | null,
): ProvenanceFact {
  const attestations: Attestation[] = [];
  const refused: RefusedAttestation[] = [];
  let open: Undetermined | null = null;
  for (const published of lists.flatMap((list) => ('state' in list ? [list] : list))) {
    if ('state' in published) {
      open ??= published;
      continue;
    }
    const verdict = judge.judge(published.bundle, wanted);
    if (verdict.state === 'verified') attestations.push(verdict.attestation);
    else if (verdict.state === 'refused' && verdict.refused.reason === 'repository' && nameUnknown !== null)
      open ??= nameUnknown;
    else if (verdict.state === 'refused') refused.push(verdict.refused);
    else if (verdict.state === 'unreadable') open ??= undetermined('upstream-malformed', verdict.detail);
    else if (verdict.state === 'unknown-root') open ??= undetermined('no-trusted-root', verdict.detail);
  }
  if (attestations.length > 0) return { state: 'attested', attestations, refused };
  if (open === null) return { state: 'none-published', refused };
  const [first] = refused;
  if (first === undefined) return open;
  return { ...open, detail: `${open.detail}; another one does not verify: ${first.detail}` };
}
