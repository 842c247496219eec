import { type Bundle, isBundleWithDsseEnvelope } from '@sigstore/bundle';
import { type SignedEntity, type Signer, toSignedEntity, VerificationError } from '@sigstore/verify';
import type { RefusalReason, RefusedAttestation } from './attestation.ts';
import { hasCertificateShape } from './certificateShape.ts';
import { contentAsHashed, isHashed } from './hashedEntry.ts';
import { faultOfProofs } from './inclusionProof.ts';
import { certificatesOf } from './readBundle.ts';
import type { Instance } from './trustedRoots.ts';
import { unreadKey } from './unreadKey.ts';

/** What a bundle holds, now that its signature, certificate, log entry and time are verified. */
export interface Unsealed {
  readonly state: 'unsealed';
  readonly signer: Signer;
  /** Whether the user named the root by which it was verified. */
  readonly byUsersRoot: boolean;
  readonly payloadType: string;
  readonly payloadBytes: Uint8Array;
  /** The earliest time at which the signature is proven to have been there, in seconds since 1970. */
  readonly loggedAt: number | null;
}

export type UnsealResult =
  | Unsealed
  | { readonly state: 'refused'; readonly refused: RefusedAttestation }
  | { readonly state: 'unreadable'; readonly detail: string }
  | { readonly state: 'unknown-root' };

const REASON_OF_CODE: Readonly<Record<VerificationError['code'], RefusalReason>> = {
  NOT_IMPLEMENTED_ERROR: 'transparency-log',
  TLOG_ERROR: 'transparency-log',
  TLOG_INCLUSION_PROOF_ERROR: 'transparency-log',
  TLOG_INCLUSION_PROMISE_ERROR: 'transparency-log',
  TLOG_MISSING_INCLUSION_ERROR: 'transparency-log',
  TLOG_BODY_ERROR: 'transparency-log',
  CERTIFICATE_ERROR: 'certificate',
  PUBLIC_KEY_ERROR: 'certificate',
  SIGNATURE_ERROR: 'signature',
  TIMESTAMP_ERROR: 'timestamp',
};

/**
 * Verifies all that is signed in a bundle, by whichever of the instances issued
 * its certificate. Never throws. Certificates are judged at the times that the
 * bundle proves; what time it is now is not asked.
 */
export function unseal(bundle: Bundle, instances: readonly Instance[]): UnsealResult {
  if (!isBundleWithDsseEnvelope(bundle)) return refusedFor('statement', 'it signs no statement');
  const { dsseEnvelope } = bundle.content;
  const fault = faultOfProofs(bundle);
  if (fault !== null) return refusedFor('transparency-log', fault);
  const read = entityOf(bundle);
  if ('state' in read) return read;
  const hashed = read.tlogEntries.filter(isHashed);
  // All entries are, or none is: others were not read.
  const signature = hashed.length === 0 ? read.signature : contentAsHashed(read.signature, dsseEnvelope);
  const entity = { ...read, signature };
  if (entity.key.$case !== 'certificate') return refusedFor('certificate', 'it was signed without one');
  if (!certificatesOf(bundle).every(hasCertificateShape))
    return refusedFor('certificate', 'it is no certificate');
  const issuer = issuerOf(entity.key.certificate);
  if (issuer === null) return refusedFor('certificate', 'it names nobody who issued it');
  const candidates = instances.filter(({ authorities }) => authorities.some((name) => issuer.equals(name)));
  if (candidates.length === 0) return { state: 'unknown-root' };
  const form = unreadKey(entity.key.certificate.publicKey);
  if (form !== null)
    return { state: 'unreadable', detail: `it is signed with a key ${form}, which is not read` };
  let refused: UnsealResult | null = null;
  for (const { verifier, logIds, isUsers } of candidates) {
    // These logs are followed by others every year, which an older root does not know.
    if (hashed.some(({ logId }) => !logIds.some((id) => logId.keyId.equals(id)))) continue;
    try {
      const signer = verifier.verify(entity);
      return {
        state: 'unsealed',
        signer,
        byUsersRoot: isUsers,
        payloadType: dsseEnvelope.payloadType,
        payloadBytes: dsseEnvelope.payload,
        loggedAt: loggedAt(entity),
      };
    } catch (error) {
      refused ??= refusedBy(error);
    }
  }
  return refused ?? { state: 'unknown-root' };
}

/** The parts of a bundle; what is refused where certificate or timestamp cannot be read. */
function entityOf(bundle: Bundle): SignedEntity | Extract<UnsealResult, { state: 'refused' }> {
  const { timestampVerificationData: timestamps, ...rest } = bundle.verificationMaterial;
  try {
    toSignedEntity({ ...bundle, verificationMaterial: { ...rest, timestampVerificationData: undefined } });
  } catch (error) {
    return refusedFor('certificate', messageOf(error));
  }
  if (timestamps === undefined) return toSignedEntity(bundle);
  try {
    return toSignedEntity(bundle);
  } catch (error) {
    return refusedFor('timestamp', messageOf(error));
  }
}

/** The distinguished name of whoever issued a certificate; null where its parts are not in their places. */
function issuerOf(certificate: { readonly issuer: Buffer }): Buffer | null {
  try {
    return certificate.issuer;
  } catch {
    return null;
  }
}

/** Times of the log count where the log has signed them, as the verifier has it. */
function loggedAt({ timestamps }: SignedEntity): number | null {
  const seconds = timestamps.flatMap((one) => {
    if (one.$case === 'timestamp-authority') return Math.floor(one.timestamp.signingTime.getTime() / 1000);
    return one.tlogEntry.inclusionPromise === undefined ? [] : Number(one.tlogEntry.integratedTime);
  });
  return seconds.length === 0 ? null : Math.min(...seconds);
}

function refusedBy(error: unknown): UnsealResult {
  const reason = error instanceof VerificationError ? REASON_OF_CODE[error.code] : 'signature';
  return refusedFor(reason ?? 'signature', messageOf(error));
}

function refusedFor(reason: RefusalReason, detail: string): Extract<UnsealResult, { state: 'refused' }> {
  return { state: 'refused', refused: { reason, detail } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
