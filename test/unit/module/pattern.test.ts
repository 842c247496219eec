import { matchPrefixPatterns } from '../../../server/src/module/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('matchPrefixPatterns', () => {
  test.each([
    ['*.corp.example', 'git.corp.example/team/secret', true],
    ['*.corp.example', 'corp.example/team', false],
    ['*.corp.example', 'a.git.corp.example/team', true],
    ['github.com/me/*', 'github.com/me/x/y', true],
    ['github.com/me/*', 'github.com/me', false],
    ['github.com/me', 'github.com/me/x', true],
    ['github.com/me', 'github.com/meandyou/x', false],
    ['github.com/me/', 'github.com/me/x', true],
    ['x,,github.com/*/x', 'github.com/me/x', true],
    ['GitHub.com', 'github.com/me', false],
    [' github.com', 'github.com/me', false],
    ['[', 'github.com/me', false],
    ['[,github.com', 'github.com/me', true],
    ['', '', false],
  ])('%j covers %j: %s', (globs, path, expected) => {
    expect(matchPrefixPatterns(globs, path)).toBe(expected);
  });

  test('a star may end inside a character, as in Go', () => {
    expect(matchPrefixPatterns('*[^é]', 'é')).toBe(true);
    expect(matchPrefixPatterns('?', 'é')).toBe(true);
    expect(matchPrefixPatterns('??', 'é')).toBe(false);
  });

  test('a pattern full of stars does not explode', () => {
    expect(matchPrefixPatterns(`${'*a'.repeat(400)}b`, 'a'.repeat(100_000))).toBe(false);
    expect(matchPrefixPatterns(`${'*a'.repeat(400)}b`, `${'a'.repeat(100_000)}b`)).toBe(true);
  });
});
