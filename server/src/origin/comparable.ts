import type { Vcs } from './repository.ts';

/** Why a module version is not made from a git commit, so that there is nothing to compare. */
export interface NotComparable {
  readonly code: 'toolchain' | 'shipped-with-go' | 'module-proxy' | 'not-git';
  /** A sentence. */
  readonly reason: string;
}

/**
 * Tells why the module cannot be compared with a git commit; null when it can.
 * `vcs` is that of its repository, null while it is not known: the path alone is
 * looked at then.
 */
export function notComparable(path: string, vcs: Vcs | null): NotComparable | null {
  if (path === 'golang.org/toolchain') {
    return {
      code: 'toolchain',
      reason: 'Toolchains are built by the release process of Go, not taken from a tag.',
    };
  }
  if (path === 'golang.org/fips140') {
    return { code: 'shipped-with-go', reason: 'This module is shipped with Go, not taken from a tag.' };
  }
  if (vcs === null || vcs === 'git') return null;
  if (vcs === 'mod') {
    return {
      code: 'module-proxy',
      reason: 'The host of this module publishes it by a module proxy, not by a repository.',
    };
  }
  return { code: 'not-git', reason: `The repository of this module is one of ${vcs}, not of git.` };
}
