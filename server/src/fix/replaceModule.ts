import { parseModFile, parseWorkFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { applyEdits, type TextEdit } from '../text/index.ts';
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
  /** A module that is required here requires `from` as well: what go.sum has for it is needed, and it stays in go.mod. */
  readonly isRequiredElsewhere?: boolean;
  /** Another main module of the workspace requires `from`: what the sum files and go.work have for it is needed. */
  readonly isRequiredBeside?: boolean;
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
  const sources = files.filter(({ path }) => path.endsWith('.go'));
  const imports = editsIn(sources, (_, text) => rewriteImports(text, from.path, to.path, others));
  const isRequired = options.isRequiredElsewhere === true;
  const isNeeded = isRequired || options.isRequiredBeside === true;
  const isImported = imports.size > 0;
  const named = editsIn(files, (name, text) => {
    if (name === 'go.mod') return replaceInGoMod(text, from, to, { isRequired, isImported });
    return name === 'go.work' ? replaceInGoWork(text, from, to, { isRequired: isNeeded }) : [];
  });
  const kept = files.flatMap((file) => putIn(file, named.get(file) ?? []));
  const sums = editsIn(files, (name, text) => {
    if (name !== 'go.sum' && name !== 'go.work.sum') return [];
    const stale = isNeeded ? [] : staleSums(text, [{ path: from.path, version: '' }], kept);
    // Where nothing takes `to` in, its lines would be too many.
    const isTaken = name === 'go.sum' && named.size + imports.size > 0;
    return [...stale, ...addSums(text, isTaken ? (options.sums ?? []) : [], stale)];
  });
  const all = new Map([...imports, ...named, ...sums]);
  return files.flatMap((file) => {
    const edits = all.get(file);
    return edits === undefined ? [] : [{ path: file.path, edits }];
  });
}

/** The edits that `make` gives for each file by its name; without files that have none. */
function editsIn(
  files: readonly TextFile[],
  make: (name: string, text: string) => readonly TextEdit[],
): ReadonlyMap<TextFile, readonly TextEdit[]> {
  const edits = files.map((file) => [file, make(nameOf(file.path), file.text)] as const);
  return new Map(edits.filter(([, made]) => made.length > 0));
}

/** What the replacements of a go.mod or go.work put in, once it is edited: go.sum must have it. */
function putIn({ path, text }: TextFile, edits: readonly TextEdit[]): ModuleVersion[] {
  const name = nameOf(path);
  if (name !== 'go.mod' && name !== 'go.work') return [];
  const parse = name === 'go.mod' ? parseModFile : parseWorkFile;
  return parse(applyEdits(text, edits)).file.replace.flatMap(({ newPath, newVersion }) =>
    newVersion === null ? [] : [{ path: newPath, version: newVersion }],
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
