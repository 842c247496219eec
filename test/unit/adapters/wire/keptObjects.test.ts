import { join } from 'node:path';
import type { CommitTree, GitRemote } from '../../../../server/src/ports/index.ts';
import { afterEach, beforeEach, describe, expect, test } from '../../../kit.ts';
import { LooseRepository } from './looseRepository.ts';
import { bothRemotes, Closing, limits } from './remotes.ts';
import { serve } from './served.ts';

/* The objects of commit and tag come along with the tree, by both ways. */

const closing = new Closing();
afterEach(() => closing.all());

const PERSON = 'A Maintainer <maintainer@example.test> 1700000000 +0000';
const tagText = (target: string, type: string, message: string): string =>
  `object ${target}\ntype ${type}\ntag v1.0.0\ntagger ${PERSON}\n\n${message}\n`;

let repository: LooseRepository;
let commit: string;
/** Ids of tag objects, by the names of their refs below `refs/tags/`. */
let tags: Readonly<Record<string, string>>;
let both: { readonly wire: GitRemote; readonly process: GitRemote };

beforeEach(async () => {
  const root = await closing.folder();
  repository = await LooseRepository.create(join(root, 'r'));
  const tree = repository.tree([['100644', 'a.go', repository.blob('package a\n')]]);
  commit = repository.commit(tree);
  const annotated = repository.object('tag', tagText(commit, 'commit', 'annotated'));
  tags = {
    annotated,
    again: repository.object('tag', tagText(commit, 'commit', 'annotated again')),
    outer: repository.object('tag', tagText(annotated, 'tag', 'a tag of a tag')),
    long: repository.object('tag', tagText(commit, 'commit', 'x'.repeat(70_000))),
    endless: repository.object('tag', tagText(commit, 'commit', 'x'.repeat(3 << 20))),
  };
  for (const [name, id] of Object.entries(tags)) repository.ref(`refs/tags/${name}`, id);
  repository.ref('refs/tags/light', commit);
  const wordy = repository.commit(tree, [], 1_700_000_000, 'y'.repeat(70_000));
  repository.ref('refs/heads/main', wordy);
  await repository.written();
  const server = await serve(root);
  closing.add(server.close);
  both = await bothRemotes(`${server.url}/r`, closing);
});

const stored = (id: string): Uint8Array => Uint8Array.from(repository.objects.get(id)?.bytes ?? []);

async function read(remote: GitRemote, ref: string): Promise<CommitTree> {
  const { refs } = await remote.listRefs('all', limits());
  const id = refs.get(ref)?.id ?? '';
  const [answer] = await remote.readCommits([{ id, ref }], limits());
  return answer as CommitTree;
}

describe.each(['wire', 'process'] as const)('by %s', (way) => {
  test.each(['annotated', 'again', 'outer'])(
    'the tag that the ref names comes with the commit: %s',
    async (name) => {
      const { objectBytes, tag } = await read(both[way], `refs/tags/${name}`);
      expect(objectBytes).toEqual(stored(commit));
      expect(tag).toEqual({ id: tags[name], objectBytes: stored(tags[name] ?? '') });
    },
  );

  test('a lightweight tag has no object', async () => {
    const { objectBytes, tag } = await read(both[way], 'refs/tags/light');
    expect(objectBytes).toEqual(stored(commit));
    expect(tag).toBeNull();
  });

  test('an object that is too long is left aside, and the tree is read', async () => {
    for (const name of ['long', 'endless']) {
      const { entries, objectBytes, tag } = await read(both[way], `refs/tags/${name}`);
      expect(entries.map(({ path }) => path)).toEqual(['a.go']);
      expect(objectBytes).toEqual(stored(commit));
      expect(tag).toEqual({ id: tags[name], objectBytes: null });
    }
    const main = await read(both[way], 'refs/heads/main');
    expect(main.objectBytes).toBeNull();
    expect(main.entries).toHaveLength(1);
  });

  test('a commit that is remembered does not bear the tag by which it was read', async () => {
    await read(both[way], 'refs/tags/annotated');
    expect((await read(both[way], 'refs/tags/light')).tag).toBeNull();
    expect((await read(both[way], 'refs/tags/again')).tag?.id).toBe(tags.again);
    expect((await read(both[way], 'refs/tags/annotated')).tag?.id).toBe(tags.annotated);
  });
});
