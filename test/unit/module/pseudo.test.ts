import { isPseudoVersion, parsePseudoVersion } from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('pseudo-versions', () => {
  const rest = '20180219231006-80d85c5d4d17';
  const common = { time: '20180219231006', committedAt: 1519081806, revision: '80d85c5d4d17' };

  test.each([
    [`v0.0.0-${rest}`, ''],
    [`v2.0.0-${rest}`, ''],
    [`v1.2.4-0.${rest}`, 'v1.2.3'],
    [`v1.3.0-pre.0.${rest}`, 'v1.3.0-pre'],
    [`v2.0.1-0.${rest}+incompatible`, 'v2.0.0+incompatible'],
    [`v1.2.100000000000000000000-0.${rest}`, 'v1.2.99999999999999999999'],
    [`v1.2.1-0.${rest}`, 'v1.2.0'],
  ])('%s comes after %j', (version, base) => {
    expect(isPseudoVersion(version)).toBe(true);
    expect(parsePseudoVersion(version)).toEqual({ ...common, base });
  });

  test.each([
    ['no commit', 'v1.0.0'],
    ['the base lacks its zero', `v1.2.4-pre.${rest}`],
    ['a number where only v0.0 may be', `v1.2.3-${rest}`],
    ['a word that ends in -0', `v1.2.3-pre-0.${rest}`],
    ['thirteen digits', 'v0.0.0-2018021923100-80d85c5d4d17'],
  ])('is none: %s', (_, version) => {
    expect(isPseudoVersion(version)).toBe(false);
    expect(parsePseudoVersion(version)).toBeNull();
  });

  test.each([
    ['a day that never was', 'v0.0.0-20190229000000-80d85c5d4d17'],
    ['an hour too many', 'v0.0.0-20190228240000-80d85c5d4d17'],
    ['a version before patch 0', `v1.2.0-0.${rest}`],
    ['no base, and yet incompatible', `v2.0.0-${rest}+incompatible`],
  ])('has the shape, and cannot be read: %s', (_, version) => {
    expect(isPseudoVersion(version)).toBe(true);
    expect(parsePseudoVersion(version)).toBeNull();
  });

  test('years before 100 and before 1970 are counted right', () => {
    expect(parsePseudoVersion('v0.0.0-00010101000000-000000000000')?.committedAt).toBe(-62135596800);
    expect(parsePseudoVersion('v0.0.0-19691231235959-000000000000')?.committedAt).toBe(-1);
  });
});
