import { createHash } from 'node:crypto';
import type { InstanceKind, SigningServices } from './signing.ts';

/** Long ago: whatever is signed here was signed after it. */
const VALID_FOR = { start: '2000-01-01T00:00:00Z' };

/** The trusted root of an instance as JSON, in the form of `application/vnd.dev.sigstore.trustedroot+json;version=0.1`. */
export function trustedRootOf(
  { authority, certificateLog, log, tiles, timestamps }: SigningServices,
  { kind, address }: { readonly kind: InstanceKind; readonly address: string },
): string {
  const key = (bytes: Buffer) => ({
    rawBytes: bytes.toString('base64'),
    keyDetails: 'PKIX_ECDSA_P256_SHA_256',
    validFor: VALID_FOR,
  });
  const logOf = (baseUrl: string, publicKey: Buffer) => ({
    baseUrl,
    hashAlgorithm: 'SHA2_256',
    publicKey: key(publicKey),
    logId: { keyId: createHash('sha256').update(publicKey).digest('base64') },
  });
  const tiledLog = {
    ...logOf(address, tiles.publicKey),
    publicKey: { ...key(tiles.publicKey), keyDetails: 'PKIX_ED25519' },
    logId: { keyId: tiles.id.toString('base64') },
  };
  const logs = { public: [logOf(address, log.publicKey)], tiled: [tiledLog], private: [] };
  const authorityOf = (commonName: string, certificates: readonly Buffer[]) => ({
    subject: { organization: 'sigstore.mock', commonName },
    uri: 'https://authority.sigstore.example.test',
    certChain: { certificates: certificates.map((one) => ({ rawBytes: one.toString('base64') })) },
    validFor: VALID_FOR,
  });
  return JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: logs[kind],
    certificateAuthorities: [authorityOf('sigstore', [authority.rootCertificate])],
    ctlogs: kind === 'private' ? [] : [logOf('https://ct.sigstore.example.test', certificateLog.publicKey)],
    timestampAuthorities: [authorityOf('tsa', [timestamps.intCertificate, timestamps.rootCertificate])],
  });
}
