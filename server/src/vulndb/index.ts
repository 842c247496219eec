/**
 * vulndb: which modules are publicly known as malicious.
 *
 * Entries of OSV databases are read, those that speak of malicious modules are
 * picked out, and kept in a feed: a dated text that is read strictly, as a
 * whole or not at all. Vulnerabilities of honest modules are no business here.
 *
 * Rules: no module is named here, all knowledge of them comes with the feed.
 * Asking needs nobody, so private modules may be looked up. Entries and texts
 * are attacker-controlled: bounded, linear, never thrown about.
 *
 * Follows the OSV format (https://ossf.github.io/osv-schema/) and
 * https://go.dev/doc/security/vuln/database.
 */
export type { Advisory, Confidence, Feed } from './advisory.ts';
export { type FeedResult, formatFeed, MAX_FEED_LENGTH, parseFeed } from './feedText.ts';
export { type LoadedFeed, loadFeed } from './loadFeed.ts';
export { maliciousAmong } from './malice.ts';
export { MaliciousModules } from './maliciousModules.ts';
export { mergeFeeds } from './mergeFeeds.ts';
export { type OsvAffected, type OsvEntry, type OsvResult, readOsvEntry } from './osv.ts';
export { judgeRenewal, namedAdvisories, objectionTo, type Renewal } from './renewal.ts';
export { holdsVersion, parseVersionSet, type VersionRange, type VersionSet } from './versionSet.ts';
