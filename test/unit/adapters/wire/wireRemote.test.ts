import { join } from 'node:path';
import type { CommitTree, CommitWanted } from '../../../../server/src/ports/index.ts';
import { startLoopback } from '../../../fake/loopback.ts';
import { afterEach, describe, expect, test } from '../../../kit.ts';
import { LooseRepository } from './looseRepository.ts';
import { bothRemotes, Closing, codeOf, comparable, limits, remotesOfOneRun } from './remotes.ts';
import { type Intercept, serve } from './served.ts';

const closing = new Closing();
afterEach(() => closing.all());

const ABSENT = '1234567890'.repeat(4);

/** Starts a server with small repositories `r0`, `r1`, …, each with a history of ten commits, a day apart. */
async function started(count = 1, intercept?: Intercept) {
  const root = await closing.folder();
  const repositories: LooseRepository[] = [];
  const commits: string[][] = [];
  for (let number = 0; number < count; number++) {
    const repository = await LooseRepository.create(join(root, `r${number}`));
    const ids: string[] = [];
    for (let day = 0; day < 10; day++) {
      const file = repository.blob(`${number} ${day}`);
      const id = repository.commit(
        repository.tree([['100644', 'file', file]]),
        ids.slice(-1),
        1_600_000_000 + day * 86_400,
      );
      ids.push(id);
      if (day < 4) repository.ref(`refs/tags/v1.${day}.0`, repository.tag(id, 'commit', `v1.${day}.0`));
    }
    // Only its id finds it.
    ids.push(repository.commit(repository.tree([]), [], 1_600_000_000 + 5 * 86_400, 'stray'));
    repository.ref('refs/heads/main', ids[9] ?? '');
    repository.ref('refs/heads/with-v1.0.0', ids[0] ?? '');
    await repository.written();
    repositories.push(repository);
    commits.push(ids);
  }
  const server = await serve(root, intercept);
  closing.add(server.close);
  return { server, repositories, commits, root };
}

function pathsOf(answer: unknown): string[] {
  return (answer as CommitTree).entries.map(({ path }) => path);
}

const wantedTag = (id: string | undefined): CommitWanted => ({ id: id ?? '', ref: 'refs/tags/v1.3.0' });

