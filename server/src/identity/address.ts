import type { PlaceKind } from './named.ts';

/** An address in a text, read as the name of a module or repository. */
export interface Address {
  /** `host/…`: a module path where a site of Go documentation names one, else the repository. */
  readonly path: string;
  /** What the address alone says; null when it is no more than a path. */
  readonly kind: PlaceKind | null;
  /** The host that was addressed. */
  readonly service: string;
}

/** Sites that show any Go module by its path, with the elements that may stand in front of it. */
const GO_SITES: ReadonlyMap<string, readonly string[]> = new Map([
  ['pkg.go.dev', ['badge']],
  ['godoc.org', []],
  ['godocs.io', []],
  ['gowalker.org', []],
  ['goreportcard.com', ['report', 'badge']],
  ['gocover.io', ['_badge']],
  ['sourcegraph.com', []],
  ['deps.dev', ['go']],
]);

/** Services that show owner and repository without the code host in front of them. */
const DIRECT_SERVICES: ReadonlySet<string> = new Set([
  'api.star-history.com',
  'api.travis-ci.com',
  'api.travis-ci.org',
  'cirrus-ci.com',
  'cla-assistant.io',
  'cloud.drone.io',
  'gitter.im',
  'isitmaintained.com',
  'star-history.com',
  'starchart.cc',
  'travis-ci.com',
  'travis-ci.org',
]);

/** Services that build, measure or describe repositories of code hosts. */
const SERVICES: ReadonlySet<string> = new Set([
  'api.codeclimate.com',
  'app.circleci.com',
  'app.codacy.com',
  'app.deepsource.com',
  'app.fossa.com',
  'app.fossa.io',
  'badge.fury.io',
  'badgen.net',
  'circleci.com',
  'codebeat.co',
  'codeclimate.com',
  'codecov.io',
  'coveralls.io',
  'deepsource.io',
  'dl.circleci.com',
  'flat.badgen.net',
  'img.shields.io',
  'lgtm.com',
  'scrutinizer-ci.com',
  'securityscorecards.dev',
  'api.securityscorecards.dev',
  'snyk.io',
]);

/** Path elements by which services call code hosts. */
const CODE_HOSTS: ReadonlyMap<string, string> = new Map([
  ['github', 'github.com'],
  ['github.com', 'github.com'],
  ['gh', 'github.com'],
  ['gitlab', 'gitlab.com'],
  ['gitlab.com', 'gitlab.com'],
  ['gl', 'gitlab.com'],
  ['bitbucket', 'bitbucket.org'],
  ['bitbucket.org', 'bitbucket.org'],
  ['bb', 'bitbucket.org'],
]);

/** Other hosts of GitHub, with the elements in front of owner and repository. */
const GITHUB_HOSTS: ReadonlyMap<string, string> = new Map([
  ['raw.githubusercontent.com', ''],
  ['codeload.github.com', ''],
  ['api.github.com', 'repos/'],
  ['raw.github.com', ''],
  ['cdn.jsdelivr.net', 'gh/'],
]);

/** What the third element behind a code host says. */
const KIND_BY_ELEMENT: ReadonlyMap<string, PlaceKind> = new Map([
  ['issues', 'issue-link'],
  ['pull', 'issue-link'],
  ['pulls', 'issue-link'],
  ['discussions', 'issue-link'],
  ['actions', 'badge'],
  ['workflows', 'badge'],
]);

/**
 * Reads a word as an address; null when it is none. `isName` tells whether a
 * repository is called like the module: services put owner and repository at
 * different places, and that tells where.
 *
 * The word is attacker-controlled; the time is linear in it.
 */
