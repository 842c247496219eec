import { type ModuleFacts, notApplicable, UNKNOWN_UPSTREAM, undetermined } from '../verdict/index.ts';

/** The facts about a module of which nothing but the name was looked at. */
export const NOTHING_ASKED: Omit<ModuleFacts, 'name'> = {
  advisories: notApplicable('nothing was asked'),
  behaviour: notApplicable('nothing was asked'),
  identity: notApplicable('nothing was asked'),
  likeness: notApplicable('nothing was asked'),
  circumstances: null,
  content: notApplicable('nothing was asked'),
  upstream: { ...UNKNOWN_UPSTREAM, state: 'not-applicable', detail: 'nothing was asked' },
  checksum: notApplicable('nothing was asked'),
  fork: null,
  age: undetermined('not-examined'),
  notices: notApplicable('nothing was asked'),
  provenance: undetermined('not-asked'),
  protection: undetermined('not-asked'),
};
