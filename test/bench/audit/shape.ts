import { evenlySpread, logNormal, Random } from './random.ts';
import { madeUpWord } from './text.ts';

/** One module of a repository, before anything of it is made. */
export interface ModuleShape {
  /** Full module path. */
  readonly path: string;
  /** Its directory in the repository, '' for the root; the `v2` of a major version directory is part of it. */
  readonly directory: string;
  readonly major: number;
  /** What stands before the version in a tag's name: '' or `directory/`. */
  readonly tagPrefix: string;
  /** How many of its versions are audited: none for a module that only lies there, 2 for one more go.mod. */
  readonly versions: number;
  /** Whether the directory has a go.mod; one without is served with a made-up one. */
  readonly hasGoMod: boolean;
}

/** A repository, before anything of it is made. */
export interface RepositoryShape {
  readonly owner: string;
  readonly name: string;
  readonly modules: readonly ModuleShape[];
  /** Untagged repositories are required by pseudo-version. */
  readonly isTagged: boolean;
  readonly files: number;
  readonly commits: number;
  readonly tags: number;
  /** Heads of pull requests, which forges keep as refs. */
  readonly pulls: number;
  /** Random assets beyond the ordinary files, in bytes. */
  readonly assetBytes: number;
  readonly seed: number;
}

/** Modules in each of 12 repositories that follow each other: 20 in 12, hence 200 in 120. */
const MODULES_IN_TURN = [1, 2, 1, 1, 4, 1, 2, 1, 3, 1, 2, 1];

/**
 * Gives shapes of repositories that hold `modules` audited modules or versions,
 * about five thirds for each repository; for a larger number the first ones stay.
 *
 * The distributions are those counted over real repositories of Go modules: 40
 * files in the middle and up to 2,000, tens to hundreds of commits and tags.
 */
export function repositoryShapes(seed: number, modules: number): RepositoryShape[] {
  const random = new Random(seed);
  const start = random.next();
  const shapes: RepositoryShape[] = [];
  for (let left = modules; left > 0; ) {
    const index = shapes.length;
    const count = Math.min(left, MODULES_IN_TURN[index % MODULES_IN_TURN.length] ?? 1);
    shapes.push(repositoryShape(index, count, evenlySpread(index, start), new Random(random.below(2 ** 32))));
    left -= count;
  }
  return shapes;
}

/** One repository whose one module's zip has about `bytes` bytes, most of them assets that no compression shrinks. */
export function hugeRepositoryShape(seed: number, bytes: number): RepositoryShape {
  const shape = repositoryShape(0, 1, 0.5, new Random(seed ^ 0x48554745));
  return { ...shape, isTagged: true, assetBytes: bytes };
}

function repositoryShape(index: number, count: number, share: number, random: Random): RepositoryShape {
  const word = madeUpWord(random, 5);
  // The mirror's addresses write a capital letter with a mark before the small one.
  const owner = random.chance(0.06) ? (word[0] ?? '').toUpperCase() + word.slice(1) : word;
  const name = `${madeUpWord(random, 4)}${random.pick(['', '', '-go', 'kit', '_x'])}`;
  const base = `github.com/${owner}/${name}`;
  // What is counted is files of a module; a repository of several has more.
  const files = logNormal(share, 40 * count, 1.25, 4, 2000);
  const tags = random.size(18, 1, 2, 250);
  return {
    owner,
    name,
    modules: count === 1 ? single(index, base, random) : several(index, count, base, random),
    isTagged: !(count === 1 && index % 7 === 3),
    files,
    commits: random.size(60, 0.8, 8, 600),
    tags,
    pulls: random.size(40, 1.2, 0, 800),
    assetBytes: random.chance(0.25) ? random.size(40_000, 1.2, 2_000, 800_000) : 0,
    seed: random.below(2 ** 32),
  };
}

function single(index: number, base: string, random: Random): ModuleShape[] {
  if (index % 7 === 5) {
    const major = 2 + random.below(6);
    return [{ ...rootModule(base), path: `${base}/v${major}`, major }];
  }
  return [{ ...rootModule(base), hasGoMod: index % 28 !== 0 }];
}

function several(index: number, count: number, base: string, random: Random): ModuleShape[] {
  const root = rootModule(base);
  if (count === 2 && index % 3 === 1) {
    return [root, { ...root, path: `${base}/v2`, directory: 'v2', major: 2 }];
  }
  if (count === 2 && index % 3 === 2) return [{ ...root, versions: 2 }];
  const names = new Set<string>();
  while (names.size < count - 1) names.add(`${random.pick(['', '', 'contrib/'])}${madeUpWord(random, 3)}`);
  return [
    root,
    ...[...names].map((directory) => ({
      ...root,
      path: `${base}/${directory}`,
      directory,
      tagPrefix: `${directory}/`,
    })),
  ];
}

function rootModule(base: string): ModuleShape {
  return { path: base, directory: '', major: 1, tagPrefix: '', versions: 1, hasGoMod: true };
}
