/**
 * Sumdb: the checksum database, proven.
 *
 * A checksum database is a log of go.sum lines, one record for each module
 * version, whose tree heads it signs. This room reads signed heads, records and
 * tiles, and believes none of them before it is proven: a head by the signature
 * of the database and by extending every head seen before, a tile by the root
 * of a signed tree, a record by its place in that tree.
 *
 * Rules: nothing is fetched here; {@link DatabaseOps} brings bytes, all of which
 * are attacker-controlled, those that were kept on the disk like those from the
 * network. Only what was proven is used or kept. A line counts only if it stands
 * in the text of the proven record, and an answer without a line for the module
 * is none. Numbers of records are safe up to 2^53; nothing is shifted by bits.
 *
 * Follows golang.org/x/mod/sumdb (client, note, tlog), RFC 6962 for the tree,
 * and the sections on the checksum database of the Go Modules Reference.
 */
export { ChecksumDatabaseClient, type LookupOptions } from './client.ts';
export { borrowsName, type ChecksumDatabaseSetting, logNameOf, parseChecksumDatabase } from './goSumDb.ts';
export { type DatabaseOps, MAX_ANSWER_BYTES, type RemoteAnswer } from './ops.ts';
export type { Fork, ForkProof, HeadResult, LookupResult, Problem, Rejected, Unanswered } from './result.ts';
export { parseVerifierKey, type VerifierKey } from './verifierKey.ts';