describe('round trips', () => {
  test('the first repository of a host costs three, every other one two, and known refs spare one more', async () => {
    const { server, commits } = await started(4);
    const remotes = await remotesOfOneRun(server.url, ['r0', 'r1', 'r2', 'r3'], closing);
    const asked = async (index: number, knowsRefs: boolean): Promise<number> => {
      const before = server.requests.length;
      const remote = remotes[index];
      let id = commits[index]?.[3];
      if (!knowsRefs) {
        const refs = await remote?.listRefs(['refs/tags/v1.3.0'], limits());
        expect([...(refs?.refs.keys() ?? [])]).toEqual(['refs/tags/v1.3.0']);
        id = refs?.refs.get('refs/tags/v1.3.0')?.id;
      }
      const [answer] = (await remote?.readCommits([wantedTag(id)], limits())) ?? [];
      expect(pathsOf(answer)).toEqual(['file']);
      return server.requests.length - before;
    };
    expect(await asked(0, false)).toBe(3);
    expect(await asked(1, false)).toBe(2);
    expect(await asked(2, true)).toBe(1);
    expect(await asked(2, true)).toBe(0);
    expect(await asked(3, false)).toBe(2);
  });

  test('repositories that begin together let one find out what the server can do', async () => {
    const names = ['r0', 'r1', 'r2', 'r3', 'r4'];
    const { server } = await started(5);
    const remotes = await remotesOfOneRun(server.url, names, closing);
    const answers = await Promise.all(remotes.map((remote) => remote.listRefs('all', limits())));
    expect(answers.map(({ refs }) => refs.size)).toEqual(names.map(() => 7));
    expect(server.asked.filter((path) => path.includes('info/refs')).length).toBe(1);
  });

  test('a repository that is not as the others of its host is found out', async () => {
    const { server, root } = await started(2, (request, response) => {
      if (request.url?.startsWith('/gone/')) response.writeHead(404).end();
      else if (request.url?.startsWith('/old/'))
        response.writeHead(301, { location: request.url.replace('/old/', '/r1/') }).end();
      else return false;
      return true;
    });
    const commits: string[] = [];
    for (const [name, options] of [
      ['sha256', { format: 'sha256' }],
      ['all-files', { allowFilter: false }],
    ] as const) {
      const repository = await LooseRepository.create(join(root, name), options);
      commits.push(repository.commit(repository.tree([['100644', name, repository.blob(name)]])));
      repository.ref('refs/heads/main', commits.at(-1) ?? '');
      await repository.written();
    }
    const names = ['r0', 'sha256', 'sha256', 'all-files', 'gone', 'old'];
    const [known, sha256, unlisted, allFiles, gone, old] = await remotesOfOneRun(server.url, names, closing);
    await known?.listRefs('all', limits());
    expect((await sha256?.listRefs('all', limits()))?.format).toBe('sha256');
    const reading = async (remote: typeof known, id = ''): Promise<string[]> =>
      pathsOf((await remote?.readCommits([{ id, ref: null }], limits()))?.[0]);
    expect(await reading(unlisted, commits[0])).toEqual(['sha256']);
    expect(await reading(allFiles, commits[1])).toEqual(['all-files']);
    expect(await codeOf(gone?.listRefs('all', limits()) ?? Promise.resolve())).toBe('not-found');
    expect((await old?.listRefs('all', limits()))?.refs.size).toBe(7);
    expect(old?.redirectedFrom).toBe(`${server.url}/old`);
  });

  test('a repository that hangs does not hold up the others of its host', async () => {
    const { server } = await started(2, (request) => request.url?.startsWith('/r0/') ?? false);
    const remotes = await remotesOfOneRun(server.url, ['r0', 'r1'], closing);
    const cancel = new AbortController();
    const hanging = codeOf(
      remotes[0]?.listRefs('all', { maxBytes: 1e6, signal: cancel.signal }) ?? Promise.resolve(),
    );
    expect((await remotes[1]?.listRefs('all', limits()))?.refs.size).toBe(7);
    cancel.abort();
    expect(await hanging).toBe('aborted');
  });

  test('questions that come together are one request, each with its own answer', async () => {
    const { server, commits } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    if (remote === undefined) throw new Error('no remote');
    const [one, other] = await Promise.all([
      remote.listRefs(['refs/tags/v1.1.0'], limits()),
      remote.listRefs(['refs/tags/v1.2.0', 'HEAD'], limits()),
    ]);
    expect(one.refs.get('refs/tags/v1.1.0')?.peeled).toBe(commits[0]?.[1]);
    expect(other.refs.get('HEAD')?.id).toBe(commits[0]?.[9]);
    expect(server.requests.length).toBe(2);
    const read = await Promise.all(
      [1, 2, 3].map((day) => remote.readCommits([{ id: commits[0]?.[day] ?? '', ref: null }], limits())),
    );
    expect(read.flat().map((answer) => (answer as CommitTree).id)).toEqual(commits[0]?.slice(1, 4));
    expect(server.requests.length).toBe(3);
  });

  test('one who gives up does not take the others along', async () => {
    const { server } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    const cancel = new AbortController();
    const asked = [
      codeOf(remote?.listRefs(['HEAD'], { maxBytes: 1e6, signal: cancel.signal }) ?? Promise.resolve()),
      codeOf(remote?.listRefs(['HEAD'], limits()) ?? Promise.resolve()),
    ];
    cancel.abort();
    expect(await Promise.all(asked)).toEqual(['aborted', 'no error']);
    expect(
      await codeOf(remote?.listRefs(['HEAD'], { maxBytes: 1e6, signal: cancel.signal }) ?? Promise.resolve()),
    ).toBe('aborted');
  });
});

