import type { ProvenanceGate } from '../policy/index.ts';
import { type ModuleFacts, REASON_SENTENCES } from '../verdict/index.ts';
import { fail, notApplicable, type Outcome, oneOf, pass, unknown } from './outcome.ts';
import { stabilityOf } from './stability.ts';

/**
 * The gate "provenance": an attestation that is verified and bound to the
 * upstream commit, or enough days of stability, as the policy accepts them.
 *
 * An attestation speaks of the commit. That the bytes are that commit's is part
 * of this gate as well, or an attested commit would vouch for whatever a mirror serves.
 */
export function provenanceGate(
  { attestation, orStableDays }: ProvenanceGate,
  facts: Pick<ModuleFacts, 'provenance' | 'age' | 'checksum' | 'content' | 'upstream'>,
  bytesAreUpstreams: Outcome,
): Outcome {
  const ways: Outcome[] = [];
  if (attestation !== 'ignore') ways.push(attested(facts, bytesAreUpstreams));
  if (orStableDays !== null) ways.push(stabilityOf(facts, orStableDays));
  return oneOf(ways);
}

function attested(
  { provenance, checksum }: Pick<ModuleFacts, 'provenance' | 'checksum'>,
  bytesAreUpstreams: Outcome,
): Outcome {
  switch (provenance.state) {
    case 'attested': {
      const [first] = provenance.attestations;
      const who = first === undefined ? '' : ` by ${first.identity}`;
      return bytesAreUpstreams.state === 'pass' ? pass(`its commit is attested${who}`) : bytesAreUpstreams;
    }
    case 'none-published':
      return fail(
        provenance.refused.length === 0
          ? 'upstream publishes no attestation'
          : 'the attestation that upstream publishes does not verify',
      );
    case 'undetermined':
      return unknown(`attestation: ${REASON_SENTENCES[provenance.reason]}`);
    case 'not-applicable':
      // A public module of which nothing can be learnt is none that may pass by.
      return checksum.state === 'not-applicable' ? notApplicable(provenance.why) : unknown(provenance.why);
  }
}
