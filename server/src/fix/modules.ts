import {
  type ModFile,
  parseModFile,
  parseWorkFile,
  type Replace,
  type Requirement,
  type TokenList,
} from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { compare } from '../semver/index.ts';
import type { Span, TextEdit } from '../text/index.ts';
import { removeLines } from './lines.ts';
import { pathIn } from './pathIn.ts';
import { isWritable } from './target.ts';

/**
 * Edits that put module `to` in the place of module `from` in a go.mod.
 *
 * The requirement takes the new path and version. Where the file requires `to`
 * already, one line stays: the one without `// indirect`, else that of `to`,
 * with the higher version. A `replace` of `from` (of all its versions, or of
 * the one that is given) becomes one of `to`; where `from` is what a `replace`
 * puts in, `to` is put in instead, or the line goes where it would put `to` at
 * `to`'s own place without need. `exclude` lines of `from` go. `tool` lines at
 * or below `from` follow, those of a module that is nested in it do not.
 * `retract`, `ignore` and the other directives speak of something else.
 *
 * Returns no edit where a go.mod may not name `to`, or the two are one path.
 * An `exclude` of the very version of `to`, and a `replace` of another version
 * of `from`, stay as they are: they are decisions about something else.
 */
export function replaceInGoMod(text: string, from: ModuleVersion, to: ModuleVersion): TextEdit[] {
  if (!isWritable(to) || from.path === to.path) return [];
  const { file } = parseModFile(text);
  const required = replaceRequirements(file, from, to);
  const replaced = replaceReplacements(file.replace, from, required.to, requiredVersion(file, to.path));
  const excluded = file.exclude.filter(({ path }) => path === from.path);
  const others = othersIn(file);
  const tools = file.tool.flatMap(({ path, pathSpan }): TextEdit[] => {
    const newText = pathIn(path, from.path, to.path, others);
    return newText === null ? [] : [{ span: pathSpan, newText }];
  });
  const removed = [...required.removed, ...replaced.removed, ...excluded.map(({ span }) => span)];
  return [...required.edits, ...replaced.edits, ...tools, ...removeLines(file.tokens, removed)];
}

/** The same for the `replace` lines of a go.work. */
export function replaceInGoWork(text: string, from: ModuleVersion, to: ModuleVersion): TextEdit[] {
  if (!isWritable(to) || from.path === to.path) return [];
  const { file } = parseWorkFile(text);
  // What the modules of the workspace require is not known here, so no line is without need.
  const { edits, removed } = replaceReplacements(file.replace, from, to, null);
  return [...edits, ...removeLines(file.tokens, removed)];
}

/** Every module path that a go.mod says something lies under: its own and those that it requires. */
export function othersIn(file: ModFile): ReadonlySet<string> {
  const paths = new Set(file.require.map(({ path }) => path));
  if (file.module !== null) paths.add(file.module.path);
  return paths;
}

function requiredVersion(file: ModFile, path: string): string | null {
  return file.require.find((requirement) => requirement.path === path)?.version ?? null;
}

/** What happens to a part of the directives. */
interface Outcome {
  readonly edits: readonly TextEdit[];
  readonly removed: readonly Span[];
}

/** The edits of requirements, and the version of `to` that is required in the end. */
function replaceRequirements(
  { require, tokens }: ModFile,
  from: ModuleVersion,
  to: ModuleVersion,
): Outcome & { readonly to: ModuleVersion } {
  const old = require.filter(({ path }) => path === from.path);
  if (old.length === 0) return { edits: [], removed: [], to };
  const own = require.filter(({ path }) => path === to.path);
  const version = own.reduce((highest, one) => higher(highest, one.version), to.version);
  const kept = [...own, ...old].find(({ indirect }) => !indirect) ?? own[0] ?? old[0];
  const edits = kept === undefined ? [] : rename(kept, { path: to.path, version }, tokens);
  const removed = [...own, ...old].filter((one) => one !== kept).map(({ span }) => span);
  return { edits, removed, to: { path: to.path, version } };
}

function rename(requirement: Requirement, to: ModuleVersion, tokens: TokenList): TextEdit[] {
  const edits: TextEdit[] = [];
  if (requirement.path !== to.path) edits.push({ span: requirement.pathSpan, newText: to.path });
  const { start, end } = requirement.versionSpan;
  if (tokens.text.slice(start, end) !== to.version)
    edits.push({ span: requirement.versionSpan, newText: to.version });
  return edits;
}

/** `required` is the version of `to` that the file requires; null where none is known. */
function replaceReplacements(
  replacements: readonly Replace[],
  from: ModuleVersion,
  to: ModuleVersion,
  required: string | null,
): Outcome {
  const edits: TextEdit[] = [];
  const removed: Span[] = [];
  const taken = new Set(replacements.map(leftSide));
  for (const replace of replacements) {
    const isOld = replace.oldPath === from.path;
    const putsIn = replace.newPath === from.path && replace.newVersion !== null;
    if (putsIn && replace.oldPath === to.path && replace.oldVersion === null && required === to.version) {
      removed.push(replace.span);
      continue;
    }
    if (putsIn && (from.version === '' || replace.newVersion === from.version)) {
      edits.push({ span: replace.newPathSpan, newText: to.path });
      if (replace.newVersionSpan !== null) edits.push({ span: replace.newVersionSpan, newText: to.version });
    }
    if (!isOld || (replace.oldVersion !== null && replace.oldVersion !== from.version)) continue;
    const version = replace.oldVersion === null ? null : to.version;
    // The go command refuses a file that replaces one thing twice.
    const side = `${to.path} ${version ?? ''}`;
    if (taken.has(side)) {
      removed.push(replace.span);
      continue;
    }
    taken.add(side);
    edits.push({ span: replace.oldPathSpan, newText: to.path });
    if (replace.oldVersionSpan !== null) edits.push({ span: replace.oldVersionSpan, newText: to.version });
  }
  return { edits, removed };
}

function leftSide({ oldPath, oldVersion }: Replace): string {
  return `${oldPath} ${oldVersion ?? ''}`;
}

function higher(a: string, b: string): string {
  return compare(a, b) < 0 ? b : a;
}
