import type { AttestationWanted, BundleVerdict, TrustedRootText } from './attestation.ts';

/** Judges bundles by the roots that it was loaded with. */
export interface BundleJudge {
  /**
   * Judges one bundle, parsed from JSON and attacker-controlled. Never throws.
   * The work is bounded: see `limits.ts`.
   */
  judge(bundle: unknown, wanted: AttestationWanted): BundleVerdict;
}

/** Loads the libraries and the roots. Rejects where the text holds no trusted root that can be read. */
export async function loadBundleJudge(roots: TrustedRootText): Promise<BundleJudge> {
  const [{ readTrustedRoots }, { judgeBundle }] = await Promise.all([
    import('./trustedRoots.ts'),
    import('./judgeBundle.ts'),
  ]);
  const trusted = readTrustedRoots(roots);
  return { judge: (bundle, wanted) => judgeBundle(bundle, wanted, trusted) };
}
