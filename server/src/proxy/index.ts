/**
 * proxy: the GOPROXY protocol, as knowledge without a connection.
 *
 * Rules: what a mirror sends is attacker-controlled and bounded by whoever
 * fetched it; what cannot be read is a value with a reason, never an exception.
 * The `Origin` of an `.info` answer is a hint where to look, never a proof:
 * nothing signs it.
 *
 * Specification: the GOPROXY protocol in the Go Modules Reference, and
 * cmd/go/internal/modfetch/proxy.go.
 */
export { type AnswerMeaning, meaningOf } from './answer.ts';
export { type InfoResult, type Origin, parseInfo, type VersionInfo } from './info.ts';
export { latestOf } from './latest.ts';
export { continuesAfter, type Outcome, type ProxyEntry, type ProxyList, parseProxyList } from './list.ts';
export { infoUrl, latestUrl, listUrl, modUrl, zipUrl } from './request.ts';
export { type ListedVersion, parseVersionList, type VersionList } from './versionList.ts';