describe('commits', () => {
  test('one that the server does not hand out hides none of the others', async () => {
    const { server, commits } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    const ids = [
      commits[0]?.[0],
      ABSENT,
      commits[0]?.[1],
      `${ABSENT.slice(1)}0`,
      'no id',
      '',
      commits[0]?.[2],
    ];
    const answers = await remote?.readCommits(
      ids.map((id) => ({ id: id ?? '', ref: null })),
      limits(),
    );
    expect(answers?.map(comparable).map((one) => (typeof one === 'string' ? one : one.id))).toEqual([
      ids[0],
      'missing-object',
      ids[2],
      'missing-object',
      'missing-object',
      'missing-object',
      ids[6],
    ]);
  });

  test('one that the server itself cannot read hides none of the others', async () => {
    const { server, repositories, commits } = await started();
    const broken = repositories[0]?.commit(repositories[0].rawTree([['40000', 'gone', ABSENT]])) ?? '';
    await repositories[0]?.written();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    const ids = [commits[0]?.[0] ?? '', broken, commits[0]?.[1] ?? ''];
    const answers = await remote?.readCommits(
      ids.map((id) => ({ id, ref: null })),
      limits(),
    );
    expect(answers?.map(comparable).map((one) => (typeof one === 'string' ? one : one.id))).toEqual([
      ids[0],
      'malformed',
      ids[2],
    ]);
  });

  test('are found also where only some refs were listed before', async () => {
    const { server, commits } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    await remote?.listRefs(['refs/tags/v1.0.0'], limits());
    expect(await remote?.findCommit(commits[0]?.[7]?.slice(0, 12) ?? '', null, limits())).toBe(
      commits[0]?.[7],
    );
  });

  test('are found by the beginning of their id among what heads and tags reach', async () => {
    const { server, commits } = await started();
    const { wire, process } = await bothRemotes(`${server.url}/r0`, closing);
    const ids = commits[0] ?? [];
    for (const [index, id] of ids.entries()) {
      const expected = index < 10 ? id : null;
      expect(await wire.findCommit(id.slice(0, 12), null, limits())).toBe(expected);
      expect(await process.findCommit(id.slice(0, 12), null, limits())).toBe(expected);
    }
    for (const prefix of ['HEAD', 'zzzzzzzzzzzz', 'abc', ids[0]?.toUpperCase() ?? '']) {
      expect(await wire.findCommit(prefix, null, limits())).toBeNull();
    }
  });

  test('a date spares older history, and a wrong one costs nothing but time', async () => {
    const { server, commits } = await started();
    const ids = commits[0] ?? [];
    const remotes = await remotesOfOneRun(server.url, ['r0', 'r0', 'r0'], closing);
    const find = async (remote: number, day: number, at: number): Promise<string | null | undefined> =>
      remotes[remote]?.findCommit(ids[day]?.slice(0, 12) ?? '', 1_600_000_000 + at * 86_400, limits());
    expect(await find(0, 8, 8)).toBe(ids[8]);
    const before = server.requests.length;
    expect(await find(0, 9, 9)).toBe(ids[9]);
    expect(server.requests.length).toBe(before);
    expect(await find(0, 2, 2)).toBe(ids[2]);
    expect(await find(1, 2, 9)).toBe(ids[2]);
    // No commit is as new as that.
    expect(await find(2, 2, 5000)).toBe(ids[2]);
    expect(await find(2, 10, 5)).toBeNull();
  });

  test('a blob is read as it is, and what is none is not handed out', async () => {
    const { server, commits, repositories } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    const blobs = [...(repositories[0]?.objects ?? [])].filter(([, { type }]) => type === 'blob');
    const ids = blobs.map(([id]) => id);
    const read = await remote?.readBlobs([...ids, ...ids], limits());
    expect([...(read ?? [])].map(([id, bytes]) => [id, Buffer.from(bytes)])).toEqual(
      blobs.map(([id, { bytes }]) => [id, bytes]),
    );
    for (const id of [ABSENT, commits[0]?.[0] ?? '', 'no id']) {
      expect(await codeOf(remote?.readBlobs([ids[0] ?? '', id], limits()) ?? Promise.resolve())).toBe(
        'missing-object',
      );
    }
    expect(await remote?.readBlobs([], limits())).toEqual(new Map());
  });
});

