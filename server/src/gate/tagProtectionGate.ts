import { type ModuleFacts, REASON_SENTENCES } from '../verdict/index.ts';
import { fail, notApplicable, type Outcome, pass, unknown } from './outcome.ts';

/**
 * The gate "tag protection": a rule or an immutable release keeps the tag where
 * it is. It is not for a version that is a commit, and has no tag; nor for one
 * that nobody may ask about. A public module from another version control system
 * is undetermined.
 */
export function tagProtectionGate({
  protection,
  upstream,
  checksum,
}: Pick<ModuleFacts, 'protection' | 'upstream' | 'checksum'>): Outcome {
  switch (protection.state) {
    case 'immutable':
    case 'restricted':
      return pass(protection.by);
    case 'movable':
      return fail(`it may be moved by ${protection.mayMove}`);
    case 'undetermined':
      return unknown(REASON_SENTENCES[protection.reason]);
    case 'not-applicable': {
      const isCommit = upstream.ref === null && upstream.commit !== null;
      return isCommit || checksum.state === 'not-applicable'
        ? notApplicable(protection.why)
        : unknown(protection.why);
    }
  }
}
