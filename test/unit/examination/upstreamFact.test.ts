import type { Located } from '../../../server/src/examination/located.ts';
import { type UpstreamEvidence, upstreamFact } from '../../../server/src/examination/upstreamFact.ts';
import type { UpstreamPlace } from '../../../server/src/sources/index.ts';
import { type ContentFact, undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ID = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const URL_OF = 'https://github.com/someone/thing';
const DAY = 86_400;

const place: UpstreamPlace = {
  kind: 'place',
  repository: URL_OF,
  isStatic: true,
  placement: {} as UpstreamPlace['placement'],
  reference: { kind: 'tag', ref: 'refs/tags/v1.0.0' },
};
const located: Located = {
  kind: 'commit',
  commit: ID,
  wanted: { id: ID, ref: 'refs/tags/v1.0.0' },
  redirectsTo: null,
  amongRefs: null,
};
const EVIDENCE: UpstreamEvidence = {
  place,
  located,
  claims: { committedAt: 10 * DAY, signature: 'none', tag: null },
  info: null,
  content: { state: 'match' },
  seenBefore: [],
  loggedBefore: null,
};
const DIVERGED: ContentFact = {
  state: 'diverged',
  changed: ['a.go'],
  onlyMirror: [],
  onlyUpstream: [],
  built: ['a.go'],
  undecided: [],
  explanations: [],
  gains: null,
  equals: null,
};

const stateOf = (evidence: Partial<UpstreamEvidence>): string =>
  upstreamFact({ ...EVIDENCE, ...evidence }).state;

const stateWith = (content: ContentFact, time: number | null, hash?: string, url = URL_OF): string => {
  const origin = hash === undefined ? null : { hash, url };
  return stateOf({ content, info: { version: 'v1.0.0', time, origin } });
};

describe('a tag was moved', () => {
  test('when the mirror names another commit of the same repository', () => {
    expect(stateWith({ state: 'match' }, 10 * DAY, OTHER)).toBe('tag-moved');
    expect(stateWith({ state: 'match' }, 10 * DAY, ID)).toBe('present');
    expect(stateWith({ state: 'match' }, 10 * DAY, OTHER, 'https://github.com/another/thing')).toBe(
      'present',
    );
    expect(stateWith({ state: 'match' }, 10 * DAY, OTHER, `${URL_OF}.git`)).toBe('tag-moved');
  });

  test.each(['unbuildable', 'no-module-at-commit'] as const)(
    'when the commit is one that no mirror could have served (%s), and the time is another',
    (reason) => {
      expect(stateWith(undetermined(reason), 999)).toBe('tag-moved');
      expect(stateWith(undetermined(reason), 10 * DAY)).toBe('present');
      expect(stateWith(undetermined(reason), null)).toBe('present');
    },
  );

  test('but not for a time alone, nor for what could not be asked', () => {
    expect(stateWith({ state: 'match' }, 1)).toBe('present');
    expect(stateWith(undetermined('mirror-error'), 1)).toBe('present');
    expect(stateWith(undetermined('commit-missing'), 1)).toBe('present');
  });

  test('when the ledger saw it elsewhere, whatever the bytes are', () => {
    const seenBefore = [{ commit: OTHER, firstSeen: 1, lastSeen: 2 }];
    expect(stateOf({ seenBefore })).toBe('tag-moved');
    expect(upstreamFact({ ...EVIDENCE, seenBefore }).seenBefore).toEqual(seenBefore);
  });

  test('when the bytes are those of another commit', () => {
    expect(stateOf({ content: DIVERGED })).toBe('present');
    const equals = { commit: OTHER, ref: null, reachable: false };
    expect(stateOf({ content: { ...DIVERGED, equals } })).toBe('tag-moved');
  });

  test('when the log held the version before the commit was made, and the bytes differ', () => {
    expect(stateOf({ content: DIVERGED, loggedBefore: 8 * DAY })).toBe('tag-moved');
    expect(upstreamFact({ ...EVIDENCE, content: DIVERGED, loggedBefore: 8 * DAY }).loggedBefore).toBe(
      8 * DAY,
    );
    // A day of slack for clocks, and a clock that was ahead by years is no rewrite by itself.
    expect(stateOf({ content: DIVERGED, loggedBefore: 9.5 * DAY })).toBe('present');
    expect(stateOf({ content: { state: 'match' }, loggedBefore: 8 * DAY })).toBe('present');
    expect(stateOf({ content: DIVERGED, loggedBefore: 20 * DAY })).toBe('present');
  });
});

test('a commit without a tag does not move', () => {
  const commit: UpstreamPlace = {
    ...place,
    reference: { kind: 'commit', prefix: ID.slice(0, 12), committedAt: 1 },
  };
  const equals = { commit: OTHER, ref: null, reachable: false };
  expect(stateOf({ place: commit, content: { ...DIVERGED, equals }, loggedBefore: 1 })).toBe('present');
});
