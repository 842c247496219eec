/**
 * Ledger: the text of a tag ledger, which remembers at which commit a tag was seen, and when.
 *
 * Rules: one observation a line; the order of lines means nothing and a line
 * may stand twice, so that git can merge two ledgers by keeping the lines of
 * both. A line that is not understood is a problem and stays where it is:
 * nothing here writes a line anew. Names of refs and repositories are
 * attacker-controlled. Specification: `docs/ledger.md`.
 */
export { Ledger, type Sighting } from './ledger.ts';
export { formatObservation, type Observation } from './observation.ts';
export {
  LEDGER_ATTRIBUTES,
  LEDGER_HEADING,
  type LedgerProblem,
  type ParsedLedger,
  parseLedger,
} from './parse.ts';
