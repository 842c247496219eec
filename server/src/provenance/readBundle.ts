import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { isHashed } from './hashedEntry.ts';
import { LIMITS } from './limits.ts';

/** Reads a bundle from parsed JSON; what is wrong with it where it is none. Attacker-controlled. */
export function readBundle(value: unknown): Bundle | { readonly problem: string } {
  try {
    if (JSON.stringify(value).length > LIMITS.bundleLength)
      return { problem: 'it is larger than any bundle' };
    const bundle = bundleFromJSON(value);
    const problem = excessOf(bundle) ?? unknownEntryOf(bundle);
    return problem === null ? bundle : { problem: `it has ${problem}` };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : 'it is no bundle' };
  }
}

/** What a bundle has too much of: the work of verifying it grows with each. */
function excessOf(bundle: Bundle): string | null {
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  const timestamps = timestampVerificationData?.rfc3161Timestamps ?? [];
  if (tlogEntries.length > LIMITS.logEntries) return 'too many log entries';
  if (timestamps.length > LIMITS.timestamps) return 'too many timestamps';
  if (timestamps.some(({ signedTimestamp }) => signedTimestamp.length > LIMITS.timestampBytes))
    return 'a timestamp that is too large';
  const certificates = certificatesOf(bundle);
  if (certificates.length > LIMITS.certificates) return 'too many certificates';
  if (certificates.some(({ length }) => length > LIMITS.certificateBytes))
    return 'a certificate that is too large';
  for (const { inclusionProof, canonicalizedBody } of tlogEntries) {
    if (canonicalizedBody.length > LIMITS.logEntryBytes) return 'a log entry that is too large';
    if ((inclusionProof?.hashes.length ?? 0) > LIMITS.proofHashes) return 'a proof that is too long';
    if ((inclusionProof?.checkpoint?.envelope.length ?? 0) > LIMITS.checkpointLength)
      return 'a signed tree head that is too long';
  }
  return null;
}

/** Entries of logs about envelopes, of the forms that the library compares with the statement. */
const KNOWN_ENTRIES = new Set(['dsse 0.0.1', 'dsse 0.0.2', 'intoto 0.0.2']);

/**
 * A log entry of another form, of which could not be told whether it is about
 * the envelope. Entries that hold another hash are read where all are such.
 */
function unknownEntryOf({ verificationMaterial: { tlogEntries }, content }: Bundle): string | null {
  if (content.$case !== 'dsseEnvelope' || tlogEntries.every(isHashed)) return null;
  for (const { kindVersion } of tlogEntries) {
    const form = `${kindVersion.kind} ${kindVersion.version}`;
    if (!KNOWN_ENTRIES.has(form)) return `a log entry of a form that is not read (${form})`;
  }
  return null;
}

/** The certificates of a bundle as DER, that of whoever signed first; none where it was signed without one. */
export function certificatesOf({ verificationMaterial: { content } }: Bundle): readonly Uint8Array[] {
  switch (content.$case) {
    case 'certificate':
      return [content.certificate.rawBytes];
    case 'x509CertificateChain':
      return content.x509CertificateChain.certificates.map(({ rawBytes }) => rawBytes);
    case 'publicKey':
      return [];
  }
}
