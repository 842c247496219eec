import { checkPathMajor, pathMajorPrefix, splitPathVersion } from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('major version suffixes', () => {
  test('are split off', () => {
    expect(splitPathVersion('a.b/c/v2')).toEqual({ prefix: 'a.b/c', pathMajor: '/v2' });
    expect(splitPathVersion('a.b/c')).toEqual({ prefix: 'a.b/c', pathMajor: '' });
    expect(splitPathVersion('gopkg.in/yaml.v1')).toEqual({ prefix: 'gopkg.in/yaml', pathMajor: '.v1' });
    expect(['a.b/v1', 'a.b/v02', 'a.b/v2.0', 'gopkg.in/yaml'].map(splitPathVersion)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test('say which versions fit', () => {
    expect(checkPathMajor('v2.0.0', '')).toBe('its major version should be v0 or v1, not v2');
    expect(checkPathMajor('v1.0.0', '/v2')).toBe('its major version should be v2, not v1');
    expect(checkPathMajor('v2.0.0+incompatible', '')).toBeNull();
    expect(checkPathMajor('v0.0.0-20161208181325-20d25e280405', '.v1')).toBeNull();
    expect(checkPathMajor('master', '')).toBe('it is no version of v0 or v1');
  });

  test('stand for tags', () => {
    expect(['', '/v2', '.v1-unstable'].map(pathMajorPrefix)).toEqual(['', 'v2', 'v1']);
    for (const wrong of ['v2', '/', '/2', '/v2.1']) expect(() => pathMajorPrefix(wrong)).toThrow(RangeError);
  });
});
