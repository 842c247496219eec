import { join } from 'node:path';
import type {
  CommitTree,
  CommitWanted,
  GitError,
  GitRemote,
  RemoteRefs,
} from '../../../../server/src/ports/index.ts';
import { todaysSeed } from '../../../conformance/seed.ts';
import { afterEach, describe, expect, test } from '../../../kit.ts';
import { type LooseOptions, LooseRepository, type RawEntry } from './looseRepository.ts';
import { bothRemotes, Closing, comparable, limits } from './remotes.ts';
import { serve } from './served.ts';

const closing = new Closing();
afterEach(() => closing.all());

/** A small generator of numbers that gives the same ones for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Writes a made-up repository and gives the ids of all of its commits. */
async function makeUp(repository: LooseRepository, seed: number): Promise<string[]> {
  const below = chance(seed);
  const names = ['a', 'a.b', 'a-b', 'b', 'go.mod', 'LICENSE', 'Ünïcode.go', 'with space', 'z0', 'x\ny'];
  const files = (depth: number): string => {
    const entries: RawEntry[] = [];
    for (const name of names) {
      const kind = below(8);
      if (kind < 3) entries.push(['100644', name, repository.blob(`${name} ${below(50)}\n`.repeat(20))]);
      else if (kind === 3) entries.push(['100755', name, repository.blob(`#!${below(9)}`)]);
      else if (kind === 4) entries.push(['120000', name, repository.blob('../target')]);
      else if (kind === 5) entries.push(['160000', name, repository.blob(`${below(99)}`)]);
      else if (kind === 6 && depth > 0) entries.push(['40000', name, files(depth - 1)]);
    }
    return repository.tree(entries);
  };
  const commits: string[] = [];
  for (let count = 0; count < 7; count++) {
    const parents = commits.slice(-1 - below(2));
    const commit = repository.commit(files(3), parents, 1_600_000_000 + count * 1_000_000, `number ${count}`);
    commits.push(commit);
    const version = `v1.${count}.0`;
    const way = below(3);
    if (way === 0) repository.ref(`refs/tags/${version}`, commit);
    if (way === 1) repository.ref(`refs/tags/${version}`, repository.tag(commit, 'commit', version));
    if (way === 2) {
      const inner = repository.tag(commit, 'commit', `${version}-inner`);
      repository.ref(`refs/tags/sub/${version}`, repository.tag(inner, 'tag', version));
    }
  }
  repository.ref('refs/heads/main', commits.at(-1) ?? '');
  repository.ref('refs/tags/of-a-tree', repository.tag(files(1), 'tree', 'of-a-tree'));
  repository.ref('refs/tags/of-a-blob', repository.blob('only a blob'));
  await repository.written();
  return commits;
}

function wantedOf({ refs }: RemoteRefs): CommitWanted[] {
  return [...refs].map(([ref, { id }]) => ({ id, ref: ref === 'HEAD' ? 'refs/heads/main' : ref }));
}

const KINDS: readonly [string, LooseOptions][] = [
  ['sha1', {}],
  ['sha256', { format: 'sha256' }],
  ['sha1 without filters', { allowFilter: false }],
  ['sha256 without filters', { format: 'sha256', allowFilter: false }],
  ['sha1 without wants of any object', { allowAny: false }],
];

describe.each(KINDS)('%s', (_, options) => {
  test(`both ways see the same repository (seed ${todaysSeed()})`, async () => {
    const root = await closing.folder();
    const repository = await LooseRepository.create(join(root, 'r'), options);
    const commits = await makeUp(repository, todaysSeed());
    const server = await serve(root);
    closing.add(server.close);
    const { wire, process } = await bothRemotes(`${server.url}/r`, closing);
    const [refs, expectedRefs] = [
      await wire.listRefs('all', limits()),
      await process.listRefs('all', limits()),
    ];
    expect(refs.format).toBe(expectedRefs.format);
    expect(sorted(refs)).toEqual(sorted(expectedRefs));

    const wanted: CommitWanted[] = [...wantedOf(refs), { id: commits[3] ?? '', ref: null }];
    const read = await wire.readCommits(wanted, limits());
    const expected = await process.readCommits(wanted, limits());
    expect(read.map(comparable)).toEqual(expected.map(comparable));
    expect(new Set(read.map((one) => typeof comparable(one)))).toEqual(new Set(['object', 'string']));

    const blobs = [...repository.objects].filter(([, { type }]) => type === 'blob').slice(0, 20);
    const ids = blobs.map(([id]) => id);
    expect(await wire.readBlobs(ids, limits())).toEqual(await process.readBlobs(ids, limits()));
    expect((await wire.readBlobs(ids, limits())).get(ids[0] ?? '')).toEqual(blobs[0]?.[1].bytes);
    if (options.allowFilter === false) return;
    for (const id of [...commits.slice(0, 3), '0'.repeat(12)]) {
      expect(await wire.findCommit(id.slice(0, 12), null, limits())).toBe(
        await process.findCommit(id.slice(0, 12), null, limits()),
      );
    }
  });
});

