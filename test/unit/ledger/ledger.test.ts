import { Ledger, type Observation } from '../../../server/src/ledger/index.ts';
import { describe, expect, test } from '../../kit.ts';

const [A, B, C] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40)] as const;
const TAG = 'refs/tags/v1.0.0';
const seen = (seenAt: number, commit: string, ref = TAG, repository = 'example.com/o/r'): Observation => ({
  seenAt,
  repository,
  ref,
  commit,
});
const ledgerOf = (...observations: readonly Observation[]): Ledger => new Ledger([{ observations }]);

describe('commitsOf', () => {
  test('each commit once, by when it was first seen, whatever the order of lines and files', () => {
    const lines = [seen(30, B), seen(10, A), seen(20, A), seen(40, A), seen(30, B)];
    const expected = [
      { commit: A, firstSeen: 10, lastSeen: 40 },
      { commit: B, firstSeen: 30, lastSeen: 30 },
    ];
    expect(ledgerOf(...lines).commitsOf('example.com/o/r', TAG)).toEqual(expected);
    expect(ledgerOf(...lines.toReversed()).commitsOf('example.com/o/r', TAG)).toEqual(expected);
    const parts = lines.map((line) => ({ observations: [line] }));
    expect(new Ledger(parts).commitsOf('example.com/o/r', TAG)).toEqual(expected);
  });

  test('two commits of one second have one order', () => {
    const expected = [A, B];
    for (const lines of [
      [seen(10, B), seen(10, A)],
      [seen(10, A), seen(10, B)],
    ]) {
      const found = ledgerOf(...lines).commitsOf('example.com/o/r', TAG);
      expect(found.map(({ commit }) => commit)).toEqual(expected);
    }
  });

  test('other refs and other repositories are others', () => {
    const ledger = ledgerOf(
      seen(10, A),
      seen(10, B, 'refs/tags/v1.0.1'),
      seen(10, C, TAG, 'example.com/o/s'),
    );
    expect(ledger.commitsOf('example.com/o/r', TAG).map(({ commit }) => commit)).toEqual([A]);
    expect(ledger.commitsOf('example.com/o', `/r${TAG}`)).toEqual([]);
    expect(ledger.commitsOf('__proto__', 'constructor')).toEqual([]);
  });

  test('what is added later is found', () => {
    const ledger = ledgerOf(seen(20, B));
    expect(ledger.commitsOf('example.com/o/r', TAG)).toHaveLength(1);
    ledger.add(seen(10, A));
    expect(ledger.commitsOf('example.com/o/r', TAG).map(({ commit }) => commit)).toEqual([A, B]);
  });
});

describe('isNews', () => {
  test.each<[string, readonly Observation[], Observation, boolean]>([
    ['a ref that nobody saw', [], seen(10, A), true],
    ['another ref', [seen(5, A, 'refs/tags/v2.0.0')], seen(10, A), true],
    ['the commit that was seen last', [seen(5, A)], seen(10, A), false],
    ['the same once more', [seen(10, A)], seen(10, A), false],
    ['another commit', [seen(5, A)], seen(10, B), true],
    ['a tag that moved back', [seen(5, A), seen(6, B)], seen(10, A), true],
    ['what was seen last by a clock that is ahead', [seen(99, A)], seen(10, A), false],
    ['another commit than a clock saw that is ahead', [seen(99, B)], seen(10, A), true],
    ['the same on the next day', [seen(99, B), seen(10, A)], seen(20, A), false],
    ['one of two commits of the newest second', [seen(5, A), seen(5, B)], seen(10, A), false],
    ['a third commit after two of one second', [seen(5, A), seen(5, B)], seen(10, C), true],
    ['an older observation of what was seen since', [seen(5, A), seen(20, B)], seen(10, B), false],
  ])('%s', (_, before, observation, isNews) => {
    expect(ledgerOf(...before).isNews(observation)).toBe(isNews);
    expect(ledgerOf(...before.toReversed()).isNews(observation)).toBe(isNews);
  });
});