export function addressOf(word: string, isName: (repository: string) => boolean): Address | null {
  const { rest, isClone } = withoutScheme(word);
  const end = rest.search(/[?#]/);
  const bare = (end < 0 ? rest : rest.slice(0, end)).replace(/\/+$/, '');
  const slash = bare.indexOf('/');
  if (slash <= 0) return null;
  const host = bare
    .slice(0, slash)
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/:\d+$/, '');
  if (!/^[a-z0-9][a-z0-9.-]*\.[a-z]+$/.test(host)) return null;
  const behind = bare.slice(slash + 1);
  const sites = GO_SITES.get(host);
  if (sites !== undefined) {
    const address = goSiteAddress(host, behind, sites);
    // Whoever links to one function of a module seldom means itself.
    return address !== null && /#[A-Z]/.test(rest) ? { ...address, kind: 'link' } : address;
  }
  if (SERVICES.has(host) || DIRECT_SERVICES.has(host))
    return serviceAddress(host, end < 0 ? behind : rest.slice(slash + 1), isName);
  const before = GITHUB_HOSTS.get(host);
  if (before !== undefined) {
    return behind.startsWith(before)
      ? codeHostAddress('github.com', behind.slice(before.length), false)
      : null;
  }
  return codeHostAddress(host, behind, isClone);
}

function withoutScheme(word: string): { rest: string; isClone: boolean } {
  const scheme = /^(?:git\+)?(?:https?|git|ssh):\/\//.exec(word)?.[0] ?? '';
  let rest = word.slice(scheme.length);
  const user = /^[\w-]+@([\w.-]+\.[a-z]+)[:/]/.exec(rest);
  if (user !== null) rest = `${user[1]}/${rest.slice(user[0].length)}`;
  return { rest, isClone: user !== null || /^(?:git|ssh)/.test(scheme) };
}

function goSiteAddress(host: string, behind: string, before: readonly string[]): Address | null {
  const elements = behind.replace(/\.(?:svg|png)$/, '').split('/');
  if (before.includes(elements[0] ?? '')) elements.shift();
  if (CODE_HOSTS.get(elements[0] ?? '') !== undefined)
    elements[0] = CODE_HOSTS.get(elements[0] ?? '') as string;
  const path = withoutVersion(elements.join('/'));
  return path.includes('.') && path.includes('/') ? { path, kind: 'doc-link', service: host } : null;
}

function serviceAddress(
  host: string,
  behind: string,
  isName: (repository: string) => boolean,
): Address | null {
  const elements = behind
    .replaceAll(/%2[fb]/gi, '/')
    .split(/[/?#=&+]/)
    .map((element) => element.replace(/\.(?:svg|png)$/, ''))
    .filter((element) => element !== '')
    .slice(0, MAX_ELEMENTS);
  const marked = elements.findIndex((element) => CODE_HOSTS.has(element));
  // img.shields.io and the like name the service in place of the code host: `travis/owner/repository`.
  const isDirect = DIRECT_SERVICES.has(host) || OTHER_SERVICES.has(elements[0] ?? '');
  if (marked < 0 && !isDirect) return null;
  const codeHost = CODE_HOSTS.get(elements[marked] ?? '') ?? 'github.com';
  // Where the owner is called like the repository, the second of the two is the repository.
  const isRepository = (index: number): boolean => index > marked + 1 && isName(elements[index] ?? '');
  let at = elements.findIndex((_, index) => isRepository(index) && !isRepository(index + 1)) - 1;
  if (at < 0) at = marked + 1;
  const [owner, repository] = elements.slice(at, at + 2);
  if (owner === undefined || repository === undefined || OTHER_SERVICES.has(owner)) return null;
  return { path: `${codeHost}/${owner}/${repository}`, kind: 'badge', service: host };
}

/** Services that badge services show the results of. */
const OTHER_SERVICES: ReadonlySet<string> = new Set([
  'travis',
  'travis-ci',
  'circleci',
  'coveralls',
  'codecov',
]);

const MAX_ELEMENTS = 16;

function codeHostAddress(host: string, behind: string, isClone: boolean): Address {
  const elements = behind.split('/');
  const repository = elements[1] ?? '';
  const kind = KIND_BY_ELEMENT.get(elements[2] ?? '') ?? null;
  const isGit = isClone || /\.git$/.test(behind);
  const path = withoutVersion(`${host}/${behind}`.replace(/\.git(?=\/|$)/, ''));
  return { path, kind: repository === '' ? null : isGit ? 'clone' : kind, service: host };
}

/** Without `@version`, and without what a linker flag sets: `path.Name=value`. */
function withoutVersion(path: string): string {
  const end = path.search(/[@=,:]/);
  return end < 0 ? path : path.slice(0, end);
}
