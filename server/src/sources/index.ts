/**
 * sources: where facts come from. Knowledge of a protocol, and a port to speak it.
 *
 * Rules: a source never rejects for what the world does wrong; that is a value
 * with a reason. Whether a module is private is asked first, before anything
 * leaves this machine. Every question is bounded in bytes and time.
 */
export { attestationsOf, type PublishedBundle, presentName } from './attestations.ts';
export { ChecksumDatabase, type DatabaseAnswer, type DatabaseServices } from './checksumDatabase.ts';
export { type CodeHost, codeHostOf, codeHosts } from './codeHost.ts';
export type { SeenHead } from './databaseAccess.ts';
export { downloadFeed, type FeedDownload, type FeedProgress, type FeedSource } from './feedDownload.ts';
export { type HostAnswer, HostService } from './hostService.ts';
export { type ImporterService, Importers } from './importers.ts';
export { LedgerFiles } from './ledgerFiles.ts';
export { Patience, type QuestionLimits, REASON_OF_GIT } from './limits.ts';
export { undeterminedBy } from './mirrorFact.ts';
export { ModuleCache } from './moduleCache.ts';
export { type MirrorAnswer, type MirrorFile, ModuleProxy } from './moduleProxy.ts';
export { newestVersion, tellingVersion, versionsOf } from './moduleVersions.ts';
export type { FoundRepository } from './repositoryFinder.ts';
export { SeenHeads } from './seenHeads.ts';
export { type LedgerTrouble, TagLedger } from './tagLedger.ts';
export { tagProtection } from './tagProtection.ts';
export { commitOf, UpstreamRepository } from './upstreamRepository.ts';
export { type NoPlace, redirectOf, type UpstreamPlace, Upstreams } from './upstreams.ts';
