import { notComparable, upstreamIdentity, type Vcs } from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

describe('upstreamIdentity', () => {
  test.each([
    ['https://github.com/Owner/Repo', 'https://github.com/owner/repo'],
    ['https://github.com/owner/repo.git', 'https://GitHub.com/owner/repo/'],
    ['ssh://git@github.com/owner/repo', 'https://github.com/owner/repo'],
    ['https://git.test/a.git//', 'https://git.test/a'],
    ['https://user:pw@git.test:443/a', 'https://git.test/a'],
  ])('%s and %s are one repository', (a, b) => {
    expect(upstreamIdentity(a)).toBe(upstreamIdentity(b));
  });

  test.each([
    ['https://github.com/owner/repo', 'https://github.com/other/repo'],
    ['https://github.com/owner/repo', 'https://github.com.test/owner/repo'],
    ['https://git.test/a', 'https://git.test/A'],
    ['https://git.test/a', 'https://git.test:8443/a'],
    ['https://git.test/a', 'http://git.test/a'],
    ['https://git.test/a?x', 'https://git.test/a'],
    ['https://github.com/owner/repo.git.git', 'https://github.com/owner/repo'],
  ])('%s and %s are two', (a, b) => {
    expect(upstreamIdentity(a)).not.toBe(upstreamIdentity(b));
  });

  test('what is no address stays as it is', () => {
    expect(upstreamIdentity('git@github.com:owner/repo')).toBe('git@github.com:owner/repo');
    expect(upstreamIdentity('')).toBe('');
  });
});

describe('notComparable', () => {
  test.each<[string, Vcs | null, string | undefined]>([
    ['golang.org/toolchain', null, 'toolchain'],
    ['golang.org/fips140', null, 'shipped-with-go'],
    ['golang.org/x/mod', null, undefined],
    ['r.org/m', 'git', undefined],
    ['r.org/m', 'mod', 'module-proxy'],
    ['r.org/m', 'hg', 'not-git'],
    ['r.org/m', 'fossil', 'not-git'],
  ])('%s, %s', (path, vcs, code) => {
    expect(notComparable(path, vcs)?.code).toBe(code);
  });
});
