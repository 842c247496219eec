import { createHash, type KeyPairKeyObjectResult, sign } from 'node:crypto';
import type { CTLog } from '@sigstore/mock/dist/fulcio/ctlog.js';

/**
 * A certificate log that signs a timestamp for each certificate. That of the
 * mock library does not fit the version of the library that it writes them with.
 *
 * Follows RFC 6962, sections 3.2 and 3.3.
 */
export function makeCertificateLog(keys: KeyPairKeyObjectResult, clock: () => Date): CTLog {
  const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' });
  const logID = createHash('sha256').update(publicKey).digest();
  return {
    publicKey,
    logID,
    log: (certificate, issuerID) => {
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(clock().getTime()));
      const body = bodyOf(Buffer.from(certificate));
      const signed = Buffer.concat([
        Buffer.from([0, 0]),
        time,
        Buffer.from([0, 1]),
        Buffer.from(issuerID),
        Buffer.from([body.length >> 16, (body.length >> 8) & 255, body.length & 255]),
        body,
        Buffer.from([0, 0]),
      ]);
      const signature = sign('sha256', signed, keys.privateKey);
      // No extensions; SHA-256 and ECDSA.
      const tail = Buffer.from([0, 0, 4, 3, 0, signature.length]);
      const stamp = Buffer.concat([Buffer.from([0]), logID, time, tail, signature]);
      const whole = Uint8Array.from([stamp.length >> 8, stamp.length & 255, ...stamp]);
      return Promise.resolve(whole.buffer);
    },
  };
}

/** The part of a certificate that its authority signs: the first element of the outer sequence, as DER. */
function bodyOf(certificate: Buffer): Buffer {
  const outer = headOf(certificate, 0);
  const inner = headOf(certificate, outer.contentAt);
  return certificate.subarray(outer.contentAt, inner.contentAt + inner.length);
}

function headOf(der: Buffer, at: number): { readonly contentAt: number; readonly length: number } {
  const first = der[at + 1] ?? 0;
  if (first < 0x80) return { contentAt: at + 2, length: first };
  const count = first - 0x80;
  return { contentAt: at + 2 + count, length: der.readUIntBE(at + 2, count) };
}
