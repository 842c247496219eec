import {
  checkPrefixAgreement,
  discoveryUrl,
  type GoImport,
  matchGoImport,
  repositoryOf,
} from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

const entry = (prefix: string, vcs = 'git', repository = 'https://git.test/a', subdir = ''): GoImport => ({
  prefix,
  vcs,
  repository,
  subdir,
});

describe('discoveryUrl', () => {
  test.each([
    ['test.org/a/b', 'https', 'https://test.org/a/b?go-get=1'],
    ['test.org', 'https', 'https://test.org/?go-get=1'],
    ['test.org/a/', 'http', 'http://test.org/a/?go-get=1'],
    ['gopkg.in/yaml.v3', 'https', 'https://gopkg.in/yaml.v3?go-get=1'],
    ['test.org/~user', 'https', 'https://test.org/~user?go-get=1'],
  ] as const)('%s over %s', (path, scheme, expected) => {
    expect(discoveryUrl(path, scheme)?.href).toBe(expected);
  });

  test.each([
    'nohost/a',
    'user@test.org/a',
    'test.org:80/a',
    '127.1/a',
    '1.2.3/a',
    'Test.org',
    '.org',
    'test.org?x',
    '',
  ])('%s names no host', (path) => {
    expect(discoveryUrl(path, 'https')).toBeNull();
  });
});

describe('matchGoImport', () => {
  test('whole elements of the path count', () => {
    const imports = [entry('test.org/ab'), entry('test.org/a')];
    expect(matchGoImport(imports, 'test.org/a/c')).toMatchObject({
      kind: 'match',
      found: { prefix: 'test.org/a' },
    });
    expect(matchGoImport(imports, 'test.org/ab')).toMatchObject({
      kind: 'match',
      found: { prefix: 'test.org/ab' },
    });
    expect(matchGoImport(imports, 'test.org/abc').kind).toBe('none');
    expect(matchGoImport([], 'test.org/a')).toEqual({
      kind: 'none',
      reason: 'The page has no go-import entry.',
    });
  });

  test('a prefix may end with a slash', () => {
    expect(matchGoImport([entry('test.org/')], 'test.org/a').kind).toBe('match');
    expect(matchGoImport([entry('test.org/a/')], 'test.org/a').kind).toBe('none');
  });

  test('two that match are ambiguous, but for mod before others', () => {
    const mod = entry('test.org/a', 'mod', 'https://mirror.test');
    expect(matchGoImport([entry('test.org/a'), entry('test.org')], 'test.org/a').kind).toBe('ambiguous');
    expect(matchGoImport([mod, entry('test.org')], 'test.org/a')).toEqual({ kind: 'match', found: mod });
    expect(matchGoImport([mod, entry('test.org', 'mod')], 'test.org/a').kind).toBe('ambiguous');
  });
});

describe('checkPrefixAgreement', () => {
  const found = entry('test.org/a');

  test('the same entry on both pages', () => {
    expect(checkPrefixAgreement(found, 'test.org/a/b', [entry('test.org/a')])).toBeNull();
  });

  test.each([
    ['another repository', [entry('test.org/a', 'git', 'https://git.test/b')]],
    ['another system', [entry('test.org/a', 'hg')]],
    ['another folder', [entry('test.org/a', 'git', 'https://git.test/a', 'sub')]],
    ['another prefix', [entry('test.org')]],
    ['no entry', []],
    ['two entries', [entry('test.org/a'), entry('test.org/a')]],
  ])('%s is a disagreement', (_, imports) => {
    expect(checkPrefixAgreement(found, 'test.org/a/b', imports)).toContain('disagree');
  });
});

describe('repositoryOf', () => {
  test.each([
    ['git', 'https://git.test/a', ''],
    ['git', 'ssh://git@git.test:2222/a', 'sub/dir'],
    ['hg', 'http://hg.test/a', ''],
    ['mod', 'https://mirror.test', ''],
    ['git', 'git+ssh://git.test/a', '../odd'],
  ])('%s at %s', (vcs, url, subdir) => {
    expect(repositoryOf(entry('test.org/a', vcs, url, subdir))).toEqual({
      kind: 'repository',
      root: 'test.org/a',
      vcs,
      url,
      subdir,
    });
  });

  test.each([
    ['git', '-u./payload', ''],
    ['git', 'git@git.test:a', ''],
    ['git', 'git.test/a', ''],
    ['git', '//git.test/a', ''],
    ['git', 'file:///etc', ''],
    ['git', 'FILE:///etc', ''],
    ['git', 'https:git.test', ''],
    ['git', 'https:///a', ''],
    ['git', 'https://git.test\\@other.test/a', ''],
    ['git', 'https://git.test/\u0007', ''],
    ['git', 'ext::sh -c id', ''],
    ['cvs', 'https://git.test/a', ''],
    ['Git', 'https://git.test/a', ''],
    ['git', 'https://git.test/a', '/sub'],
    ['git', 'https://git.test/a', '-sub'],
  ])('%s at %j below %j is refused', (vcs, url, subdir) => {
    expect(repositoryOf(entry('test.org/a', vcs, url, subdir)).kind).toBe('invalid');
  });
});
