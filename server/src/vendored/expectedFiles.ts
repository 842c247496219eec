import { embedPatterns, readGoFile } from '../gosource/index.ts';
import { matchPrefixPatterns } from '../module/index.ts';

/** What of a module's zip is looked at. */
export interface ZipTexts {
  /** Paths in the module. */
  readonly paths: readonly string[];
  /** The text of a file; null for one that cannot be read. */
  textOf(path: string): string | null;
}

/** Go source beyond this is not looked into, in UTF-16 units: then only its being there is expected. */
const MAX_SOURCE = 64 << 20;

/** Longer than this is no name of a pattern that people write. In UTF-16 units. */
const MAX_PATTERN = 1000;

/**
 * Lists the files that `go mod vendor` copies for certain when packages of a
 * module are needed. `directories` are those of the packages in the module, empty
 * for its root.
 *
 * These are the files of each package, without tests, go.mod, go.sum and what a
 * constraint with `ignore` in it may leave out; the licences of the folders
 * above, up to the module's root; and what the package embeds. Where that is
 * open, as with hidden files below an embedded folder, a file is left out here.
 */
export function expectedFiles(directories: readonly string[], zip: ZipTexts): ReadonlySet<string> {
  const byFolder = new Map<string, string[]>();
  for (const path of zip.paths) {
    const folder = folderOf(path);
    const others = byFolder.get(folder);
    if (others === undefined) byFolder.set(folder, [path]);
    else others.push(path);
  }
  const expected = new Set<string>();
  const noted = new Set<string>();
  let room = MAX_SOURCE;
  for (const directory of directories) {
    const embeds: string[] = [];
    for (const path of byFolder.get(directory) ?? []) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (name === 'go.mod' || name === 'go.sum' || name.endsWith('_test.go')) continue;
      const text = name.endsWith('.go') && room > 0 ? zip.textOf(path) : null;
      room -= text?.length ?? 0;
      if (name.endsWith('.go') && (text === null || mayBeIgnored(text))) continue;
      expected.add(path);
      if (text?.includes('//go:embed')) embeds.push(...embedsOf(path, text));
    }
    if (embeds.length > 0) addEmbedded(directory, embeds, zip.paths, expected);
    for (let above = directory; above !== ''; ) {
      above = folderOf(above);
      if (noted.has(above)) break;
      noted.add(above);
      for (const path of byFolder.get(above) ?? []) if (isNotice(path)) expected.add(path);
    }
  }
  return expected;
}

/** A tag of that name in a constraint: the go command reckons with it, and we do not say how. */
function mayBeIgnored(text: string): boolean {
  return /^[ \t]*\/\/(?:go:build|[ \t]*\+build)[ \t].*\bignore\b/m.test(text);
}

/** The patterns of the `//go:embed` lines of a file that imports `embed`. */
function embedsOf(path: string, text: string): readonly string[] {
  const file = readGoFile(path, text);
  if (file === null || !file.imports.some((one) => one.path === 'embed')) return [];
  return file.directives
    .filter(({ kind }) => kind === 'embed')
    .flatMap((directive) => embedPatterns(directive.text))
    .filter((pattern) => pattern.length <= MAX_PATTERN && !pattern.includes(','));
}

/** Files that patterns of a package match, or that lie in a folder that one matches and are not hidden there. */
function addEmbedded(
  directory: string,
  patterns: readonly string[],
  paths: readonly string[],
  expected: Set<string>,
): void {
  const below = directory === '' ? '' : `${directory}/`;
  const wanted = [...new Set(patterns)].slice(0, MAX_PATTERNS);
  for (const path of paths) {
    if (!path.startsWith(below) || expected.has(path)) continue;
    const inside = path.slice(below.length);
    if (wanted.some((pattern) => isEmbedded(pattern, inside))) expected.add(path);
  }
}

/** More patterns of one package are not followed: each is held against all files. */
const MAX_PATTERNS = 100;

function isEmbedded(pattern: string, path: string): boolean {
  if (pattern !== '.' && !matchPrefixPatterns(pattern, path)) return false;
  const depth = pattern === '.' ? 0 : pattern.split('/').length;
  return path
    .split('/')
    .slice(depth)
    .every((element) => !/^[._]/.test(element));
}

/** Beginnings of the names of files that are copied from the folders above a package. */
const NOTICE = /^(?:AUTHORS|CONTRIBUTORS|COPYLEFT|COPYING|COPYRIGHT|LEGAL|LICENSE|NOTICE|PATENTS)/;

function isNotice(path: string): boolean {
  return NOTICE.test(path.slice(path.lastIndexOf('/') + 1));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
