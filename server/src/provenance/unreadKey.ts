import { createPublicKey, type KeyObject } from 'node:crypto';

/** Curves of keys that sign by SHA-256, which is all that the library verifies by. */
const READ_CURVES = new Set(['prime256v1']);

/**
 * The form of a signer's key, where signatures of it cannot be judged here: the
 * library takes every signature for one by SHA-256, and keys on longer curves
 * sign by longer hashes. Null for a key that can, and for one that cannot be
 * read at all, which the library refuses. `publicKeyBytes` is DER of a
 * SubjectPublicKeyInfo, attacker-controlled.
 */
export function unreadKey(publicKeyBytes: Uint8Array): string | null {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: Buffer.from(publicKeyBytes), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
  if (key.asymmetricKeyType !== 'ec') return null;
  const curve = key.asymmetricKeyDetails?.namedCurve ?? 'of no name';
  return READ_CURVES.has(curve) ? null : `on the curve ${curve}`;
}
