import type { Signer } from '@sigstore/verify';

/** What a certificate says of whoever signed. Null for what it does not say. */
export interface CertificateClaims {
  /** The subject alternative name. */
  readonly identity: string | null;
  readonly issuer: string | null;
  /** The workflow that signed, an address with its ref. */
  readonly buildSigner: string | null;
  readonly repository: string | null;
  /** The commit that was built, full hex. */
  readonly commit: string | null;
  readonly ref: string | null;
}

/** Fulcio's arc of certificate extensions: 1.3.6.1.4.1.57264.1. */
const ARC = '1.3.6.1.4.1.57264.1.';

/** The tag of a UTF8String in DER. */
const UTF8_STRING = 0x0c;

/** Reads what Fulcio wrote into a certificate that was verified. Follows its `oid-info.md`. */
export function claimsOf({ identity }: Signer): CertificateClaims {
  const values = new Map<string, Uint8Array>();
  const twice = new Set<string>();
  for (const { oid, value } of identity?.oids ?? []) {
    const name = oid?.id.join('.') ?? '';
    if (values.has(name)) twice.add(name);
    values.set(name, value);
  }
  const claim = (number: number): string | null => {
    const name = `${ARC}${number}`;
    const value = values.get(name);
    // A claim that stands there twice says two things.
    return value === undefined || twice.has(name) ? null : utf8String(value);
  };
  const old = values.get(`${ARC}1`);
  return {
    identity: identity?.subjectAlternativeName ?? null,
    // The first extension holds bare text; all later ones are DER.
    issuer: claim(8) ?? (old === undefined || values.has(`${ARC}8`) ? null : new TextDecoder().decode(old)),
    buildSigner: claim(9),
    repository: claim(12),
    commit: claim(13),
    ref: claim(14),
  };
}

/** The text of a DER UTF8String of at most 65,535 bytes; null for anything else. */
function utf8String(der: Uint8Array): string | null {
  const [tag, first = 0] = der;
  if (tag !== UTF8_STRING) return null;
  const long = first < 0x80 ? 0 : first - 0x80;
  if (long > 2) return null;
  const length = long === 0 ? first : der.subarray(2, 2 + long).reduce((sum, byte) => sum * 256 + byte, 0);
  const content = der.subarray(2 + long);
  if (content.length !== length) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
