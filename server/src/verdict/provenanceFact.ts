import type { NotApplicable, Undetermined } from './undetermined.ts';

/** A signed statement about the commit of a version that was verified in full. */
export interface Attestation {
  /** `provenance`: what built something from the commit. `release`: the code host says that a release locks it. */
  readonly kind: 'provenance' | 'release';
  /** The predicate type of the statement, a URI. */
  readonly predicateType: string;
  /** Who signed: the subject alternative name of the certificate. */
  readonly identity: string;
  /** Who vouched for that identity: the issuer in the certificate. */
  readonly issuer: string;
  /** The repository that it is about, an address. */
  readonly repository: string;
  /** The commit that it is about, full hex. */
  readonly commit: string;
  /** The full ref that it names; null for none. */
  readonly ref: string | null;
  /** When log or timestamp authority saw the signature, in seconds since 1970; null when neither is needed. */
  readonly loggedAt: number | null;
}

/** Which check a published attestation did not pass. */
export type RefusalReason =
  | 'signature'
  | 'certificate'
  | 'signed-time'
  | 'transparency-log'
  | 'timestamp'
  | 'statement'
  | 'identity'
  | 'issuer'
  | 'repository'
  | 'commit';

/** An attestation that is published for the commit, and does not verify. It attests nothing. */
export interface RefusedAttestation {
  readonly reason: RefusalReason;
  /** What is wrong, in a few words; may hold text from outside. */
  readonly detail: string;
}

/** Whether upstream attests the commit of a version. */
export type ProvenanceFact =
  | {
      readonly state: 'attested';
      /** At least one. */
      readonly attestations: readonly Attestation[];
      /** Others that are published for the same commit and do not verify. */
      readonly refused: readonly RefusedAttestation[];
    }
  /** Nothing that is published verifies. `refused` is empty where nothing is published at all. */
  | { readonly state: 'none-published'; readonly refused: readonly RefusedAttestation[] }
  | Undetermined
  | NotApplicable;
