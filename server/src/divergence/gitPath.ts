import type { EntryKind } from './tree.ts';

/**
 * Tells whether git refuses to take a path of a tree into an index, and with it
 * to archive the commit at all.
 *
 * Follows verify_path of git with its defaults on Linux: core.protectNTFS is on,
 * core.protectHFS is off.
 */
export function isForbiddenByGit(path: string, kind: EntryKind): boolean {
  if (!/(^|\/)(\.{0,2}|[^/]*git[^/]*)(\/|$)/i.test(path)) return false;
  for (const element of path.split('/')) {
    if (element === '' || element === '.' || element === '..') return true;
    for (const part of element.split('\\')) {
      if (isPosing(part, 'git') || (kind === 'symlink' && isPosing(part, 'gitmodules'))) return true;
    }
  }
  return false;
}

/** Tells whether NTFS would take a name for `.git` or `.gitmodules`: in any case, shortened, with trailing dots, blanks or a stream. */
function isPosing(name: string, target: 'git' | 'gitmodules'): boolean {
  return target === 'git'
    ? /^(\.git|git~1)[ .]*(:|$)/i.test(name)
    : /^(\.gitmodules|gitmod~[1-4])[ .]*(:|$)/i.test(name);
}
