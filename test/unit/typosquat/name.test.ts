import { registrableDomain } from '../../../server/src/typosquat/host.ts';
import { splitName } from '../../../server/src/typosquat/name.ts';
import { describe, expect, test } from '../../kit.ts';

describe('splitName', () => {
  test('owner and repository on a host of many, in lower case', () => {
    expect(splitName('github.com/Ann/Tool/Sub/v3')).toEqual({
      family: 'github.com/Ann/Tool/Sub',
      pathMajor: '/v3',
      repositoryPath: 'github.com/ann/tool',
      host: 'github.com',
      owner: 'ann',
      isOwnerImplied: false,
      repository: 'tool',
      publisher: 'github.com/ann',
    });
  });

  test.each([
    ['example.org/x/net', '', 'x/net', 'example.org'],
    ['go.example.org', '', '', 'example.org'],
    ['gitlab.example.org/team/tool', 'team', 'tool', 'gitlab.example.org/team'],
    ['gitea.example', '', '', 'gitea.example'],
    ['git.sr.ht/~ann/tool', 'ann', 'tool', 'git.sr.ht/~ann'],
    ['buf.build/gen/go/acme/api/grpc/go', 'acme', 'api', 'buf.build/gen/go/acme'],
    ['buf.build/go/tool', '', 'go/tool', 'buf.build'],
    ['gopkg.in/tool.v2', 'go-tool', 'tool', 'github.com/go-tool'],
    ['gopkg.in/tool.v3-unstable', 'go-tool', 'tool', 'github.com/go-tool'],
    ['gopkg.in/ann/tool.v1', 'ann', 'tool', 'github.com/ann'],
  ])('%s', (path, owner, repository, publisher) => {
    expect(splitName(path)).toMatchObject({ owner, repository, publisher });
  });

  test.each([
    '',
    'fmt',
    'a/b.c',
    '.com/a/b',
    'github.com',
    'github.com/ann',
    'github.com//tool',
    'github.com/ann/',
    'gopkg.in',
    'gopkg.in/',
    'host./a',
  ])('nobody could publish "%s"', (path) => {
    expect(splitName(path)).toBeNull();
  });
});

describe('registrableDomain', () => {
  test.each([
    ['example.org', 'example.org'],
    ['a.b.example.org', 'example.org'],
    ['go.example.co.uk', 'example.co.uk'],
    ['ann.github.io', 'ann.github.io'],
    ['go.ann.github.io', 'ann.github.io'],
    ['localhost', 'localhost'],
    ['co.uk', 'co.uk'],
  ])('%s is of %s', (host, domain) => {
    expect(registrableDomain(host)).toBe(domain);
  });
});
