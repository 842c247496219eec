import { getEventListeners } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitChooser, UndiciHttp } from '../../../server/src/adapters/index.ts';
import type { GitRemote } from '../../../server/src/ports/index.ts';
import { afterEach, describe, expect, test } from '../../kit.ts';
import { type LooseOptions, LooseRepository } from './wire/looseRepository.ts';
import { Closing, codeOf, limits, plainEnvironment } from './wire/remotes.ts';
import { type Intercept, serve } from './wire/served.ts';

const closing = new Closing();
afterEach(() => closing.all());

const PASSWORD = 'Basic bWU6c2VjcmV0';

/** A server with the repository `r`, and who asked it. */
async function started(intercept?: Intercept, options: LooseOptions = {}) {
  const root = await closing.folder();
  const repository = await LooseRepository.create(join(root, 'r'), options);
  const commit = repository.commit(repository.tree([['100644', 'file', repository.blob('content')]]));
  repository.ref('refs/heads/main', commit);
  repository.ref('refs/tags/v1.0.0', commit);
  await repository.written();
  const server = await serve(root, intercept);
  closing.add(server.close);
  /** Whether a git process asked, beside us or instead of us. */
  const askers = (): string[] => [
    ...new Set(
      server.requests.map(({ headers }) =>
        headers['user-agent'] === 'git/2.0 (modproof/test)' || headers['user-agent'] === 'modproof/test'
          ? 'we'
          : 'git',
      ),
    ),
  ];
  return { server, commit, askers, repository };
}

/** The remote that a user sees whose git configuration is `lines`, and whose environment has `more`. */
async function openFor(
  url: string,
  lines = '',
  more: Readonly<Record<string, string>> = {},
): Promise<{ remote: GitRemote; temporary: string; home: string }> {
  const [home, temporary] = [await closing.folder(), await closing.folder()];
  await writeFile(join(home, '.gitconfig'), lines);
  const environment = { ...plainEnvironment(home), ...more };
  const http = new UndiciHttp({ environment, userAgent: 'modproof/test' });
  closing.add(() => http.close());
  const remote = await new GitChooser(http, environment, temporary).open(
    url,
    'user',
    AbortSignal.timeout(60_000),
  );
  closing.add(() => remote.close());
  return { remote, temporary, home };
}

async function readTag(remote: GitRemote): Promise<string> {
  const { refs } = await remote.listRefs(['refs/tags/v1.0.0'], limits());
  const id = refs.get('refs/tags/v1.0.0')?.id ?? '';
  const [answer] = await remote.readCommits([{ id, ref: 'refs/tags/v1.0.0' }], limits());
  if (answer === undefined || !('entries' in answer)) throw answer ?? new Error('no answer');
  return answer.entries.map(({ path }) => path).join(' ');
}

const needsLogin: Intercept = (request, response) => {
  if (request.headers.authorization === PASSWORD) return false;
  response.writeHead(401, { 'www-authenticate': 'Basic realm="Git"' }).end('Who are you?');
  return true;
};

describe('without a git process', () => {
  test('a plain repository is asked by us alone, and no folder is left behind', async () => {
    const { server, askers } = await started();
    const { remote, temporary } = await openFor(`${server.url}/r`);
    expect(await readTag(remote)).toBe('file');
    expect(askers()).toEqual(['we']);
    expect(await readdir(temporary)).toEqual([]);
  });

  test('many repositories of one run leave no listener behind', async () => {
    const { server } = await started();
    const [home, temporary] = [await closing.folder(), await closing.folder()];
    const environment = plainEnvironment(home);
    const http = new UndiciHttp({ environment, userAgent: 'modproof/test' });
    closing.add(() => http.close());
    const git = new GitChooser(http, environment, temporary);
    const run = new AbortController();
    const opening = Array.from({ length: 20 }, () => git.open(`${server.url}/r`, 'user', run.signal));
    expect(getEventListeners(run.signal, 'abort')).toEqual([]);
    for (const remote of await Promise.all(opening)) await remote.close();
    run.abort();
    expect(await codeOf(git.open(`${server.url}/r`, 'user', run.signal))).toBe('aborted');
  });

  test('a login that nobody has needs no git', async () => {
    const { server, askers } = await started(needsLogin);
    const { remote } = await openFor(`${server.url}/r`);
    expect(await codeOf(remote.listRefs('all', limits()))).toBe('access-denied');
    expect(askers()).toEqual(['we']);
  });

  test('an address that insteadOf changes is asked where it leads', async () => {
    const { server, askers } = await started();
    const lines = `[url "${server.url}/"]\n\tinsteadOf = https://git.example.test/\n`;
    const { remote } = await openFor('https://git.example.test/r', lines);
    expect(await readTag(remote)).toBe('file');
    expect(remote.effectiveUrl).toBe(`${server.url}/r`);
    expect(remote.redirectedFrom).toBeNull();
    expect(askers()).toEqual(['we']);
  });

  test('a machine without git reads what can be read, and says what the server said', async () => {
    const nothing = await closing.folder();
    const plain = await started();
    expect(await readTag((await openFor(`${plain.server.url}/r`, '', { PATH: nothing })).remote)).toBe(
      'file',
    );
    const login = await started(needsLogin);
    const { remote } = await openFor(`${login.server.url}/r`, '', { PATH: nothing });
    expect(await codeOf(remote.listRefs('all', limits()))).toBe('access-denied');
    const old = await started(speaksOnlyOldProtocols);
    const { remote: other } = await openFor(`${old.server.url}/r`, '', { PATH: nothing });
    expect(await codeOf(other.listRefs('all', limits()))).toBe('malformed');
  });
});

