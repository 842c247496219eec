import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '../../kit.ts';
import { startWorld, type World } from '../../world/index.ts';
import { getThroughProxy, git, listRefs, moduleNamed, until } from './ask.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

function refsUrl(name: string): string {
  const { host, pathname } = new URL(moduleNamed(world, name).repository!.url);
  return `${world.upstream.url}/${host}${pathname}/info/refs?service=git-upload-pack`;
}

async function emptyClone(name: string): Promise<string> {
  const directory = join(world.directory, `clone-${name}`);
  await git(world, ['init', '-q', '--bare', directory]);
  return directory;
}

describe('a repository', () => {
  test.each([
    ['deleted-repository', 404],
    ['needs-login', 401],
    ['forbidden', 403],
    ['rate-limited', 429],
    ['server-error', 500],
  ])('%s answers with %i', async (name, status) => {
    const response = await fetch(refsUrl(name));
    expect(response.status).toBe(status);
    expect(response.headers.has('www-authenticate')).toBe(status === 401);
    await expect(listRefs(world, moduleNamed(world, name).repository!.url)).rejects.toThrow();
  });

  test('that nobody described is not found', async () => {
    expect((await fetch(`${world.upstream.url}/github.com/nobody/nothing/info/refs`)).status).toBe(404);
  });

  test('that hangs takes the request and gives nothing', async () => {
    const ended = new AbortController();
    const asked = fetch(refsUrl('hangs'), { signal: ended.signal });
    const arrived = () => world.requests.find(({ path }) => path.includes('watchmaker'));
    await until(() => arrived() !== undefined);
    await (await fetch(refsUrl('plain'))).text();
    expect(arrived()?.status).toBeNull();
    ended.abort();
    await expect(asked).rejects.toThrow();
  });

  test('that speaks nonsense answers 200 with a page', async () => {
    const response = await fetch(refsUrl('speaks-nonsense'));
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<!DOCTYPE html>');
    // git takes it for a file server whose list of refs is empty, and is content.
    const { stdout, stderr } = await git(world, ['ls-remote', 'https://github.com/harbourstreet/chandlery']);
    expect([stdout, stderr]).toEqual(['', '']);
  });

  test('that was renamed redirects git to its new name', async () => {
    const response = await fetch(refsUrl('renamed'), { redirect: 'manual' });
    expect(response.status).toBe(301);
    expect(response.headers.get('location')).toBe(
      `${world.upstream.url}/github.com/marketsquare/greengrocer/info/refs?service=git-upload-pack`,
    );
    const refs = await listRefs(world, 'https://github.com/harbourstreet/greengrocer');
    expect(refs.get('refs/tags/v0.4.0')).toBe(world.commitId(moduleNamed(world, 'renamed'), 'release'));
  });

  test('can be made to answer otherwise, and to serve again', async () => {
    const url = moduleNamed(world, 'plain').repository!.url;
    world.upstream.setAnswer(url, { kind: 'status', status: 503 });
    expect((await fetch(refsUrl('plain'))).status).toBe(503);
    world.upstream.setAnswer(url, { kind: 'serves' });
    expect((await fetch(refsUrl('plain'))).status).toBe(200);
    expect(() => world.upstream.setAnswer('https://github.com/nobody/nothing', { kind: 'serves' })).toThrow();
  });

  test('on github.com is found whatever the case, and with .git', async () => {
    const refs = await listRefs(world, 'https://github.com/tamsinoakes/GLYPHKIT.git');
    expect(refs.has('refs/tags/v1.0.1-RC2')).toBe(true);
    await expect(listRefs(world, 'https://git.example.test/Brambleworks/signpost')).rejects.toThrow();
  });

  test('of gopkg.in is that of github.com', async () => {
    expect(await listRefs(world, 'https://gopkg.in/quillfeather.v2')).toEqual(
      await listRefs(world, 'https://github.com/go-quillfeather/quillfeather'),
    );
  });
});

