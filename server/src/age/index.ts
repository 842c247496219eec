/**
 * age: since when a module version is known to have been in the checksum database.
 *
 * A commit date is its author's to choose. The number of a record in the
 * checksum database is not: the log only grows, and its records are numbered
 * from 0 in the order in which they came. Whoever saw a signed tree head of N
 * records on some day is a witness that each record below N was there by then.
 *
 * Rules: every answer is an upper bound. "In the log before DATE" says nothing
 * about how long before; the version is at least as old as that, and the
 * resolution is what the rows give. A row of a table of this product is believed;
 * a row of this machine only as far as the table makes it plausible, for a clock
 * can be wrong. Times are whole seconds since 1970, sizes are numbers of records.
 *
 * The rows hold for one database, which whoever brings them together sees to.
 *
 * Specification: golang.org/x/mod/sumdb and "Transparent Logs for Skeptical
 * Clients" for records, numbers and tree heads; docs/age.md for the witnesses.
 */
export { ageDays } from './ageDays.ts';
export { type DatedSize, formatDatedSize, parseDatedSizes } from './datedSize.ts';
export { LogDates } from './logDates.ts';
export { provesRetag } from './retag.ts';