const speaksOnlyOldProtocols: Intercept = (_request, _response, environment) => {
  environment.GIT_PROTOCOL = '';
  return false;
};

describe('by the git of the user', () => {
  test('a login that a helper knows', async () => {
    const { server, askers } = await started(needsLogin);
    const { remote } = await openFor(
      `${server.url}/r`,
      '[credential]\n\thelper = "!f() { test \\"$1\\" = get && echo username=me && echo password=secret; }; f"\n',
    );
    expect(await readTag(remote)).toBe('file');
    expect(askers()).toEqual(['we', 'git']);
    // What git could do once is asked of it from then on.
    const before = server.requests.length;
    await remote.listRefs('all', limits());
    expect(
      server.requests.slice(before).filter(({ headers }) => headers['user-agent']?.includes('modproof')),
    ).toEqual([]);
  });

  test('a login in a netrc file', async () => {
    const { server, askers } = await started(needsLogin);
    const opened = await openFor(`${server.url}/r`);
    expect(await codeOf(opened.remote.listRefs('all', limits()))).toBe('access-denied');
    const home = await closing.folder();
    await writeFile(join(home, '.netrc'), 'machine 127.0.0.1 login me password secret\n', { mode: 0o600 });
    const { remote } = await openFor(`${server.url}/r`, '', { HOME: home });
    expect(await readTag(remote)).toBe('file');
    expect(askers()).toEqual(['we', 'git']);
  });

  test.each([
    ['a header', '[http]\n\textraHeader = "X-Who: me"\n'],
    ['a proxy', '[http]\n\tproxy = ""\n'],
    ['a setting for this host', '[http "http://127.0.0.1"]\n\tcookieFile = /nowhere\n'],
    ['a setting for a pattern', '[http "http://*.0.0.1"]\n\temptyAuth = true\n'],
  ])('%s', async (_, lines) => {
    const { server, askers } = await started();
    expect(await readTag((await openFor(`${server.url}/r`, lines)).remote)).toBe('file');
    expect(askers()).toEqual(['git']);
  });

  test('a login in the address, and one that insteadOf puts there', async () => {
    const { server, askers } = await started(needsLogin);
    const base = server.url.replace('//', '//me:secret@');
    expect(await readTag((await openFor(`${base}/r`)).remote)).toBe('file');
    const lines = `[url "${base}/"]\n\tinsteadOf = https://git.example.test/\n`;
    expect(await readTag((await openFor('https://git.example.test/r', lines)).remote)).toBe('file');
    expect(askers()).toEqual(['git']);
  });

  test('a server that speaks older protocols only', async () => {
    const { server, askers } = await started(speaksOnlyOldProtocols);
    const { remote } = await openFor(`${server.url}/r`);
    expect(await readTag(remote)).toBe('file');
    expect(askers()).toEqual(['we', 'git']);
  });

  test('files without a program behind them', async () => {
    const { server, repository } = await started((request, response) => {
      const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
      const path = join(repository.folder, pathname.slice('/r/'.length));
      readFile(path).then(
        (bytes) => response.writeHead(200, { 'content-type': 'text/plain' }).end(bytes),
        () => response.writeHead(404).end(),
      );
      return true;
    });
    const commit = [...repository.objects].find(([, { type }]) => type === 'commit')?.[0] ?? '';
    repository.file('info/refs', `${commit}\trefs/heads/main\n`);
    await repository.written();
    const { remote } = await openFor(`${server.url}/r`);
    const { refs } = await remote.listRefs('all', limits());
    expect(refs.get('refs/heads/main')?.id).toBe(commit);
  });

  test('history where the server cannot leave files out, in either format', async () => {
    for (const format of ['sha1', 'sha256'] as const) {
      const { server, commit, askers } = await started(undefined, { format, allowFilter: false });
      const { remote } = await openFor(`${server.url}/r`);
      expect(await remote.findCommit(commit.slice(0, 12), null, limits())).toBe(commit);
      expect(askers()).toEqual(['we', 'git']);
      // That one question is git's, and the others stay ours.
      const before = server.requests.length;
      expect(await readTag(remote)).toBe('file');
      expect(
        server.requests.slice(before).every(({ headers }) => headers['user-agent']?.includes('modproof')),
      ).toBe(true);
    }
  });

  test('a configuration that cannot be read is git to complain about', async () => {
    const { server } = await started();
    expect(await codeOf(openFor(`${server.url}/r`, '[broken\n'))).toBe('unavailable');
  });
});