describe('tags', () => {
  test('that are objects are peeled, however deep', async () => {
    for (const name of ['annotated-tag', 'nested-annotated-tag']) {
      const module = moduleNamed(world, name);
      const refs = await listRefs(world, module.repository!.url);
      expect(refs.get(`refs/tags/${module.version}`)).toBe(world.commitId(module, module.version));
      expect(refs.get(`refs/tags/${module.version}^{}`)).toBe(world.commitId(module, 'release'));
    }
  });

  test('of a SHA-256 repository are 64 digits', async () => {
    const module = moduleNamed(world, 'sha256-repository');
    const refs = await listRefs(world, module.repository!.url);
    expect(refs.get('refs/tags/v1.0.0')).toMatch(/^[0-9a-f]{64}$/);
    expect(refs.get('refs/tags/v1.0.0')).toBe(world.commitId(module, 'release'));
  });

  test('that were deleted are gone', async () => {
    for (const name of ['deleted-tag', 'deleted-tag-and-commit']) {
      const refs = await listRefs(world, moduleNamed(world, name).repository!.url);
      expect([...refs.keys()].filter((ref) => ref.startsWith('refs/tags/'))).toEqual([]);
    }
  });
});

describe('commits that no ref reaches', () => {
  test('are handed out while the server keeps them', async () => {
    const attack = moduleNamed(world, 'boltdb-attack');
    const clone = await emptyClone('kept');
    const hostile = world.commitId(attack, 'hostile');
    await git(world, ['fetch', '-q', '--depth=1', attack.repository!.url, hostile], clone);
    const { stdout } = await git(world, ['show', `${hostile}:db.go`], clone);
    expect(stdout).toBe(attack.cached!.zip['db.go']);
  });

  test('are not handed out once the server has forgotten them', async () => {
    const deleted = moduleNamed(world, 'deleted-tag-and-commit');
    const clone = await emptyClone('forgotten');
    const id = world.commitId(deleted, 'release');
    await expect(git(world, ['fetch', '-q', deleted.repository!.url, id], clone)).rejects.toThrow(
      /not our ref/,
    );
  });

  test('are not handed out by an old server', async () => {
    const old = moduleNamed(world, 'old-server');
    const clone = await emptyClone('old');
    const start = world.commitId(old, 'start');
    await expect(
      git(world, ['fetch', '-q', '--depth=1', old.repository!.url, start], clone),
    ).rejects.toThrow();
    const response = await fetch(refsUrl('old-server'), { headers: { 'git-protocol': 'version=2' } });
    expect(await response.text()).not.toContain('version 2');
  });
});

test('filters are refused where the description says so', async () => {
  for (const [name, refused] of [
    ['without-filter', true],
    ['old-server', true],
    ['plain', false],
  ] as const) {
    const clone = await emptyClone(`filter-${name}`);
    const { url } = moduleNamed(world, name).repository!;
    const fetched = await git(world, ['fetch', '-q', '--depth=1', '--filter=blob:none', url, 'HEAD'], clone);
    expect(fetched.stderr.includes('filtering not recognized by server')).toBe(refused);
  }
});

describe('go-import pages', () => {
  test('name the longest prefix, for anything below it too', async () => {
    const below = await getThroughProxy(world, 'http://go.example.test/gangway/render?go-get=1');
    expect(below.status).toBe(200);
    expect(below.text).toContain(
      '<meta name="go-import" content="go.example.test/gangway git https://git.example.test/harbourlight/gangway">',
    );
    const forge = await getThroughProxy(
      world,
      'http://git.example.test/brambleworks/signpost/deep/er?go-get=1',
    );
    expect(forge.text).toContain(
      'content="git.example.test/brambleworks/signpost git https://git.example.test/brambleworks/signpost"',
    );
  });

  test('may have a fourth field', async () => {
    const page = await getThroughProxy(world, 'http://go.example.test/toolchest?go-get=1');
    expect(page.text).toContain(
      'content="go.example.test/toolchest git https://git.example.test/harbourlight/docks go/toolchest"',
    );
  });

  test('are not given for neighbours of a prefix, nor without the proxy', async () => {
    expect((await getThroughProxy(world, 'http://go.example.test/gangways?go-get=1')).status).toBe(404);
    expect((await fetch(`${world.env.HTTP_PROXY}/go.example.test/gangway?go-get=1`)).status).toBe(404);
  });
});