function sorted({ refs }: RemoteRefs): [string, unknown][] {
  return [...refs].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Trees that git itself would not write, and what is read of them: modes and paths. `blob` and `folder` are ids. */
const HOSTILE: readonly [
  string,
  'malformed' | readonly string[],
  (r: LooseRepository, blob: string, folder: string) => string,
][] = [
  [
    'dot dot',
    ['100644 ../inside', '100644 a'],
    (r, b, f) =>
      r.tree([
        ['40000', '..', f],
        ['100644', 'a', b],
      ]),
  ],
  ['dot', ['100644 ./inside'], (r, _, f) => r.tree([['40000', '.', f]])],
  [
    'dot git',
    ['100644 .GIT', '100644 .git/inside'],
    (r, b, f) =>
      r.tree([
        ['40000', '.git', f],
        ['100644', '.GIT', b],
      ]),
  ],
  ['control characters', ['100644 \x1b[31m\n'], (r, b) => r.tree([['100644', '\x1b[31m\n', b]])],
  [
    'bytes that are not UTF-8',
    ['100644 \ufffdA\ufffd'],
    (r, b) => r.tree([['100644', Buffer.of(0xff, 0x41, 0xc3), b]]),
  ],
  [
    'the same file twice',
    'malformed',
    (r, b) =>
      r.rawTree([
        ['100644', 'a', b],
        ['100644', 'a', b],
      ]),
  ],
  [
    'the same name as file and folder',
    'malformed',
    (r, b, f) =>
      r.rawTree([
        ['100644', 'a', b],
        ['100644', 'a.b', b],
        ['40000', 'a', f],
      ]),
  ],
  [
    'out of order',
    'malformed',
    (r, b) =>
      r.rawTree([
        ['100644', 'b', b],
        ['100644', 'a', b],
      ]),
  ],
  [
    'a folder out of order',
    'malformed',
    (r, b, f) =>
      r.rawTree([
        ['40000', 'a', f],
        ['100644', 'a.b', b],
      ]),
  ],
  ['a slash in a name', 'malformed', (r, b) => r.rawTree([['100644', 'a/b', b]])],
  ['an empty name', 'malformed', (r, b) => r.rawTree([['100644', '', b]])],
  [
    'an old mode',
    ['100644 a', '100755 b'],
    (r, b) =>
      r.tree([
        ['100664', 'a', b],
        ['100777', 'b', b],
      ]),
  ],
  ['a mode that is none', ['160000 a'], (r, b) => r.tree([['777', 'a', b]])],
  [
    'a mode with a zero in front',
    ['100644 a', '100644 b/inside'],
    (r, b, f) =>
      r.tree([
        ['0100644', 'a', b],
        ['040000', 'b', f],
      ]),
  ],
  ['a mode that is no number', 'malformed', (r, b) => r.rawTree([['rw-r--', 'a', b]])],
  [
    'a tree that breaks off',
    'malformed',
    (r, b) => r.object('tree', Buffer.concat([Buffer.from('100644 a\0'), Buffer.from(b, 'hex').subarray(3)])),
  ],
  ['an empty tree', [], (r) => r.tree([])],
  ['an empty folder', [], (r) => r.tree([['40000', 'a', r.tree([])]])],
  ['a file that says it is a folder', 'malformed', (r, b) => r.rawTree([['40000', 'a', b]])],
  ['a folder that says it is a file', ['100644 a'], (r, _, f) => r.rawTree([['100644', 'a', f]])],
  ['a folder that is not there', 'malformed', (r) => r.rawTree([['40000', 'a', '1'.repeat(40)]])],
];

function listed(answer: CommitTree | string): string | string[] {
  if (typeof answer === 'string') return answer;
  return answer.entries.map(({ mode, path }) => `${mode.toString(8)} ${path}`);
}

describe('hostile trees', () => {
  test.each(HOSTILE)('%s', async (_, expected, make) => {
    const root = await closing.folder();
    const repository = await LooseRepository.create(join(root, 'r'));
    const blob = repository.blob('a file');
    const tree = make(repository, blob, repository.tree([['100644', 'inside', blob]]));
    repository.ref('refs/tags/v1.0.0', repository.commit(tree));
    repository.ref('refs/heads/main', repository.commit(repository.tree([['100644', 'sound', blob]])));
    await repository.written();
    const server = await serve(root);
    closing.add(server.close);
    const { wire, process } = await bothRemotes(`${server.url}/r`, closing);
    const read = async (remote: GitRemote): Promise<(CommitTree | string)[]> => {
      const { refs } = await remote.listRefs(['refs/tags/v1.0.0'], limits());
      const wanted = { id: refs.get('refs/tags/v1.0.0')?.id ?? '', ref: 'refs/tags/v1.0.0' };
      return remote.readCommits([wanted], limits()).then(
        (answers) => answers.map(comparable),
        // Some of them the server itself cannot read.
        (error: GitError) => [error.code],
      );
    };
    const answer = await read(wire);
    expect(answer).toEqual(await read(process));
    expect(answer.map(listed)).toEqual([expected]);
  });
});
