import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { decodeBase64 } from './base64.ts';
import { isSignerName } from './signerName.ts';

/** The one algorithm that keys of checksum databases have: Ed25519. */
const ED25519 = 1;

/** What stands before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo (RFC 8410). */
const SPKI_PREFIX = Uint8Array.of(0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00);

/** The public key that a database signs its tree heads with. */
export interface VerifierKey {
  /** The name of the database, such as "sum.golang.org": host, or host and path. */
  readonly name: string;
  /** The first four bytes of a hash over name and key; big-endian, unsigned. Names the key in signature lines. */
  readonly keyHash: number;
  /** As written: `name+hash+key`. */
  readonly text: string;
  /** Tells whether `signatureBytes` is this key's signature of `messageBytes`. Never throws. */
  verify(messageBytes: Uint8Array, signatureBytes: Uint8Array): boolean;
}

/**
 * Reads a verifier key `name+hash+key`: eight hex digits, then standard base64
 * of the algorithm's number and the key.
 *
 * The result is null when it is malformed, of another algorithm than Ed25519,
 * or when its hash is not that of name and key.
 *
 * Follows note.NewVerifier of golang.org/x/mod/sumdb.
 */
export function parseVerifierKey(text: string): VerifierKey | null {
  const firstPlus = text.indexOf('+');
  const secondPlus = text.indexOf('+', firstPlus + 1);
  if (firstPlus < 0 || secondPlus < 0) return null;
  const name = text.slice(0, firstPlus);
  const hex = text.slice(firstPlus + 1, secondPlus);
  const keyBytes = decodeBase64(text.slice(secondPlus + 1));
  if (!isSignerName(name) || !/^[0-9a-fA-F]{8}$/.test(hex) || keyBytes === null) return null;
  const keyHash = Number.parseInt(hex, 16);
  if (keyHash !== keyHashOf(name, keyBytes)) return null;
  if (keyBytes[0] !== ED25519 || keyBytes.length !== 33) return null;
  // Made when it is needed first: most runs meet no signature that they have not kept the result of.
  let publicKey: KeyObject | null | undefined;
  return {
    name,
    keyHash,
    text,
    verify: (messageBytes, signatureBytes) => {
      if (publicKey === undefined) publicKey = toPublicKey(keyBytes.subarray(1));
      return (
        publicKey !== null &&
        signatureBytes.length === 64 &&
        verify(null, messageBytes, publicKey, signatureBytes)
      );
    },
  };
}

function keyHashOf(name: string, keyBytes: Uint8Array): number {
  const digest = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), keyBytes]), 'buffer');
  return digest.readUInt32BE(0);
}

/** Null for bytes that are no point of the curve, should the library look at that: such a key signs nothing. */
function toPublicKey(pointBytes: Uint8Array): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, pointBytes]), format: 'der', type: 'spki' });
  } catch {
    return null;
  }
}
