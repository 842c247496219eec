/**
 * provenance: is a commit attested by somebody who may attest it?
 *
 * A Sigstore bundle holds a signed statement, the short-lived certificate of
 * whoever signed it, and proofs that a log or a timestamp authority saw the
 * signature while the certificate was valid. This room verifies all of it from
 * bytes, and then asks whether the statement is about *this* commit of *this*
 * repository, and signed by who may say so.
 *
 * Rules: everything in a bundle is attacker-controlled and bounded before it is
 * read. Certificates are judged at the time that log or timestamp prove, and
 * never by a clock of this machine. Identities and issuers are compared exactly.
 * What does not verify is refused with the check that it failed, and attests nothing.
 * Of the signatures that git objects bear, only the kind is told: they are not verified,
 * and attest nothing.
 *
 * The cryptography is that of the `@sigstore` libraries, which are loaded by the
 * first bundle and not before. Specification: the Sigstore bundle and trusted
 * root formats (protobuf-specs), the entries of Rekor 1 and 2, DSSE v1, in-toto
 * Statement v0.1 and v1, SLSA provenance v0.2 and v1, and Fulcio's certificate
 * extensions (1.3.6.1.4.1.57264.1).
 */
export {
  type Attestation,
  type AttestationWanted,
  type BundleVerdict,
  REFUSAL_REASONS,
  type RefusalReason,
  type RefusedAttestation,
  type TrustedRootText,
} from './attestation.ts';
export { type BundleJudge, loadBundleJudge } from './load.ts';
export {
  type BorneSignature,
  commitSignature,
  type SignatureKind,
  tagSignature,
} from './objectSignature.ts';
