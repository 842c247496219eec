/**
 * finding: what Modproof tells people, as plain data.
 *
 * Rules: a code is stable and has one page in `docs/findings`; a finding says
 * what, where, how we know and what to do; text in it may come from outside and
 * is escaped by whoever shows it. Diagnostics, terminal, JSON and the rest are
 * views of this data.
 */
export { FINDING_CODES, type FindingCode, isDemand, isFindingCode } from './codes.ts';
export { AGGRAVATED, evidenceHash } from './evidenceHash.ts';
export type { Evidence, Finding, Fix, Grade, Location, Observation } from './finding.ts';
export { atLeast, SEVERITIES, type Severity } from './severity.ts';
