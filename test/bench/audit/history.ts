import { Buffer } from 'node:buffer';
import { Random } from './random.ts';
import type { ModuleShape, RepositoryShape } from './shape.ts';
import { TextMaker } from './text.ts';
import { firstTree, type Tree, type TreeFile } from './tree.ts';

/** A version that is audited, and what a mirror would have seen of it. */
export interface WantedVersion {
  readonly module: ModuleShape;
  /** Full name of its tag; null for a commit without one. */
  readonly tag: string | null;
  readonly commit: number;
  readonly tree: Tree;
}

/** One commit: what it changes, counted from 0. */
export interface Commit {
  /** Seconds since 1970. */
  readonly at: number;
  readonly message: string;
  readonly changes: ReadonlyMap<string, TreeFile>;
}

/** A tag by its short name. */
export interface Tag {
  readonly name: string;
  readonly commit: number;
  readonly isAnnotated: boolean;
}

/** The whole life of a repository. */
export interface History {
  readonly commits: readonly Commit[];
  readonly tags: readonly Tag[];
  /** Commits that branches and pull requests point to. */
  readonly heads: readonly number[];
  readonly pulls: readonly number[];
  readonly wanted: readonly WantedVersion[];
}

const FIRST_COMMIT_AT = 1_420_070_400;

/** Makes up a repository's commits and tags. The same shape gives the same history. */
export function makeHistory(shape: RepositoryShape): History {
  const random = new Random(shape.seed);
  const tree = firstTree(shape, random);
  const text = new TextMaker(random);
  const tags = shape.isTagged ? tagsOf(shape, random) : [];
  const wantedTags = shape.modules.flatMap((module) => wantedOf(module, tags, shape, random));
  const editable = [...tree]
    .filter(([path, { mode }]) => mode !== '120000' && /\.(go|md|txt|yaml)$/.test(path))
    .map(([path]) => path);
  const commits: Commit[] = [];
  const wanted: WantedVersion[] = [];
  let at = FIRST_COMMIT_AT + random.below(150_000_000);
  for (let index = 0; index < shape.commits; index++) {
    const changes = index === 0 ? new Map(tree) : edits(tree, editable, text, random);
    for (const [path, file] of changes) tree.set(path, file);
    commits.push({ at, message: text.prose(40 + random.below(160)).toString(), changes });
    at += 3_600 + random.below(900_000);
    const here = wantedTags.filter(({ commit }) => commit === index);
    if (here.length > 0) {
      const snapshot = new Map(tree);
      for (const each of here) wanted.push({ ...each, tree: snapshot });
    }
  }
  const anyCommit = (count: number) => Array.from({ length: count }, () => random.below(shape.commits));
  return { commits, tags, heads: anyCommit(random.below(5)), pulls: anyCommit(shape.pulls), wanted };
}

function tagsOf(shape: RepositoryShape, random: Random): Tag[] {
  const tags: Tag[] = [];
  const isAnnotated = random.chance(0.35);
  for (const { tagPrefix, major, versions } of shape.modules) {
    const count = Math.max(versions, Math.ceil(shape.tags / shape.modules.length));
    const at = Array.from({ length: count }, () => random.below(shape.commits)).sort((a, b) => a - b);
    let [minor, patch] = [0, 0];
    for (const commit of at) {
      tags.push({ name: `${tagPrefix}v${major}.${minor}.${patch}`, commit, isAnnotated });
      if (random.chance(0.5)) patch++;
      else [minor, patch] = [minor + 1, 0];
    }
  }
  return tags;
}

/** The newest tag or one of the few before it; where there is no tag, a commit near the end. */
function wantedOf(
  module: ModuleShape,
  tags: readonly Tag[],
  shape: RepositoryShape,
  random: Random,
): Omit<WantedVersion, 'tree'>[] {
  if (!shape.isTagged) {
    return [{ module, tag: null, commit: shape.commits - 1 - random.below(Math.min(5, shape.commits)) }];
  }
  const own = tags.filter(({ name }) => name.startsWith(`${module.tagPrefix}v${module.major}.`));
  const newest = own.length - 1 - random.below(Math.min(4, own.length - module.versions + 1));
  return Array.from({ length: module.versions }, (_, older) => {
    const tag = own[newest - older];
    if (tag === undefined) throw new Error(`${module.path} has too few tags`);
    return { module, tag: `refs/tags/${tag.name}`, commit: tag.commit };
  });
}

/** One to four files, each with a line more. */
function edits(
  tree: Tree,
  editable: readonly string[],
  text: TextMaker,
  random: Random,
): Map<string, TreeFile> {
  const changes = new Map<string, TreeFile>();
  for (let left = 1 + random.below(4); left > 0; left--) {
    const path = random.pick(editable);
    const file = tree.get(path);
    if (file === undefined) continue;
    const at = file.bytes.indexOf(10, random.below(file.bytes.length)) + 1;
    const line = Buffer.from(text.line());
    const bytes = Buffer.concat([file.bytes.subarray(0, at), line, file.bytes.subarray(at)]);
    changes.set(path, { ...file, bytes });
  }
  return changes;
}
