import { splitName } from '../typosquat/index.ts';

/** What a module path says about whose it is. */
export interface Project {
  /** Equal for what is one project: the repository, or the first elements on a publisher's own host. */
  readonly key: string;
  /** As `key`, in the letters that were written, fit to be fetched. */
  readonly path: string;
  /** Who publishes there: equal for modules of one publisher. */
  readonly publisher: string;
  /** Names by which the project may be called, reduced by {@link bareName}. */
  readonly names: ReadonlySet<string>;
  /** Whether the host is the publisher's own. */
  readonly isVanity: boolean;
  /**
   * Whether the path hides where the repository is: on a publisher's own host, and under `gopkg.in/pkg.v1`, whose
   * owner `go-pkg` is as often a name that the code host leads on to the real owner.
   */
  readonly hidesRepository: boolean;
}

/** Elements that stand in front of a project's name on a publisher's own host. */
const COMMON_ELEMENTS: ReadonlySet<string> = new Set(['x', 'go', 'pkg', 'lib', 'src', 'cmd', 'p', 'r']);

const MAX_PATH_LENGTH = 300;

/** Takes a path apart; null when nobody can publish under it. Linear in its length, which is bounded. */
export function projectOf(path: string): Project | null {
  if (path.length > MAX_PATH_LENGTH) return null;
  const name = splitName(path);
  if (name === null) return null;
  if (name.owner !== '') {
    const isGopkg = name.host === 'gopkg.in';
    const key = isGopkg ? `${name.publisher}/${name.repository}` : name.repositoryPath;
    const written = isGopkg ? path : path.slice(0, name.repositoryPath.length);
    const names = new Set([bareName(name.repository)]);
    return {
      key,
      path: written,
      publisher: name.publisher,
      names,
      isVanity: false,
      hidesRepository: name.isOwnerImplied,
    };
  }
  const elements = name.family.split('/');
  const length = COMMON_ELEMENTS.has(elements[1] ?? '') ? 3 : 2;
  const root = elements.slice(0, length);
  const written = root.join('/');
  const last = root.length === 1 ? (root[0]?.split('.')[0] ?? '') : (root.at(-1) ?? '');
  const names = new Set([bareName(last), bareName(elements.at(-1) ?? '')]);
  return {
    key: written.toLowerCase(),
    path: written,
    publisher: name.publisher,
    names,
    isVanity: true,
    hidesRepository: true,
  };
}

/** A repository's name without what is only about Go: `go-`, `.go`, separators, a version. */
export function bareName(name: string): string {
  const lower = name.toLowerCase().replace(/\.git$/, '');
  const bare = lower
    .replace(/\.v\d+$/, '')
    .replace(/^(?:go|golang)[-_.]/, '')
    .replace(/[-_.](?:go|golang)$/, '')
    .replace(/[-_.]/g, '');
  return bare === '' ? lower : bare;
}

/** Whether two projects have a name in common. */
export function sharesName(a: Project, b: Project): boolean {
  for (const name of a.names) if (b.names.has(name)) return true;
  return false;
}

/**
 * Whether a publisher's own host and an owner at a code host have a word in
 * common, as `go.acme.dev` and `acme-go` have: a hint that both are one.
 */
export function sharesWord(a: Project, b: Project): boolean {
  const words = new Set(wordsOf(a.publisher));
  return wordsOf(b.publisher).some((word) => words.has(word));
}

function wordsOf(publisher: string): readonly string[] {
  const isHost = !publisher.includes('/');
  const label = isHost
    ? publisher.slice(0, publisher.indexOf('.'))
    : publisher.slice(publisher.lastIndexOf('/') + 1);
  return label.split(/[-_.]/).filter((word) => word.length > 2 && word !== 'golang');
}
