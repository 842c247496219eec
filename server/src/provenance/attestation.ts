/** A signed statement about the commit of a version that was verified in full. */
export interface Attestation {
  /** `provenance`: what built something from the commit. `release`: the code host says that a release locks it. */
  readonly kind: 'provenance' | 'release';
  /** The predicate type of the statement, a URI. */
  readonly predicateType: string;
  /** Who signed: the subject alternative name of the certificate. */
  readonly identity: string;
  /** Who vouched for that identity: the issuer in the certificate; where it names none, the identity once more. */
  readonly issuer: string;
  /** The repository that it is about, an address. */
  readonly repository: string;
  /** The commit that it is about, full hex. */
  readonly commit: string;
  /** The full ref that it names; null for none. */
  readonly ref: string | null;
  /** When a log or a timestamp authority saw the signature, in seconds since 1970. */
  readonly loggedAt: number | null;
}

/** Every check that a published attestation may fail. */
export const REFUSAL_REASONS = [
  'signature',
  'certificate',
  'transparency-log',
  'timestamp',
  'statement',
  'identity',
  'issuer',
  'repository',
  'commit',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** An attestation that is published for the commit, and does not verify. It attests nothing. */
export interface RefusedAttestation {
  /** The first check that it did not pass. */
  readonly reason: RefusalReason;
  /** What is wrong, in a few words; may hold text from outside. */
  readonly detail: string;
}

/** What an attestation has to be about, and who may have signed it. */
export interface AttestationWanted {
  /** Address of the repository, such as `https://github.com/owner/name`. */
  readonly repository: string;
  /** Its other address, where the code host has renamed it; null where it has not. */
  readonly renamedTo: string | null;
  /** Full hex. */
  readonly commit: string;
  /** The object that the tag names, where that is an annotated tag; full hex. */
  readonly tagObject: string | null;
  /** The tag, without `refs/tags/`; null for a commit without one. */
  readonly tag: string | null;
  /** Who has to vouch for whatever built something, compared exactly. */
  readonly issuer: string;
  /** Who signs the code host's own releases, compared exactly; null where nobody does. */
  readonly releaseIdentity: string | null;
}

/** What becomes of one bundle. */
export type BundleVerdict =
  | { readonly state: 'verified'; readonly attestation: Attestation }
  | { readonly state: 'refused'; readonly refused: RefusedAttestation }
  /** It verifies, and says nothing of where the commit comes from: a list of parts, say. */
  | { readonly state: 'unrelated' }
  /** It is no bundle, one that is larger than any, or one in a form that is not read. */
  | { readonly state: 'unreadable'; readonly detail: string }
  /** The certificate is of an instance, or the log entry of a log, that no trusted root at hand names. */
  | { readonly state: 'unknown-root'; readonly detail: string };

/** Trusted roots as they stand in a file: one JSON text, or one on each line. */
export interface TrustedRootText {
  readonly text: string;
  /** Whether the user named the file; the product's own is of the public instance alone. */
  readonly isUsers: boolean;
}
