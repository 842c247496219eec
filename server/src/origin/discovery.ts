import type { GoImport } from './goImport.ts';
import { hasPathPrefix } from './pathPrefix.ts';
import { type Repository, VCS_NAMES } from './repository.ts';

/** What a discovery page says about one path. Reasons are sentences. */
export type GoImportMatch =
  | { readonly kind: 'match'; readonly found: GoImport }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/**
 * The page that tells the repository of a module path, or of the prefix that
 * such a page named. Null when the path does not begin with a host name.
 */
export function discoveryUrl(path: string, scheme: 'https' | 'http'): URL | null {
  const slash = path.indexOf('/');
  const host = slash < 0 ? path : path.slice(0, slash);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return null;
  let url: URL;
  try {
    url = new URL(`${scheme}://${host}/`);
  } catch {
    return null;
  }
  // An address such as `127.1` would be rewritten to another host than the one named.
  if (url.hostname !== host) return null;
  url.pathname = slash < 0 ? '/' : path.slice(slash);
  url.search = '?go-get=1';
  return url;
}

/**
 * Picks the entry that is about `path`: the one whose prefix the path starts
 * with. Two such entries are ambiguous, unless the first one is `mod`, which
 * stands before the others. `imports` is what {@link parseGoImports} gave.
 */
export function matchGoImport(imports: readonly GoImport[], path: string): GoImportMatch {
  let found: GoImport | null = null;
  for (const entry of imports) {
    if (!hasPathPrefix(path, entry.prefix)) continue;
    if (found === null) {
      found = entry;
    } else if (found.vcs === 'mod' && entry.vcs !== 'mod') {
      break;
    } else {
      return { kind: 'ambiguous', reason: `The page has more than one go-import entry for ${path}.` };
    }
  }
  if (found !== null) return { kind: 'match', found };
  const reason =
    imports.length === 0
      ? 'The page has no go-import entry.'
      : `The page has no go-import entry for ${path}.`;
  return { kind: 'none', reason };
}

/**
 * Checks what the page of a shorter prefix says: it has to name the very same
 * entry, or a page deep in a host could speak for the whole of it. Only needed
 * where `found.prefix` is not `path`. Null when they agree, else a sentence.
 */
export function checkPrefixAgreement(
  found: GoImport,
  path: string,
  prefixImports: readonly GoImport[],
): string | null {
  const second = matchGoImport(prefixImports, path);
  const agree =
    second.kind === 'match' &&
    second.found.prefix === found.prefix &&
    second.found.vcs === found.vcs &&
    second.found.repository === found.repository &&
    second.found.subdir === found.subdir;
  return agree ? null : `The pages of ${path} and ${found.prefix} disagree about the repository.`;
}

/**
 * Checks the entry that was picked and gives the repository it names. An
 * attacker chooses all of it: the address must have a scheme, and not `file`; the
 * folder must not look like an absolute path or an option (CVE-2025-68119).
 */
export function repositoryOf(
  found: GoImport,
): ({ readonly kind: 'repository' } & Repository) | { readonly kind: 'invalid'; readonly reason: string } {
  const { prefix, repository, subdir } = found;
  const invalid = (reason: string) => ({ kind: 'invalid', reason }) as const;
  if (subdir.startsWith('/') || subdir.startsWith('-')) {
    return invalid('The go-import entry names a folder that starts with a slash or a dash.');
  }
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(repository)?.[1]?.toLowerCase();
  if (scheme === undefined) return invalid('The go-import entry names a repository without a scheme.');
  if (scheme === 'file') return invalid('The go-import entry names a repository on the local disk.');
  const vcs = VCS_NAMES.find((name) => name === found.vcs);
  if (vcs === undefined) return invalid('The go-import entry names an unknown version control system.');
  if (!isAddress(repository)) return invalid('The go-import entry names a repository by no valid address.');
  if (prefix.includes('...')) return invalid('The go-import entry names a root that contains a wildcard.');
  return { kind: 'repository', root: prefix, vcs, url: repository, subdir };
}

/** Tells whether there is a host to ask; `scheme:host` without slashes has none. */
function isAddress(text: string): boolean {
  if (!/^[^:]+:\/\/[^/?#\\]/.test(text) || /[\u0000-\u0020\u007f\\]/.test(text)) return false;
  try {
    return new URL(text).host !== '';
  } catch {
    return false;
  }
}
