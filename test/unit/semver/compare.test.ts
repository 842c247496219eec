import { canonical, compare, isValid } from '../../../server/src/semver/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('semver', () => {
  test('orders versions from the invalid to the newest', () => {
    const ordered = [
      'bad',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-alpha.beta',
      'v1.0.0-beta.2',
      'v1.0.0-beta.11',
      'v1.0.0-rc.1',
      'v1',
      'v1.2',
      'v1.10.0',
      'v2.0.0+incompatible',
      'v99999999999999999999.0.0',
    ];
    expect([...ordered].reverse().sort(compare)).toEqual(ordered);
  });

  test('does not count the build part, nor what short forms leave out', () => {
    expect(compare('v1.0.0+a', 'v1.0.0+b')).toBe(0);
    expect(compare('v1', 'v1.0.0')).toBe(0);
    expect(compare('x', 'y')).toBe(0);
  });

  test('refuses what is nearly a version', () => {
    for (const version of [
      '1.0.0',
      'v01.0.0',
      'v1.0.0-01',
      'v1.0.0-',
      'v1.0.0+',
      'v1.2-pre',
      'v1.0.0.0',
      'v1.0.0 ',
      'v1.0.0\n',
    ]) {
      expect([version, isValid(version), canonical(version)]).toEqual([version, false, '']);
    }
  });

  test('reads a very long version in one pass', () => {
    const long = 'a.'.repeat(500_000);
    expect(compare(`v1.0.0-${long}b`, `v1.0.0-${long}c`)).toBe(-1);
    expect(isValid(`v1.0.0-${long}`)).toBe(false);
  });
});
