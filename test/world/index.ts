/**
 * The world: a small upstream, a mirror, a checksum database and vanity hosts
 * on loopback, with the attack on boltdb replayed in them, and many modules
 * against which nothing is to be said.
 *
 * Rules: nothing here imports the product, so that it cannot be wrong in the
 * same way. Nothing imports the test runner, for the world is also what
 * `npm start` shows. It serves real git over smart HTTP (git http-backend) and
 * a folder in the layout of the GOPROXY protocol. The database's tree and notes
 * are worked out here, a second time beside the product. The services of two code
 * hosts answer in the documented shapes, with bundles that are really signed.
 */
export type { ChecksumDatabase, DatabaseOptions, RecordedModule } from './checksumDatabase.ts';
export type { CodeHostServer, CodeHosts } from './codeHosts.ts';
export type { DatabaseFault } from './databaseFault.ts';
export type { Mirror } from './mirror.ts';
export type {
  Expected,
  ExpectedFinding,
  ModuleDescription,
  ModuleKind,
  UpstreamAnswer,
} from './modules/description.ts';
export type { HostedDescription, HostFault } from './modules/hosted.ts';
export { MODULES } from './modules/index.ts';
export type { MirrorFault } from './modules/mirrorFault.ts';
export type { Moment } from './repositories.ts';
export type { WorldRequest } from './requests.ts';
export type { Upstream } from './upstream.ts';
export { startWorld, type World, type WorldOptions } from './world.ts';
