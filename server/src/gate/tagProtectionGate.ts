import { type ProtectionFact, REASON_SENTENCES } from '../verdict/index.ts';
import { fail, notApplicable, type Outcome, pass, unknown } from './outcome.ts';

/** The gate "tag protection": a rule or an immutable release keeps the tag where it is. */
export function tagProtectionGate(protection: ProtectionFact): Outcome {
  switch (protection.state) {
    case 'immutable':
    case 'restricted':
      return pass(protection.by);
    case 'movable':
      return fail(`it may be moved by ${protection.mayMove}`);
    case 'undetermined':
      return unknown(REASON_SENTENCES[protection.reason]);
    case 'not-applicable':
      return notApplicable(protection.why);
  }
}
