import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isExcepted } from '../../../server/src/adapters/git/address.ts';
import { GitChooser, GitProcess, UndiciHttp } from '../../../server/src/adapters/index.ts';
import {
  type CommitTree,
  type CommitWanted,
  type Git,
  GitError,
  type GitRemote,
} from '../../../server/src/ports/index.ts';
import { startLoopback } from '../../fake/loopback.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../kit.ts';
import { MODULES, startWorld, type World } from '../../world/index.ts';

let world: World;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world?.stop());
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The implementation of the port that a test is about. */
let Implementation: typeof GitProcess | typeof GitChooser;

/** Every test has its own folder for temporary files, so that what is left behind is seen. */
async function setUp(more: Readonly<Record<string, string>> = {}): Promise<{ git: Git; temporary: string }> {
  const temporary = await mkdtemp(join(tmpdir(), 'modproof-git-test-'));
  closers.push(() => rm(temporary, { recursive: true, force: true }));
  const environment = { ...process.env, ...world.env, ...more };
  const http = new UndiciHttp({ environment, userAgent: 'modproof/test' });
  closers.push(() => http.close());
  return { git: new Implementation(http, environment, temporary), temporary };
}

async function open(git: Git, url: string): Promise<GitRemote> {
  const remote = await git.open(url, 'stranger', AbortSignal.timeout(20_000));
  closers.push(() => remote.close());
  return remote;
}

const limits = (maxBytes = 10_000_000) => ({ maxBytes, signal: AbortSignal.timeout(20_000) });

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) => (error instanceof GitError ? error.code : String(error)),
  );
}

function named(name: string) {
  const module = MODULES.find((one) => one.name === name);
  if (module?.repository == null) throw new Error(`the world has no repository ${name}`);
  return { module, url: module.repository.url };
}

/** A user's git configuration with more lines than the world's. */
async function configured(lines: string): Promise<Record<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'modproof-git-test-'));
  closers.push(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'config');
  await writeFile(path, `[include]\n\tpath = ${world.env.GIT_CONFIG_GLOBAL}\n${lines}`);
  return { GIT_CONFIG_GLOBAL: path };
}

