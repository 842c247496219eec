import type { PackObject } from '../../../../server/src/adapters/wire/pack/packReader.ts';
import { walkTree } from '../../../../server/src/adapters/wire/treeWalk.ts';
import type { GitError } from '../../../../server/src/ports/index.ts';
import { expect, test } from '../../../kit.ts';
import { idOf } from './packs.ts';

const FILE = '1'.repeat(40);

/** Trees in memory, by id. */
class Forest {
  readonly objects = new Map<string, PackObject>();

  tree(...entries: readonly (readonly [mode: string, name: string, id: string])[]): string {
    const bytes = Buffer.concat(
      entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
    );
    const id = idOf('tree', bytes);
    this.objects.set(id, { type: 'tree', bytes });
    return id;
  }

  codeOf(root: string): string {
    try {
      walkTree(root, this.objects, 20);
      return 'no error';
    } catch (error) {
      return (error as GitError).code;
    }
  }
}

test('lists in the order of git, depth first', () => {
  const forest = new Forest();
  const inner = forest.tree(['100644', 'x', FILE], ['40000', 'y', forest.tree(['120000', 'z', FILE])]);
  const root = forest.tree(['100644', 'a.b', FILE], ['40000', 'a', inner], ['160000', 'a0', FILE]);
  expect(walkTree(root, forest.objects, 20)).toEqual([
    { mode: 0o100644, id: FILE, path: 'a.b' },
    { mode: 0o100644, id: FILE, path: 'a/x' },
    { mode: 0o120000, id: FILE, path: 'a/y/z' },
    { mode: 0o160000, id: FILE, path: 'a0' },
  ]);
});

test('folders within folders end somewhere', () => {
  const forest = new Forest();
  let root = forest.tree(['100644', 'x', FILE]);
  for (let depth = 0; depth < 1000; depth++) root = forest.tree(['40000', 'd', root]);
  expect(walkTree(root, forest.objects, 20)).toHaveLength(1);
  expect(forest.codeOf(forest.tree(['40000', 'd', root]))).toBe('malformed');
});

test('few trees that name each other make no endless list, with files or without', () => {
  for (const seed of [[['100644', 'x', FILE]], []] as const) {
    const forest = new Forest();
    let root = forest.tree(...seed);
    for (let depth = 0; depth < 40; depth++) {
      root = forest.tree(['40000', 'a', root], ['40000', 'b', root], ['40000', 'c', root]);
    }
    expect(forest.codeOf(root)).toBe('too-large');
  }
});

test('long names deep down do not fill the memory', () => {
  const forest = new Forest();
  const files = Array.from({ length: 500 }, (_, n) => ['100644', String(n).padStart(9, '0'), FILE] as const);
  let root = forest.tree(...files);
  for (let depth = 0; depth < 300; depth++) root = forest.tree(['40000', 'n'.repeat(4000), root]);
  expect(forest.codeOf(root)).toBe('too-large');
});

test('an object of another type is no folder', () => {
  const forest = new Forest();
  forest.objects.set(FILE, { type: 'commit', bytes: Buffer.alloc(0) });
  expect(forest.codeOf(forest.tree(['40000', 'd', FILE]))).toBe('malformed');
  expect(forest.codeOf(FILE)).toBe('malformed');
});
