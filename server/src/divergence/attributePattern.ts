import type { Effort } from './effort.ts';
import { wildmatch } from './wildmatch.ts';

/** The pattern of one line of a .gitattributes file. Binary strings: one character is one byte. */
export interface AttributePattern {
  /** Without a trailing slash. */
  readonly text: string;
  /** How many leading bytes hold no wildcard. */
  readonly literal: number;
  /** Written with a trailing slash: only directories match. */
  readonly isDirectoryOnly: boolean;
  /** Written without a slash inside: compared with the last element of the path. */
  readonly isBaseName: boolean;
}

/** Reads a pattern; null for one that begins with `!`, which git ignores in attribute files. */
export function parsePattern(written: string): AttributePattern | null {
  if (written.startsWith('!')) return null;
  const isDirectoryOnly = written.endsWith('/');
  const text = isDirectoryOnly ? written.slice(0, -1) : written;
  const wildcard = text.search(/[*?[\\]/);
  return {
    text,
    literal: wildcard < 0 ? text.length : wildcard,
    isDirectoryOnly,
    isBaseName: !text.includes('/'),
  };
}

/**
 * Tells whether a pattern matches a path below the directory of its file.
 *
 * `path` is relative to that directory. Follows path_matches of git, including
 * that the part before the first wildcard is cut off first, so that stars that
 * follow it directly count as the beginning of the pattern.
 */
export function matchesPattern(
  pattern: AttributePattern,
  path: string,
  isDirectory: boolean,
  effort: Effort,
): boolean {
  if (pattern.isDirectoryOnly && !isDirectory) return false;
  return pattern.isBaseName ? matchesBaseName(pattern, path, effort) : matchesPath(pattern, path, effort);
}

function matchesBaseName({ text, literal }: AttributePattern, path: string, effort: Effort): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  if (literal === text.length) return base === text;
  if (text.startsWith('*') && !/[*?[\\]/.test(text.slice(1))) return base.endsWith(text.slice(1));
  return wildmatch(text, base, false, effort);
}

function matchesPath({ text, literal }: AttributePattern, path: string, effort: Effort): boolean {
  const start = text.startsWith('/') ? 1 : 0;
  const prefix = text.slice(start, literal);
  if (!path.startsWith(prefix)) return false;
  const rest = text.slice(literal);
  const restOfPath = path.slice(prefix.length);
  if (rest === '' && restOfPath === '') return true;
  return wildmatch(rest, restOfPath, true, effort);
}
