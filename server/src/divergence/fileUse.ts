import { matchPrefixPatterns } from '../module/index.ts';

/**
 * What a file of a module is for.
 *
 * `build`: compiled, linked or embedded into programs that import the module.
 * `test`: source that only `go test`, or an import path written out in full, reaches:
 * `_test.go` files, and source below `testdata` and below directories that start
 * with `_` or `.`, which patterns such as `./...` skip.
 * `none`: neither, such as documentation; `go generate` may still read it.
 */
export type FileUse = 'build' | 'test' | 'none';

/** What is known from the module's own Go files. */
export interface KnownUses {
  /** Patterns of `//go:embed` lines, each with the directory of its file (`''` for the root). */
  readonly embeds?: readonly { readonly directory: string; readonly pattern: string }[];
  /** Directories of the module that its files import, which makes even `testdata/x` a package. */
  readonly importedDirectories?: ReadonlySet<string>;
}

/**
 * Tells what a file is for, by its path in the module alone and by what is known.
 *
 * Errs towards `build`: an embed pattern counts whether or not it is a comment,
 * build constraints are not looked at, and a directory matched by a pattern
 * counts with all that is below it. Follows go/build (file lists of a package)
 * and the documentation of package embed. go.sum is `none`: it holds no code.
 */
export function fileUse(path: string, known: KnownUses = {}): FileUse {
  if (path === 'go.mod' || isEmbedded(path, known.embeds ?? [])) return 'build';
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  if (!SOURCE.test(name)) return 'none';
  // Go skips such files in every directory, whatever their extension.
  if (name.startsWith('_') || name.startsWith('.')) return 'none';
  if (name.endsWith('_test.go')) return 'test';
  const directory = path.slice(0, Math.max(0, slash));
  if (known.importedDirectories?.has(directory)) return 'build';
  return directory.split('/').some(isSkipped) ? 'test' : 'build';
}

/** Tells whether programs that import the module are built from the file. */
export function isBuilt(path: string, known: KnownUses = {}): boolean {
  return fileUse(path, known) === 'build';
}

/** Go, assembly, and what cgo and SWIG compile or link: C, C++, Objective-C, Fortran, headers, objects. */
const SOURCE = /\.(go|s|S|sx|c|cc|cpp|cxx|m|h|hh|hpp|hxx|f|F|for|f90|swig|swigcxx|syso)$/;

function isSkipped(element: string): boolean {
  return element === 'testdata' || element.startsWith('_') || element.startsWith('.');
}

function isEmbedded(path: string, embeds: readonly { directory: string; pattern: string }[]): boolean {
  return embeds.some(({ directory, pattern }) => {
    if (directory !== '' && !path.startsWith(`${directory}/`)) return false;
    const relative = directory === '' ? path : path.slice(directory.length + 1);
    const glob = pattern.replace(/^all:/, '');
    // A comma separates patterns in matchPrefixPatterns; "?" matches it and little else.
    return glob === '.' || matchPrefixPatterns(glob.replaceAll(',', '?'), relative);
  });
}
