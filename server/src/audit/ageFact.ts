import { ageDays } from '../age/index.ts';
import type { ExaminedFacts } from '../examination/index.ts';
import { type AgeFact, undetermined } from '../verdict/index.ts';

/**
 * Since when a version is known to exist, by its place in the log of the
 * checksum database. `now` is in milliseconds since 1970. The date of a commit
 * plays no part: whoever commits chooses it.
 */
export function ageFact({ log, logged }: ExaminedFacts, now: number): AgeFact {
  switch (log.state) {
    case 'not-applicable':
    case 'undetermined':
      return log;
    case 'unlogged':
      return undetermined('not-logged', log.detail);
    case 'fork':
      return undetermined('database-fork', log.detail);
    case 'proven':
      return logged === null
        ? undetermined('not-dated')
        : {
            state: 'determined',
            days: ageDays(logged.before, Math.floor(now / 1000)),
            loggedBefore: logged.before,
            witness: logged.witness,
          };
  }
}
