import { splitPathVersion } from '../module/index.ts';
import { ownerOffset, registrableDomain } from './host.ts';

/**
 * A module path taken apart. All parts but `family` and `pathMajor` are in
 * lower case: code hosts do not tell owners or repositories apart by case.
 */
export interface Name {
  /** The path as given, without its major version suffix. */
  readonly family: string;
  /** The major version suffix as written: `/v2`, `.v3`, `.v3-unstable` or empty. */
  readonly pathMajor: string;
  /** The family up to the repository: equal for all modules of one repository, and as long as it is in `family`. */
  readonly repositoryPath: string;
  readonly host: string;
  /** Who publishes on a host of many; empty where the host is one publisher's own. */
  readonly owner: string;
  /** The owner is not written but follows from the repository, as on `gopkg.in`. */
  readonly isOwnerImplied: boolean;
  /** The repository of the owner; on a publisher's own host all elements behind the host, perhaps none. */
  readonly repository: string;
  /**
   * Who can publish under this name: equal for modules of one publisher.
   *
   * `gopkg.in` hands names of GitHub on (https://gopkg.in), so it has the
   * identities of GitHub.
   */
  readonly publisher: string;
}

/**
 * Takes a module path apart, or returns null when nobody could publish it: no
 * host with a dot, or no repository on a host of many.
 *
 * The path is attacker-controlled; the work is linear in its length.
 */
export function splitName(path: string): Name | null {
  if (path.startsWith(GITHUB)) return splitGitHub(path);
  const split = mayHaveMajor(path) ? splitPathVersion(path) : null;
  const family = split === null ? path : split.prefix;
  const pathMajor = split === null ? '' : split.pathMajor;
  const lower = family.toLowerCase();
  const hostEnd = elementEnd(lower, 0);
  const host = lower.slice(0, hostEnd);
  if (host.indexOf('.') <= 0 || host.endsWith('.')) return null;
  if (host === 'gopkg.in') return splitGopkg(family, pathMajor, lower);
  const behind = lower.slice(hostEnd + 1);
  const offset = ownerOffset(host, behind);
  if (offset === null)
    return makeName(family, pathMajor, lower, host, '', false, behind, registrableDomain(host));
  const start = hostEnd + 1 + offset;
  const ownerEnd = elementEnd(lower, start);
  const repositoryEnd = elementEnd(lower, ownerEnd + 1);
  if (ownerEnd <= start || repositoryEnd <= ownerEnd + 1) return null;
  const owner = lower.slice(lower.charCodeAt(start) === 0x7e ? start + 1 : start, ownerEnd);
  const repository = lower.slice(ownerEnd + 1, repositoryEnd);
  const publisher = lower.slice(0, ownerEnd);
  return makeName(
    family,
    pathMajor,
    lower.slice(0, repositoryEnd),
    host,
    owner,
    false,
    repository,
    publisher,
  );
}

const GITHUB = 'github.com/';

/** The short way for the host of nearly all modules: the whole corpus goes it while a person waits. */
function splitGitHub(path: string): Name | null {
  const split = mayHaveMajor(path) ? splitPathVersion(path) : null;
  const family = split === null ? path : split.prefix;
  const lower = family.toLowerCase();
  const ownerEnd = lower.indexOf('/', GITHUB.length);
  if (ownerEnd <= GITHUB.length) return null;
  const slash = lower.indexOf('/', ownerEnd + 1);
  const repositoryEnd = slash < 0 ? lower.length : slash;
  if (repositoryEnd === ownerEnd + 1) return null;
  return makeName(
    family,
    split === null ? '' : split.pathMajor,
    slash < 0 ? lower : lower.slice(0, slash),
    'github.com',
    lower.slice(GITHUB.length, ownerEnd),
    false,
    lower.slice(ownerEnd + 1, repositoryEnd),
    lower.slice(0, ownerEnd),
  );
}

/** The segment of a name by which people call it: its repository, or the last element on a publisher's own host. */
export function calledName(name: Name): string {
  return name.repository.slice(name.repository.lastIndexOf('/') + 1);
}

/** `gopkg.in/pkg.v1` is `github.com/go-pkg/pkg`, and `gopkg.in/user/pkg.v1` is `github.com/user/pkg`. */
function splitGopkg(family: string, pathMajor: string, lower: string): Name | null {
  const start = elementEnd(lower, 0) + 1;
  const firstEnd = elementEnd(lower, start);
  const secondEnd = elementEnd(lower, firstEnd + 1);
  if (firstEnd <= start) return null;
  const first = lower.slice(start, firstEnd);
  const isOwnerImplied = firstEnd === lower.length;
  const owner = isOwnerImplied ? `go-${first}` : first;
  const repository = isOwnerImplied ? first : lower.slice(firstEnd + 1, secondEnd);
  if (repository === '') return null;
  const end = isOwnerImplied ? firstEnd : secondEnd;
  const publisher = `github.com/${owner}`;
  return makeName(
    family,
    pathMajor,
    lower.slice(0, end),
    'gopkg.in',
    owner,
    isOwnerImplied,
    repository,
    publisher,
  );
}

/** A quick look, because most paths have no major version suffix: one ends in a digit, or is gopkg.in's. */
function mayHaveMajor(path: string): boolean {
  const last = path.charCodeAt(path.length - 1);
  return (last >= 0x30 && last <= 0x39) || path.startsWith('gopkg.in/');
}

/** One place that makes names, so that all have one shape in memory. */
function makeName(
  family: string,
  pathMajor: string,
  repositoryPath: string,
  host: string,
  owner: string,
  isOwnerImplied: boolean,
  repository: string,
  publisher: string,
): Name {
  return { family, pathMajor, repositoryPath, host, owner, isOwnerImplied, repository, publisher };
}

/** The offset of the next slash, or the end of the text. */
function elementEnd(text: string, start: number): number {
  const slash = text.indexOf('/', start);
  return slash < 0 ? text.length : slash;
}
