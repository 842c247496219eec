import { checkPath } from '../module/index.ts';
import { hasPathPrefix } from './pathPrefix.ts';
import type { Repository, Vcs } from './repository.ts';

/** What a module path says by itself about its repository. Reasons are sentences. */
export type StaticRepository =
  | ({ readonly kind: 'repository' } & Repository)
  | { readonly kind: 'discover' }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Characters of a path element at a known host. */
const NAME = /^[A-Za-z0-9_.-]+$/;
/** Characters of a path element below any other host. */
const HOME_OR_NAME = /^~?[A-Za-z0-9_.-]+$/;
const SUFFIXED_NAME = /^~?[A-Za-z0-9_.-]+\.(bzr|fossil|git|hg|svn)$/;

/**
 * Finds the repository of `path` where the path alone tells it: at a few known
 * hosts, and where an element ends with the name of a version control system.
 * `discover` means that the host has to be asked. No host is named to anybody.
 *
 * The path is attacker-controlled. Where the go command probes several schemes,
 * https is given, which is what it tries first. The last resort for launchpad.net,
 * Bazaar, is left out: nothing of it could be compared.
 *
 * Follows vcsPaths of cmd/go/internal/vcs.
 */
export function staticRepository(path: string): StaticRepository {
  const problem = checkPath(path);
  if (problem !== null) return invalid(`The module path is not valid: ${problem}.`);
  if (hasPathPrefix(path, 'example.net') || path === 'rsc.io') {
    return invalid(`The go command never looks for a module at ${path}.`);
  }
  const found = knownHost(path.split('/')) ?? suffixedElement(path.split('/'));
  if (found.kind === 'repository' && found.root.includes('...')) {
    return invalid(`The repository root ${found.root} contains "...", which is a wildcard.`);
  }
  return found;
}

function invalid(reason: string): StaticRepository {
  return { kind: 'invalid', reason };
}

function repository(elements: readonly string[], rootLength: number, vcs: Vcs): StaticRepository {
  const root = elements.slice(0, rootLength).join('/');
  return { kind: 'repository', root, vcs, url: `https://${root}`, subdir: '' };
}

/** The answer for hosts whose paths have one known form; null for all others. */
function knownHost(elements: readonly string[]): StaticRepository | null {
  const [host, first = '', second = '', third = '', fourth = ''] = elements;
  const plain = elements.slice(1).every((element) => NAME.test(element));
  const bad = invalid(`Paths at ${host} do not have this form.`);
  switch (host) {
    case 'github.com':
    case 'bitbucket.org':
      if (!plain || elements.length < 3) return bad;
      return withoutSuffix(repository(elements, 3, 'git'));
    case 'hub.jazz.net':
      if (first !== 'git') return null;
      if (!plain || elements.length < 4 || !/^[a-z0-9]+$/.test(second)) return bad;
      return withoutSuffix(repository(elements, 4, 'git'));
    case 'git.apache.org':
      if (!plain || !/^[a-z0-9_.-]+\.git$/.test(first)) return bad;
      return repository(elements, 2, 'git');
    case 'git.openstack.org':
      if (!plain || elements.length < 3) return bad;
      return repository(elements, 3, 'git');
    case 'chiselapp.com':
      if (!plain || elements.length !== 5 || first !== 'user' || third !== 'repository') return bad;
      if (!/^[A-Za-z0-9]+$/.test(second) || fourth === '') return bad;
      return repository(elements, 5, 'fossil');
    default:
      return null;
  }
}

/** Refuses a repository name that ends with the name of a version control system. */
function withoutSuffix(found: StaticRepository): StaticRepository {
  if (found.kind !== 'repository') return found;
  const suffix = /\.(?:bzr|fossil|git|hg|svn)$/.exec(found.root)?.[0];
  if (suffix === undefined) return found;
  return invalid(`The repository name ends with ${suffix}, which this host does not take.`);
}

/** The root through the last element with a suffix; the suffix is not part of the address. */
function suffixedElement(elements: readonly string[]): StaticRepository {
  const unusual = elements.findLastIndex((element, index) => index > 0 && !HOME_OR_NAME.test(element));
  if (unusual > 0) return suffixBelow(elements, unusual);
  const index = elements.findLastIndex((element, at) => at > 0 && SUFFIXED_NAME.test(element));
  const suffix = SUFFIXED_NAME.exec(elements[index] ?? '')?.[1];
  if (suffix === undefined) return { kind: 'discover' };
  const found = repository(elements, index + 1, suffix as Vcs);
  if (found.kind !== 'repository') return found;
  return { ...found, url: found.url.slice(0, -(suffix.length + 1)) };
}

/**
 * Go's pattern is not bound to the start of the path, so an element that cannot
 * be part of a repository address may still be followed by a second host and a
 * suffix. The go command then finds a root that the path does not start with and
 * refuses the module.
 */
function suffixBelow(elements: readonly string[], unusual: number): StaticRepository {
  const suffixed = elements.findLastIndex((element, at) => at > unusual && SUFFIXED_NAME.test(element));
  const host = elements.findIndex(
    (element, at) => at >= unusual && at < suffixed && /[a-z0-9.-]\.[a-z0-9.-]+$/.test(element),
  );
  if (host < 0) return { kind: 'discover' };
  return invalid('The path names a repository at another host than the one it starts with.');
}
