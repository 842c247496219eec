import { upstreamFact } from '../../../server/src/audit/upstreamFact.ts';
import type { UpstreamAnswer } from '../../../server/src/sources/index.ts';
import { type ContentFact, undetermined } from '../../../server/src/verdict/index.ts';
import { describe, expect, test } from '../../kit.ts';

const ID = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const URL_OF = 'https://github.com/someone/thing';

const located = {
  kind: 'commit',
  repository: URL_OF,
  ref: 'refs/tags/v1.0.0',
  redirectsTo: null,
  commit: { id: ID, committedAt: 1000, entries: [] },
} as unknown as UpstreamAnswer;

const stateWith = (content: ContentFact, time: number | null, hash?: string, url = URL_OF): string => {
  const origin = hash === undefined ? null : { hash, url };
  return upstreamFact(located, { version: 'v1.0.0', time, origin }, content).state;
};

describe('a tag was moved', () => {
  test('when the mirror names another commit of the same repository', () => {
    expect(stateWith({ state: 'match' }, 1000, OTHER)).toBe('tag-moved');
    expect(stateWith({ state: 'match' }, 1000, ID)).toBe('present');
    expect(stateWith({ state: 'match' }, 1000, OTHER, 'https://github.com/another/thing')).toBe('present');
    expect(stateWith({ state: 'match' }, 1000, OTHER, `${URL_OF}.git`)).toBe('tag-moved');
  });

  test.each(['unbuildable', 'no-module-at-commit'] as const)(
    'when the commit is one that no mirror could have served (%s), and the time is another',
    (reason) => {
      expect(stateWith(undetermined(reason), 999)).toBe('tag-moved');
      expect(stateWith(undetermined(reason), 1000)).toBe('present');
      expect(stateWith(undetermined(reason), null)).toBe('present');
    },
  );

  test('but not for a time alone, nor for what could not be asked', () => {
    expect(stateWith({ state: 'match' }, 1)).toBe('present');
    expect(stateWith(undetermined('mirror-error'), 1)).toBe('present');
    expect(stateWith(undetermined('commit-missing'), 1)).toBe('present');
  });
});
