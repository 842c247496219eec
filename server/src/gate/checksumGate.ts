import { type ChecksumFact, REASON_SENTENCES } from '../verdict/index.ts';
import { fail, notApplicable, type Outcome, pass, unknown } from './outcome.ts';

/**
 * What pins the bytes of a requirement: a project's go.sum files, or none where
 * it has none. `no-project` is for a module that no file requires yet.
 */
export type Pinned = 'go.sum' | 'nothing' | 'no-project';

/**
 * The gate "valid checksum": go.sum, the bytes that are served and the checksum
 * database agree, and the database's answer is proven (signature, inclusion,
 * consistency).
 *
 * That go.sum agrees and the database could not be asked is undetermined: a
 * mirror can have written a wrong line. So is what this machine's settings keep
 * from being asked.
 */
export function checksumGate(checksum: ChecksumFact, pinned: Pinned): Outcome {
  switch (checksum.state) {
    case 'proven':
      return pinned === 'nothing'
        ? fail('no go.sum pins the bytes')
        : pass(`the checksum database proves the hash (record ${checksum.record})`);
    case 'matches-go-sum': {
      const { database } = checksum;
      const why =
        database.state === 'undetermined' ? REASON_SENTENCES[database.reason] : `not asked: ${database.why}`;
      return unknown(`go.sum agrees, and the checksum database does not prove it: ${why}`);
    }
    case 'mismatch':
      return fail(
        checksum.against === 'go.sum'
          ? 'the hash in go.sum is another one'
          : 'the hash in the checksum database is another one',
      );
    case 'missing':
      // A version of which go.sum knows the go.mod alone is none that the build needs.
      return checksum.goModLine || pinned === 'no-project'
        ? unknown('the checksum database did not prove the hash')
        : fail('go.sum has no line for it');
    case 'unlogged':
      return fail('the checksum database does not hold it');
    case 'undetermined':
      return unknown(REASON_SENTENCES[checksum.reason]);
    case 'not-applicable':
      return notApplicable(checksum.why);
  }
}