describe('servers', () => {
  test('more than may be received is refused, also where it is compressed', async () => {
    const { server, commits } = await started();
    const [remote] = await remotesOfOneRun(server.url, ['r0'], closing);
    expect(await codeOf(remote?.listRefs('all', limits(100)) ?? Promise.resolve())).toBe('too-large');
    const wanted = [{ id: commits[0]?.[0] ?? '', ref: null }];
    expect(await codeOf(remote?.readCommits(wanted, limits(50)) ?? Promise.resolve())).toBe('too-large');
  });

  test.each([
    [404, {}, 'not-found'],
    [410, {}, 'not-found'],
    [401, {}, 'not-found'],
    [403, {}, 'access-denied'],
    [403, { 'retry-after': '60' }, 'rate-limited'],
    [429, {}, 'rate-limited'],
    [503, {}, 'server-error'],
    [200, { 'content-type': 'text/html' }, 'malformed'],
    [200, { 'content-type': 'application/x-git-upload-pack-advertisement' }, 'malformed'],
  ] as const)('status %d %j', async (status, headers, code) => {
    const { url, close } = await startLoopback((request, response) => {
      // The page of the repository is missing too.
      const isPage = request.url === '/r0';
      response.writeHead(isPage ? 404 : status, { ...headers }).end('<!DOCTYPE html>');
    });
    closing.add(close);
    const { wire, process } = await bothRemotes(`${url}/r0`, closing);
    expect(await codeOf(wire.listRefs('all', limits()))).toBe(code);
    expect(await codeOf(process.listRefs('all', limits()))).toBe(code);
  });

  test('redirects of the same host are followed and remembered; loops end', async () => {
    const { server } = await started(1, (request, response) => {
      if (request.url?.startsWith('/old/') !== true && request.url?.startsWith('/loop/') !== true)
        return false;
      const location = request.url.replace('/old/', '/r0/');
      response.writeHead(301, { location }).end();
      return true;
    });
    const { wire, process } = await bothRemotes(`${server.url}/old`, closing);
    for (const remote of [wire, process]) {
      expect((await remote.listRefs('all', limits())).refs.size).toBe(7);
      expect(remote.effectiveUrl).toBe(`${server.url}/r0`);
      expect(remote.redirectedFrom).toBe(`${server.url}/old`);
    }
    const loop = await bothRemotes(`${server.url}/loop`, closing);
    expect(await codeOf(loop.wire.listRefs('all', limits()))).toBe('malformed');
    expect(await codeOf(loop.process.listRefs('all', limits()))).toBe('malformed');
  });

  test('a redirect does not lead to what the user did not name', async () => {
    const trap = await startLoopback((_, response) => response.end('trap'));
    closing.add(trap.close);
    const first = await startLoopback((request, response) =>
      response.writeHead(302, { location: `${trap.url}${request.url}` }).end(),
    );
    closing.add(first.close);
    const { wire } = await bothRemotes(`${first.url}/r0`, closing);
    expect(await codeOf(wire.listRefs('all', limits()))).toBe('address-not-allowed');
    expect(trap.asked).toEqual([]);
  });

  test('a server that goes silent in the middle ends with the signal', async () => {
    const { url, close, requests } = await startLoopback((request, response) => {
      const isDiscovery = request.method === 'GET';
      response.writeHead(200, {
        'content-type': `application/x-git-upload-pack-${isDiscovery ? 'advertisement' : 'result'}`,
      });
      response.write(
        isDiscovery ? '000eversion 2\n000cls-refs\n0012fetch=shallow\n0000' : '0032',
        () => isDiscovery && response.end(),
      );
    });
    closing.add(close);
    const { wire } = await bothRemotes(`${url}/r0`, closing);
    const cancel = new AbortController();
    const asked = codeOf(wire.listRefs('all', { maxBytes: 1e6, signal: cancel.signal }));
    while (requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    cancel.abort();
    expect(await asked).toBe('aborted');
  });
});
