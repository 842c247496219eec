import type { AuditResult } from '../../server/src/audit/index.ts';
import {
  type AdvisoryFact,
  type NoticeFact,
  notApplicable,
  undetermined,
} from '../../server/src/verdict/index.ts';
import type { Advisory } from '../../server/src/vulndb/index.ts';

/** One value of each state of a fact, so that the compiler asks for a state that is new. */
export type ByState<Fact extends { readonly state: string }> = {
  readonly [State in Fact['state']]: Extract<Fact, { readonly state: State }>;
};

const ADVISORY: Advisory = {
  path: 'github.com/a/b',
  versions: [{ kind: 'all' }],
  ids: ['MAL-2026-1', 'GHSA-aaaa-bbbb-cccc'],
  imitates: 'github.com/known/thing',
  imitatesByGuess: false,
  kind: 'typosquat',
  date: '2026-01-02',
  source: 'somebody who looked',
  confidence: 'confirmed',
};

/** The feed's word on a module version, one of each state. */
export const ADVISORIES: ByState<AdvisoryFact> = {
  listed: {
    state: 'listed',
    advisories: [ADVISORY, { ...ADVISORY, ids: [], imitates: null, date: '2026', confidence: 'reported' }],
  },
  unlisted: { state: 'unlisted' },
  undetermined: undetermined('no-feed'),
  'not-applicable': notApplicable('local'),
};

/** A list of which something is to be said. */
export const FEED: AuditResult['feed'] = {
  date: '2025-01-01',
  advisories: 100,
  from: ['shipped', 'downloaded'],
  problems: ['The list of malicious modules is old.'],
};

/** What authors say of a version, one of each state. */
export const NOTICES: ByState<NoticeFact> = {
  none: { state: 'none', newest: 'v1.2.0' },
  given: {
    state: 'given',
    newest: 'v1.2.0',
    retracted: [{ low: 'v1.0.0', high: 'v1.1.0', rationale: 'It loses data.' }],
    deprecated: 'use github.com/known/thing',
  },
  undetermined: undetermined('mirror-forbids', 'detail'),
  'not-applicable': notApplicable('local'),
};
