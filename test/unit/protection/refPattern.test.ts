import { matchesRefPattern } from '../../../server/src/protection/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('a pattern of a ruleset', () => {
  test.each([
    ['~ALL', 'refs/tags/v1', true],
    ['refs/tags/v*', 'refs/tags/v1.2.3', true],
    ['refs/tags/v*', 'refs/tags/x1', false],
    ['refs/tags/v*', 'refs/tags/v', true],
    ['refs/tags/*', 'refs/tags/sub/v1.0.0', false],
    ['refs/tags/**/*', 'refs/tags/sub/v1.0.0', true],
    ['refs/tags/**/*', 'refs/tags/v1.0.0', true],
    ['refs/tags/**/v*', 'refs/tags/a/b/v1', true],
    ['refs/tags/**/v*', 'refs/tags/a/bv1', false],
    ['refs/tags/**', 'refs/tags/a/b', false],
    ['refs/tags/v?.0.0', 'refs/tags/v1.0.0', true],
    ['refs/tags/v?.0.0', 'refs/tags/v10.0.0', false],
    ['refs/tags/v[0-9]*', 'refs/tags/v3.1', true],
    ['refs/tags/v[0-9]*', 'refs/tags/vx', false],
    ['refs/tags/v[^0-9]*', 'refs/tags/vx', true],
    ['refs/tags/v1\\*', 'refs/tags/v1*', true],
    ['refs/tags/v1\\*', 'refs/tags/v12', false],
    ['refs/tags/v1.0.0', 'refs/tags/v1.0.0', true],
    ['refs/tags/v1.0.0', 'refs/tags/v1x0x0', false],
    ['v1.0.0', 'refs/tags/v1.0.0', false],
    ['refs/tags/v[', 'refs/tags/v1', null],
    ['refs/tags/\\', 'refs/tags/v1', null],
    ['a'.repeat(2000), 'refs/tags/v1', null],
  ])('%j matches %j: %j', (pattern, ref, expected) => {
    expect(matchesRefPattern(pattern, ref)).toBe(expected);
  });

  test('of nothing but stars is compared in time', () => {
    expect(matchesRefPattern(`${'*a'.repeat(400)}b`, 'a'.repeat(1000))).toBe(false);
  });
});
