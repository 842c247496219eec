import { parseModFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import type { TextEdit } from '../text/index.ts';
import type { FileEdit, TextFile } from './file.ts';
import { rewriteImports } from './imports.ts';
import { othersIn, replaceInGoMod, replaceInGoWork } from './modules.ts';
import { addSums, staleSums } from './sums.ts';
import { isWritable } from './target.ts';

/** What is known besides the files. */
export interface ReplaceOptions {
  /** Paths of the workspace's other main modules: an import may belong to one of them. */
  readonly neighbours?: readonly string[];
  /** Lines about `to` for go.sum, proven by the caller. They go into every go.sum that is given, not into go.work.sum. */
  readonly sums?: readonly string[];
}

/**
 * Everything that changes in the files of one main module, and in the go.work
 * above it, when module `to` takes the place of module `from`.
 *
 * What a file is, its name tells: go.mod, go.work, go.sum, go.work.sum, or one
 * that ends in `.go`; others stay. Files in which nothing changes are left out,
 * so an empty list means that there is nothing to do, or that a go.mod may not
 * name `to`. The same call on the changed files gives an empty list, unless
 * `to` lies below `from`.
 *
 * `to` must exist: nobody is asked here. An import of a package that `to` does
 * not have is changed all the same, and the compiler tells.
 */
export function replaceModule(
  files: readonly TextFile[],
  from: ModuleVersion,
  to: ModuleVersion,
  options: ReplaceOptions = {},
): FileEdit[] {
  if (!isWritable(to) || from.path === to.path) return [];
  const others = new Set(options.neighbours);
  for (const { path, text } of files) {
    if (nameOf(path) !== 'go.mod') continue;
    for (const known of othersIn(parseModFile(text).file)) others.add(known);
  }
  return files
    .map(({ path, text }) => ({ path, edits: editsOf(path, text, from, to, others, options.sums ?? []) }))
    .filter(({ edits }) => edits.length > 0);
}

function editsOf(
  path: string,
  text: string,
  from: ModuleVersion,
  to: ModuleVersion,
  others: ReadonlySet<string>,
  sums: readonly string[],
): TextEdit[] {
  const name = nameOf(path);
  switch (name) {
    case 'go.mod':
      return replaceInGoMod(text, from, to);
    case 'go.work':
      return replaceInGoWork(text, from, to);
    case 'go.sum':
    case 'go.work.sum': {
      const stale = staleSums(text, [{ path: from.path, version: '' }]);
      return [...stale, ...addSums(text, name === 'go.sum' ? sums : [], stale)];
    }
    default:
      return name.endsWith('.go') ? rewriteImports(text, from.path, to.path, others) : [];
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
