/**
 * Why something could not be determined, each with the words for it. The words
 * follow "could not be determined:" and are completed by a detail.
 */
export const REASON_SENTENCES = {
  offline: 'nothing is fetched offline, and no verdict is stored',
  'not-examined': 'this version does not examine it',
  'not-asked': 'no policy asks for it',
  cancelled: 'the audit was cancelled',
  'no-mirror': 'GOPROXY names no mirror to compare with upstream',
  'not-at-mirror': 'the mirror does not have this version',
  'not-cached': 'the mirror has not cached this version, and an audit does not make it do so',
  'blocked-by-mirror': 'the mirror refuses to serve this module',
  'mirror-forbids': 'the mirror does not allow the request',
  'mirror-rate-limit': 'the mirror limits how often it may be asked',
  'mirror-unreachable': 'the mirror did not answer',
  'mirror-error': 'the mirror answered with an error',
  'mirror-malformed': 'the mirror answered with something that cannot be read',
  'zip-refused': 'what the mirror serves is not a module zip',
  'zip-unproven': 'no zip could be had that go.sum or the checksum database vouches for',
  'repository-unknown': 'the upstream repository could not be found out',
  'repository-gone': 'the upstream repository is gone or no longer public',
  'tag-missing': 'upstream has no such tag',
  'commit-missing': 'upstream does not have the commit',
  'no-module-at-commit': 'upstream has no such module at that commit',
  unbuildable: 'the go command could not build a module zip from the upstream commit',
  'upstream-forbids': 'upstream asks for a login or forbids access',
  'upstream-rate-limit': 'upstream limits how often it may be asked',
  'upstream-unreachable': 'upstream did not answer',
  'upstream-error': 'upstream answered with an error',
  'upstream-malformed': 'upstream answered with something that cannot be read',
  'no-host-service': 'the code host has no service that is known to tell it',
  'host-hides': 'the code host does not show it to everybody',
  'no-trusted-root': 'who signed it is none whose trusted root is known here',
  'address-not-allowed': 'the address is not one that may be asked',
  'too-large': 'it is larger than what may be read',
  'no-database': 'GOSUMDB names no checksum database that can be used',
  'database-unreachable': 'the checksum database did not answer',
  'database-error': 'the checksum database answered with an error',
  'database-unproven': 'what the checksum database answered proves nothing',
  'database-fork': 'the checksum database has signed two histories that cannot both be true',
  'not-logged': 'the checksum database does not hold this version',
  'not-dated': 'nobody is known who saw the log when it was that long',
  'names-nobody': 'the texts of the module name no module as the one that they are of',
  'names-several': 'the texts of the module name this module and another one',
  'too-little-code': 'there is too little code to compare',
  'source-unread': 'Go files of the module could not be read',
  'no-feed': 'there is no list of malicious modules that can be read',
  'importers-unknown': 'whoever counts importers gave no answer that can be used',
  'git-unavailable': 'git could not be run',
  internal: 'the examination itself failed',
} as const;

export type UndeterminedReason = keyof typeof REASON_SENTENCES;

/** Tells whether `code` is a reason. */
export function isReason(code: string): code is UndeterminedReason {
  return Object.hasOwn(REASON_SENTENCES, code);
}
