import { versionsNearer, versionsToCompare } from '../../../server/src/examination/versionsToCompare.ts';
import { describe, expect, test } from '../../kit.ts';

const LISTED = ['v1.10.0', 'v1.2.0', 'v1.3.0', 'v2.0.0+incompatible', 'v1.11.0-rc.1', 'v0.9.0'];

describe('the versions that a copy is compared with', () => {
  test.each([
    [
      'its own number first, the newest, the one before, the oldest',
      'v1.3.0',
      ['v1.3.0', 'v1.10.0', 'v1.2.0', 'v0.9.0'],
    ],
    ['a number that the other never had', 'v1.4.0', ['v1.10.0', 'v1.3.0', 'v0.9.0']],
    ['a commit', 'v0.0.0-20240102030405-0123456789ab', ['v1.10.0', 'v0.9.0']],
    ['a number beyond all', 'v9.0.0', ['v1.10.0', 'v2.0.0+incompatible', 'v0.9.0']],
    ['no version at all', '', ['v1.10.0', 'v0.9.0']],
  ])('%s', (_, version, expected) => {
    expect(versionsToCompare(version, LISTED)).toEqual(expected);
  });

  test('are none of none, and one of one', () => {
    expect(versionsToCompare('v1.0.0', [])).toEqual([]);
    expect(versionsToCompare('v1.0.0', ['v1.0.0'])).toEqual(['v1.0.0']);
  });
});

describe('the versions to look at next', () => {
  const versions = Array.from({ length: 17 }, (_, minor) => `v1.${minor}.0`);
  const nearer = (best: string, ...tried: readonly string[]) =>
    versionsNearer(best, new Set([best, ...tried]), [...versions].reverse());

  test.each<[string, readonly string[], readonly string[]]>([
    ['lie half way to those that were tried', nearer('v1.8.0', 'v1.0.0', 'v1.16.0'), ['v1.12.0', 'v1.4.0']],
    ['lie on one side of the newest and of the oldest', nearer('v1.16.0', 'v1.0.0'), ['v1.8.0']],
    ['are the neighbours at last', nearer('v1.8.0', 'v1.6.0', 'v1.10.0'), ['v1.9.0', 'v1.7.0']],
    ['are none when the neighbours were tried', nearer('v1.8.0', 'v1.7.0', 'v1.9.0'), []],
    ['are none of a version that is not listed', nearer('v9.0.0'), []],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  test('find any version in few steps', () => {
    for (const made of versions) {
      const tried = new Set(['v1.0.0', 'v1.16.0']);
      const distance = (one: string): number => Math.abs(versions.indexOf(one) - versions.indexOf(made));
      for (let step = 0; step < 4 && !tried.has(made); step++) {
        const best = [...tried].sort((a, b) => distance(a) - distance(b))[0] ?? '';
        for (const one of versionsNearer(best, tried, versions)) tried.add(one);
      }
      expect(tried, made).toContain(made);
    }
  });
});
