/**
 * The usual shape of a module's history and of its copy at the mirror, so that
 * a description says only what is special about it. What the zip holds is still
 * listed name by name by whoever calls.
 */
import type {
  CachedCopy,
  Expected,
  GoImport,
  ModuleDescription,
  OriginDescription,
  RepositoryDescription,
  Tree,
  ZipFiles,
} from './description.ts';
import { pick, SAME } from './files.ts';
import type { HostedDescription } from './hosted.ts';

const DAY = 24 * 3600 * 1000;

export interface ReleaseOptions {
  readonly url: string;
  /** Tags of the release; the commits are called `start`, `release` and `after`. */
  readonly tags: readonly string[];
  /** Committer date of the release. */
  readonly date: string;
  readonly tree: Tree;
}

/** A history of three commits on `main`: a start, a tagged release, and one more after it. */
export function released({ url, tags, date, tree }: ReleaseOptions): RepositoryDescription {
  const { 'README.md': readme = '', ...rest } = tree;
  return {
    url,
    commits: [
      { label: 'start', date: daysAfter(date, -45), message: 'first draft\n', tree: { 'README.md': readme } },
      { label: 'release', date, message: `release ${tags.join(', ')}\n`, tree },
      {
        label: 'after',
        date: daysAfter(date, 31),
        message: 'begin the next version\n',
        tree: { ...rest, 'README.md': readme, 'CHANGES.md': 'Next version\n\n* nothing yet\n' },
      },
    ],
    refs: {
      'refs/heads/main': 'after',
      ...Object.fromEntries(tags.map((tag) => [`refs/tags/${tag}`, 'release'])),
    },
  };
}

export interface HonestOptions {
  readonly name: string;
  readonly story: string;
  readonly path: string;
  readonly version: string;
  readonly repository: RepositoryDescription;
  readonly tree: Tree;
  /** Names that the zip holds with the bytes of the tree. */
  readonly files: readonly string[];
  /** What the zip holds besides, or with other bytes. */
  readonly otherFiles?: ZipFiles;
  readonly directories?: readonly string[];
  /** Text of `.mod`; the tree's go.mod when absent. */
  readonly mod?: string;
  readonly commit?: string;
  /** `Ref` is the tag of the version when absent; null: the copy has no Origin. */
  readonly origin?: OriginDescription | null;
  readonly goImport?: GoImport;
  /** What the code host tells about the tag of the version; without the parts that are the same for all. */
  readonly hosted?: Omit<HostedDescription, 'tag' | 'commit'>;
  readonly expected?: Expected;
}

/** A module about which nothing is to be said, unless `expected` is given. */
export function honest(options: HonestOptions): ModuleDescription {
  const { name, story, path, version, repository, tree, files, otherFiles, directories, goImport, hosted } =
    options;
  const cached: CachedCopy = {
    commit: options.commit ?? 'release',
    origin: options.origin === undefined ? { ref: `refs/tags/${version}` } : options.origin,
    mod: options.mod ?? textOf(tree, 'go.mod'),
    zip: { ...pick(tree, files), ...otherFiles },
    ...(directories === undefined ? {} : { directories }),
  };
  return {
    name,
    kind: 'honest',
    story,
    path,
    version,
    repository,
    ...(goImport === undefined ? {} : { goImport }),
    cached,
    ...(hosted === undefined ? {} : { hosted: { ...hosted, ...taggedAs(version) } }),
    expected: options.expected ?? SAME,
  };
}

/** The tag of a version of a module at the root of its repository, and its commit. */
function taggedAs(version: string): Pick<HostedDescription, 'tag' | 'commit'> {
  return { tag: version.replace(/\+incompatible$/, ''), commit: 'release' };
}

/** The text of a file of `tree`. Throws when it is absent or no text. */
export function textOf(tree: Tree, name: string): string {
  const file = tree[name];
  if (typeof file !== 'string') {
    throw new Error(`the tree has no text ${name}`);
  }
  return file;
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().replace('.000Z', 'Z');
}
