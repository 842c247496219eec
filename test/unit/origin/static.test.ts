import { staticRepository } from '../../../server/src/origin/index.ts';
import { describe, expect, test } from '../../kit.ts';

function shown(path: string): string {
  const found = staticRepository(path);
  if (found.kind === 'repository') return `${found.root} ${found.vcs} ${found.url}`;
  return found.kind;
}

describe('staticRepository', () => {
  test.each([
    ['github.com/owner/repo', 'github.com/owner/repo git https://github.com/owner/repo'],
    ['github.com/owner/repo/v2', 'github.com/owner/repo git https://github.com/owner/repo'],
    [
      'github.com/Owner/Re_po-1.x/sub/dir',
      'github.com/Owner/Re_po-1.x git https://github.com/Owner/Re_po-1.x',
    ],
    ['bitbucket.org/owner/repo/sub', 'bitbucket.org/owner/repo git https://bitbucket.org/owner/repo'],
    ['hub.jazz.net/git/user1/repo/x', 'hub.jazz.net/git/user1/repo git https://hub.jazz.net/git/user1/repo'],
    ['git.apache.org/thrift.git/lib/go', 'git.apache.org/thrift.git git https://git.apache.org/thrift.git'],
    ['git.openstack.org/a/b.git/c', 'git.openstack.org/a/b.git git https://git.openstack.org/a/b.git'],
    [
      'chiselapp.com/user/kyle/repository/fossilgg',
      'chiselapp.com/user/kyle/repository/fossilgg fossil https://chiselapp.com/user/kyle/repository/fossilgg',
    ],
    ['git.test.org/govpp.git', 'git.test.org/govpp.git git https://git.test.org/govpp'],
    ['git.test.org/govpp.git/api/v2', 'git.test.org/govpp.git git https://git.test.org/govpp'],
    ['test.org/~home/x.hg/sub', 'test.org/~home/x.hg hg https://test.org/~home/x'],
    ['test.org/a.git/b.svn/c', 'test.org/a.git/b.svn svn https://test.org/a.git/b'],
    ['test.org/a.git.git', 'test.org/a.git.git git https://test.org/a.git'],
    ['test.org/x.bzr', 'test.org/x.bzr bzr https://test.org/x'],
  ])('%s', (path, expected) => {
    expect(shown(path)).toBe(expected);
  });

  test.each([
    'gitlab.com/group/sub/project',
    'gopkg.in/yaml.v3',
    'launchpad.net/goose',
    'hub.jazz.net/other',
    'test.org/agit',
    'test.org/a.github/b',
    'test.git/a',
    'test.org/a~b.git',
    'test.org/a~b/c.git',
    'test.org/~.git',
    'example.network/a',
  ])('%s has to be discovered', (path) => {
    expect(shown(path)).toBe('discover');
  });

  test.each([
    'github.com',
    'github.com/owner',
    'github.com/owner/repo.git',
    'github.com/owner/repo.hg/sub',
    'github.com/owner/re~po',
    'github.com/owner/repo/a~b',
    'github.com/a...b/repo',
    'bitbucket.org/owner/repo.git',
    'hub.jazz.net/git/User/repo',
    'git.apache.org/thrift',
    'git.openstack.org/a',
    'chiselapp.com/user/kyle/repository/fossilgg/sub',
    'test.org/a...b/x.git',
    'test.org/a~b/host.org/x.git',
    'test.org/a~host.org/x.git',
    'example.net/a',
    'rsc.io',
    'nohost',
    'test.org/a//b',
    'test.org/../b',
    'test.org/a/v1',
    '',
  ])('%s is no module path that the go command would look for', (path) => {
    const found = staticRepository(path);
    expect(found.kind).toBe('invalid');
    expect(found).toMatchObject({ reason: expect.stringMatching(/^[A-Z].*\.$/) });
  });

  test('a long hostile path takes linear time', () => {
    const path = `test.org/${'a.b-'.repeat(50_000)}~/${'x.git~/'.repeat(20_000)}x`;
    expect(shown(path)).toBe('discover');
  });
});
