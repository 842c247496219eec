import { TrustedRoot } from '@sigstore/protobuf-specs';
import { type TrustMaterial, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { TrustedRootText } from './attestation.ts';

/** One Sigstore instance: whom it trusts, and what a bundle of it has to prove. */
export interface Instance {
  readonly verifier: Verifier;
  /** Distinguished names of its certificate authorities, as DER. */
  readonly authorities: readonly Uint8Array[];
  /** The ids of its transparency logs. */
  readonly logIds: readonly Uint8Array[];
  /** Whether the user named its root. */
  readonly isUsers: boolean;
}

/** A file holds one root for each instance that somebody works with. */
const MAX_ROOTS = 16;

/**
 * Reads trusted roots: one JSON text, or one on each line. Throws where there is
 * none that can be read: judged by fewer roots than meant, good bundles would be refused.
 *
 * An instance that has a transparency log has to prove that it logged what it
 * signed, one that logs certificates that it logged them; each needs a time that
 * is proven. The private instances of code hosts have timestamp authorities alone.
 */
export function readTrustedRoots({ text, isUsers }: TrustedRootText): readonly Instance[] {
  const roots = documentsOf(text).map((one) => TrustedRoot.fromJSON(one));
  if (roots.length === 0 || roots.length > MAX_ROOTS) throw new Error('it holds no trusted root');
  return roots.map((root) => {
    const material = toTrustMaterial(root);
    if (material.certificateAuthorities.length === 0) throw new Error('it names no certificate authority');
    const verifier = new Verifier(material, {
      tlogThreshold: material.tlogs.length > 0 ? 1 : 0,
      ctlogThreshold: material.ctlogs.length > 0 ? 1 : 0,
      timestampThreshold: 1,
    });
    const logIds = material.tlogs.map(({ logID }) => logID);
    return { verifier, authorities: namesOf(material), logIds, isUsers };
  });
}

function documentsOf(text: string): readonly unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line): unknown => JSON.parse(line));
  }
}

function namesOf({ certificateAuthorities }: TrustMaterial): readonly Uint8Array[] {
  return certificateAuthorities.flatMap(({ certChain }) => certChain.map(({ subject }) => subject));
}
