import { createHash } from 'node:crypto';
import type { Bundle } from '@sigstore/bundle';
import type { SignedEntity } from '@sigstore/verify';

type Content = SignedEntity['signature'];
type Entry = Bundle['verificationMaterial']['tlogEntries'][number];

/**
 * Tells whether an entry is of the form in which logs of the second generation
 * (Rekor 2) hold an envelope: its signature, and the hash of the bytes that were
 * signed. Older forms hold the hash of the statement alone.
 *
 * Follows the specification of Rekor 2 in Sigstore's architecture-docs, 6.1.4.
 */
export function isHashed({ kindVersion }: Entry): boolean {
  return kindVersion.kind === 'hashedrekord' && kindVersion.version === '0.0.2';
}

/**
 * What is wrong with what such an entry says besides its proof; null for nothing.
 * These logs tell no time, and number their entries as the proof does. No
 * signature covers what a bundle says there, so it has to be that.
 */
export function faultOfHashed(entry: Entry): string | null {
  if (entry.integratedTime !== '0') return 'the log entry has a time that its log does not give';
  if (entry.logIndex !== entry.inclusionProof?.logIndex)
    return 'the log entry has another number than its proof';
  return null;
}

/**
 * The content of an envelope as such an entry is to be compared with it. The
 * library compares the hash in every entry with that of the statement; for these
 * it is given the signed bytes, which are DSSE's pre-authentication encoding.
 */
export function contentAsHashed(
  content: Content,
  { payloadType, payload }: { readonly payloadType: string; readonly payload: Uint8Array },
): Content {
  const digest = createHash('sha256')
    .update(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `)
    .update(payload)
    .digest();
  return {
    signature: content.signature,
    compareSignature: (signature) => content.compareSignature(signature),
    compareDigest: (logged) => digest.equals(logged),
    verifySignature: (key) => content.verifySignature(key),
  };
}
