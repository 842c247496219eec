import { versionsToCompare } from '../../../server/src/examination/versionsToCompare.ts';
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
