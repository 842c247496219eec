import { type AgeFact, type ModuleFacts, REASON_SENTENCES, type UpstreamFact } from '../verdict/index.ts';
import { checksumGate } from './checksumGate.ts';
import { allOf, fail, notApplicable, type Outcome, pass, unknown } from './outcome.ts';
import { upstreamGate } from './upstreamGate.ts';

/**
 * Whether a version has been stable for at least `days` whole days: the checksum
 * database's log held it that long ago, by a witness; the bytes that it logged
 * then are still those of the upstream commit; and nobody saw the tag elsewhere.
 *
 * The date of a commit plays no part, for whoever commits chooses it. A witness
 * gives a lower bound of the age, so that a version may be older than is
 * shown: what is asked for is that it is shown, and a version of which it is not is not
 * let through.
 */
export function stabilityOf(
  facts: Pick<ModuleFacts, 'age' | 'checksum' | 'content' | 'upstream'>,
  days: number,
): Outcome {
  return allOf([
    loggedFor(facts.age, days),
    // Whether go.sum pins it is another gate's question: here it is what the log says of these bytes.
    checksumGate(facts.checksum, 'no-project'),
    upstreamGate(facts),
    neverMoved(facts.upstream),
  ]);
}

function loggedFor(age: AgeFact, days: number): Outcome {
  switch (age.state) {
    case 'determined':
      return age.days >= days
        ? pass(`it has been in the log for ${age.days} days`)
        : fail(`it is shown to have been in the log for ${age.days} of ${days} days`);
    case 'undetermined':
      return age.reason === 'not-logged'
        ? fail('the checksum database does not hold it')
        : unknown(REASON_SENTENCES[age.reason]);
    case 'not-applicable':
      return notApplicable(age.why);
  }
}

function neverMoved(upstream: UpstreamFact): Outcome {
  if (upstream.state === 'tag-moved' || upstream.seenBefore.length > 0) return fail('its tag was moved');
  if (upstream.loggedBefore !== null) return fail('its commit is younger than the record of the version');
  switch (upstream.state) {
    case 'present':
    case 'owner-changed':
      return pass('its tag was seen nowhere else');
    case 'tag-missing':
      return fail('upstream has no such tag');
    case 'repository-gone':
      return fail('the repository is gone or no longer public');
    case 'undetermined':
      return unknown(
        upstream.reason === null ? 'upstream could not be asked' : REASON_SENTENCES[upstream.reason],
      );
    case 'not-applicable':
      return notApplicable(upstream.detail);
  }
}
