import { createHash } from 'node:crypto';
import type { TileLog } from './tileLog.ts';

/**
 * Logs an envelope by the hash of its signed bytes, and gives the entry as it
 * stands in a bundle. Follows the specification of Rekor 2, section 6.1.4.
 */
export function tileEntry(
  log: TileLog,
  signed: Uint8Array,
  signature: Uint8Array,
  certificate: Buffer,
): object {
  const entry = {
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest: createHash('sha256').update(signed).digest('base64') },
        signature: {
          content: Buffer.from(signature).toString('base64'),
          verifier: {
            keyDetails: 'PKIX_ECDSA_P256_SHA_256',
            x509Certificate: { rawBytes: certificate.toString('base64') },
          },
        },
      },
    },
  };
  // The keys stand in order, as canonical JSON has them.
  const body = Buffer.from(JSON.stringify(entry));
  const { index, treeSize, rootHash, hashes, checkpoint } = log.log(body);
  return {
    logIndex: String(index),
    logId: { keyId: log.id.toString('base64') },
    kindVersion: { kind: 'hashedrekord', version: '0.0.2' },
    inclusionProof: {
      logIndex: String(index),
      rootHash: rootHash.toString('base64'),
      treeSize: String(treeSize),
      hashes: hashes.map((one) => one.toString('base64')),
      checkpoint: { envelope: checkpoint },
    },
    canonicalizedBody: body.toString('base64'),
  };
}
