import type { ModuleVersion } from '../module/index.ts';
import type { ChecksumDatabase, DatabaseAnswer } from '../sources/index.ts';
import { isReason, notApplicable, type UndeterminedReason, undetermined } from '../verdict/index.ts';
import type { LogFact } from './examinedFacts.ts';

/** Asks the checksum database about a version; offline, what is kept of it on this machine. */
export async function askLog(
  module: ModuleVersion,
  database: ChecksumDatabase,
  options: { readonly remote: boolean; readonly signal: AbortSignal },
): Promise<LogFact> {
  return logFactOf(await database.lookup(module, options));
}

/** What an earlier audit was told about a version, and by which database. */
export interface KeptLog {
  readonly log: LogFact;
  /** Identity of the database that was in force; null for none. */
  readonly database: string | null;
}

/**
 * As {@link askLog}, but what was proven before is not asked for again. A log
 * only grows, so it holds for good, in that log: of another database the record
 * proves nothing, and its number dates nothing. Nor does it where the database
 * is known to have signed two histories: it may stand in the wrong one.
 */
export async function recallLog(
  module: ModuleVersion,
  kept: KeptLog,
  database: ChecksumDatabase,
  options: { readonly remote: boolean; readonly signal: AbortSignal },
): Promise<LogFact> {
  const isStanding = kept.log.state === 'proven' && kept.database === database.identity;
  return isStanding && !(await database.hasFork()) ? kept.log : askLog(module, database, options);
}

function logFactOf(answer: DatabaseAnswer): LogFact {
  switch (answer.kind) {
    case 'proven':
      // A record without a hash of the zip is one of a version that was never served.
      return answer.h1 === null
        ? undetermined('database-unproven', 'its record has no hash of the zip')
        : { state: 'proven', record: answer.record, h1: answer.h1, goModH1: answer.goModH1 };
    case 'unlogged':
      return { state: 'unlogged', detail: answer.detail };
    case 'fork':
      return { state: 'fork', heads: answer.heads, detail: answer.detail };
    case 'rejected':
      return undetermined('database-unproven', answer.detail);
    case 'unanswered':
      return undetermined(reasonOf(answer.reason), answer.detail);
    case 'not-applicable':
      return notApplicable(answer.why);
  }
}

/** The codes of the client's own; every other one is a reason already. */
const REASON_OF: Readonly<Record<string, UndeterminedReason>> = {
  aborted: 'cancelled',
  'tile-not-found': 'database-error',
  'invalid-module': 'database-error',
  'no-database': 'no-database',
};

function reasonOf(code: string): UndeterminedReason {
  return REASON_OF[code] ?? (isReason(code) ? code : 'database-error');
}