describe.each([
  ['by git processes', GitProcess],
  ['by whatever fits', GitChooser],
] as const)('%s', (_, tested) => {
  beforeEach(() => {
    Implementation = tested;
  });

  describe('addresses', () => {
    test.each([
      'ssh://git@example.com/x/y',
      'git@example.com:x/y',
      'git://example.com/x/y',
      'http://example.com/x/y',
      'file:///etc',
      '/etc',
      'ext::sh -c "touch /tmp/x"',
      '--upload-pack=touch',
      'https://example.com/x\n/y',
      'https://127.0.0.1/x/y',
      'https://[::1]/x/y',
      'https://10.1.2.3/x/y',
      'https://localhost/x/y',
      'https://169.254.169.254/x/y',
      '',
    ])('%j is not asked', async (url) => {
      const { git } = await setUp();
      const before = world.requests.length;
      const asked = git.open(url, 'stranger', AbortSignal.timeout(20_000)).then((remote) => {
        closers.push(() => remote.close());
        return remote.listRefs('all', limits());
      });
      expect(await codeOf(asked)).toBe('address-not-allowed');
      expect(world.requests.length).toBe(before);
    });

    test.each(['ssh://git@127.0.0.1/', 'git@127.0.0.1:', 'file:///', 'ext::sh -c '])(
      'an insteadOf that leads to %j is not followed',
      async (base) => {
        const { git } = await setUp(
          await configured(`[url "${base}"]\n\tinsteadOf = https://moved.example.test/\n`),
        );
        const asked = git
          .open('https://moved.example.test/a/b', 'stranger', AbortSignal.timeout(20_000))
          .then((remote) => remote.listRefs('all', limits()));
        expect(await codeOf(asked)).toBe('address-not-allowed');
      },
    );

    test('plain http and this machine are asked where the user says so', async () => {
      const { git } = await setUp();
      const { url } = named(firstServed());
      const remote = await open(git, url);
      expect(remote.effectiveUrl.startsWith('http://127.0.0.1:')).toBe(true);
      expect((await remote.listRefs('all', limits())).refs.size).toBeGreaterThan(0);
    });

    test('git does not follow a redirect to an address that the user did not name', async () => {
      const trap = await startLoopback((_, response) => response.end('trap'));
      closers.push(trap.close);
      const first = await startLoopback((request, response) =>
        response.writeHead(302, { location: `${trap.url}${request.url}` }).end(),
      );
      closers.push(first.close);
      const { git } = await setUp(
        await configured(`[url "${first.url}/"]\n\tinsteadOf = https://redirecting.example.test/\n`),
      );
      const remote = await open(git, 'https://redirecting.example.test/a/b');
      expect(await codeOf(remote.listRefs('all', limits()))).toBe('address-not-allowed');
      expect(trap.asked.filter((path) => !path.startsWith('/a/b/info/refs'))).toEqual([]);
    });
  });

  /** Reads one commit; rejects with what stands in its place. */
  async function readCommit(remote: GitRemote, wanted: CommitWanted): Promise<CommitTree> {
    const [answer] = await remote.readCommits([wanted], limits());
    if (answer === undefined || answer instanceof GitError) throw answer ?? new Error('no answer');
    return answer;
  }

  /** The name of some plain module whose repository is served. */
  function firstServed(): string {
    const module = MODULES.find((one) => one.kind === 'honest' && one.repository?.answersNow === undefined);
    if (module === undefined) throw new Error('the world has no honest module');
    return module.name;
  }

  describe('nothing is executed', () => {
    test('no hook, template, file system monitor or prompt of any configuration runs', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'modproof-git-test-'));
      closers.push(() => rm(folder, { recursive: true, force: true }));
      const marker = join(folder, 'ran');
      const hooks = join(folder, 'template', 'hooks');
      await mkdir(hooks, { recursive: true });
      const script = `#!/bin/sh\necho "$0" >> ${marker}\n`;
      for (const name of [
        'reference-transaction',
        'post-checkout',
        'pre-auto-gc',
        'post-rewrite',
        'monitor',
        'askpass',
      ]) {
        await writeFile(join(hooks, name), script);
        await chmod(join(hooks, name), 0o755);
      }
      const configuration = await configured(
        `[core]\n\thooksPath = ${hooks}\n\tfsmonitor = ${hooks}/monitor\n\taskPass = ${hooks}/askpass\n` +
          `\tsshCommand = ${hooks}/monitor\n\talternateRefsCommand = ${hooks}/monitor\n` +
          `[init]\n\ttemplateDir = ${join(folder, 'template')}\n[gc]\n\tauto = 1\n`,
      );
      const { git } = await setUp({
        ...configuration,
        GIT_TEMPLATE_DIR: join(folder, 'template'),
        GIT_ASKPASS: join(hooks, 'askpass'),
        SSH_ASKPASS: join(hooks, 'askpass'),
        GIT_SSH_COMMAND: join(hooks, 'monitor'),
        GIT_PROXY_COMMAND: join(hooks, 'monitor'),
        GIT_EXTERNAL_DIFF: join(hooks, 'monitor'),
        GIT_EXEC_PATH: hooks,
        GIT_DIR: folder,
      });
      const { url } = named(firstServed());
      const remote = await open(git, url);
      const { refs } = await remote.listRefs('all', limits());
      const tag = [...refs.keys()].find((name) => name.startsWith('refs/tags/')) ?? 'HEAD';
      const commit = await readCommit(remote, { id: refs.get(tag)?.id ?? '', ref: tag });
      await remote.readBlobs(
        commit.entries.filter(({ mode }) => mode === 0o100644).map(({ id }) => id),
        limits(),
      );
      expect(await remote.findCommit(commit.id.slice(0, 12), null, limits())).toBe(commit.id);
      const login = await open(git, named('needs-login').url);
      expect(await codeOf(login.listRefs('all', limits()))).toBe('access-denied');
      expect((await readdir(folder)).includes('ran')).toBe(false);
    });
  });

  describe('questions', () => {
    test('a commit that only its id finds is not one of upstream', async () => {
      const { module, url } = named(movedWithOldCommit());
      const old = world.commitId(module, module.cached?.commit ?? '');
      const { git } = await setUp();
      const remote = await open(git, url);
      await remote.listRefs('all', limits());
      expect((await readCommit(remote, { id: old, ref: null })).id).toBe(old);
      expect(await remote.findCommit(old, null, limits())).toBeNull();
      expect(await remote.findCommit(old.slice(0, 12), null, limits())).toBeNull();
    });

    test('an object that is not there, and a prefix that is none', async () => {
      const { git } = await setUp();
      const remote = await open(git, named(firstServed()).url);
      await remote.listRefs('all', limits());
      expect(await codeOf(readCommit(remote, { id: `${'0'.repeat(39)}1`, ref: null }))).toBe(
        'missing-object',
      );
      expect(await codeOf(readCommit(remote, { id: `${'0'.repeat(39)}1`, ref: 'refs/tags/none' }))).toBe(
        'missing-object',
      );
      expect(await codeOf(remote.readBlobs([`${'0'.repeat(39)}1`], limits()))).toBe('missing-object');
      for (const prefix of ['HEAD', '--all', 'abc', 'refs/heads/main', 'zzzzzzzzzzzz']) {
        expect(await remote.findCommit(prefix, null, limits())).toBeNull();
      }
    });

    test('more than may be received is refused', async () => {
      const { git } = await setUp();
      const remote = await open(git, named(firstServed()).url);
      expect(await codeOf(remote.listRefs('all', limits(10)))).toBe('too-large');
    });

    test('a silent server ends in time, and leaves no process and no folder', async () => {
      const { git, temporary } = await setUp();
      const remote = await git.open(named('hangs').url, 'stranger', AbortSignal.timeout(20_000));
      const asked = remote.listRefs('all', { maxBytes: 1_000_000, signal: AbortSignal.timeout(1_000) });
      expect(await codeOf(asked)).toBe('timeout');
      await remote.close();
      expect(await readdir(temporary)).toEqual([]);
    });

    test.each([
      ['deleted-repository', 'not-found'],
      ['needs-login', 'access-denied'],
      ['forbidden', 'access-denied'],
      ['rate-limited', 'rate-limited'],
      ['server-error', 'server-error'],
      ['speaks-nonsense', 'malformed'],
    ])('a repository that is %s is %s', async (name, code) => {
      const module = MODULES.find((one) => one.name === name && one.kind !== 'faulty');
      const { git } = await setUp();
      const remote = await open(git, module?.repository?.url ?? '');
      expect(await codeOf(remote.listRefs('all', limits()))).toBe(code);
    });
  });

  function movedWithOldCommit(): string {
    const module = MODULES.find(
      ({ kind, repository, cached }) =>
        kind === 'attack' &&
        cached !== null &&
        repository?.refsNow !== undefined &&
        repository.forgetsUnreachable === undefined &&
        !Object.values(repository.refsNow).includes(cached.commit),
    );
    if (module === undefined) throw new Error('the world has no moved tag');
    return module.name;
  }
});

describe('proxies', () => {
  test.each([
    ['git.example.com', 'example.com', true],
    ['git.example.com', '.example.com:443', true],
    ['example.com', 'other.test, example.com', true],
    ['badexample.com', 'example.com', false],
    ['git.example.com', '*', true],
    ['git.example.com', '', false],
  ])('%s with NO_PROXY=%j goes around the proxy: %s', (hostname, list, expected) => {
    expect(isExcepted(hostname, list)).toBe(expected);
  });
});
