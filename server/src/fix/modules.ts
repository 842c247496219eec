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
import { lineEndOf } from './file.ts';
import { removeLines, wholeLines } from './lines.ts';
import { pathIn } from './pathIn.ts';
import { isWritable } from './target.ts';

/** What is known of the build besides the file. All false where nothing is. */
export interface Elsewhere {
  /** Another module of the build requires `from` as well, so it stays in the build. */
  readonly isRequired?: boolean;
  /** A package of `from` is imported by the main module. */
  readonly isImported?: boolean;
}

/**
 * Edits that put module `to` in the place of module `from` in a go.mod.
 *
 * The requirement takes the new path and version. Where the file requires `to`
 * already, one line stays: the one without `// indirect`, else that of `to`,
 * with the higher version. A `replace` of `from` (of all its versions, or of
 * the one that is given) becomes one of `to`; where `from` is what a `replace`
 * puts in, `to` is put in instead, or the line goes where it would put `to` at
 * `to`'s own place without need, or `from` at its own. `exclude` lines of `from`
 * go. `tool` lines at or below `from` follow, those of a module that is nested
 * in it do not. `retract`, `ignore` and the other directives speak of something
 * else.
 *
 * Where another module requires `from` as well, the go command wants it named
 * here as long as that is so: its lines stay, marked `// indirect`, and one for
 * `to` is added where the main module itself has to do with it.
 *
 * Returns no edit where a go.mod may not name `to`, or the two are one path.
 * An `exclude` of the very version of `to`, and a `replace` of another version
 * of `from`, stay as they are: they are decisions about something else.
 */
export function replaceInGoMod(
  text: string,
  from: ModuleVersion,
  to: ModuleVersion,
  elsewhere: Elsewhere = {},
): TextEdit[] {
  if (!isWritable(to) || from.path === to.path) return [];
  const { file } = parseModFile(text);
  const others = othersIn(file);
  const tools = file.tool.flatMap(({ path, pathSpan }): TextEdit[] => {
    const newText = pathIn(path, from.path, to.path, others);
    return newText === null ? [] : [{ span: pathSpan, newText }];
  });
  const stays = elsewhere.isRequired === true;
  const isUsed = elsewhere.isImported === true || tools.length > 0;
  const required = stays ? addRequirement(file, from, to, isUsed) : replaceRequirements(file, from, to);
  const replaced = replaceReplacements(
    file.replace,
    from,
    required.to,
    requiredVersion(file, to.path),
    stays,
  );
  const excluded = stays ? [] : file.exclude.filter(({ path }) => path === from.path);
  const removed = [...required.removed, ...replaced.removed, ...excluded.map(({ span }) => span)];
  return [...required.edits, ...replaced.edits, ...tools, ...removeLines(file.tokens, removed)];
}

/** The same for the `replace` lines of a go.work. */
export function replaceInGoWork(
  text: string,
  from: ModuleVersion,
  to: ModuleVersion,
  { isRequired = false }: Elsewhere = {},
): TextEdit[] {
  if (!isWritable(to) || from.path === to.path) return [];
  const { file } = parseWorkFile(text);
  // What the modules of the workspace require is not known here, so no line is without need.
  const { edits, removed } = replaceReplacements(file.replace, from, to, null, isRequired);
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

/** The same where `from` stays in the build: `isUsed` tells whether the main module needs `to` although nothing says so. */
function addRequirement(
  { require, tokens }: ModFile,
  from: ModuleVersion,
  to: ModuleVersion,
  isUsed: boolean,
): Outcome & { readonly to: ModuleVersion } {
  const old = require.filter(({ path }) => path === from.path);
  const direct = old.filter(({ indirect }) => !indirect);
  const [first] = old;
  if (first === undefined || (direct.length === 0 && !isUsed)) return { edits: [], removed: [], to };
  const own = require.filter(({ path }) => path === to.path);
  const version = own.reduce((highest, one) => higher(highest, one.version), to.version);
  const marks = direct.flatMap((one) => markIndirect(one, tokens.text));
  const target = { path: to.path, version };
  const edits =
    own[0] === undefined ? [lineBefore(first, target, tokens.text)] : rename(own[0], target, tokens);
  return { edits: [...edits, ...marks], removed: own.slice(1).map(({ span }) => span), to: target };
}

/** A line like that of `requirement`, for another module. */
function lineBefore({ pathSpan }: Requirement, { path, version }: ModuleVersion, text: string): TextEdit {
  const { start } = wholeLines(text, pathSpan);
  const newText = `${text.slice(start, pathSpan.start)}${path} ${version}${lineEndOf(text)}`;
  return { span: { start, end: start }, newText };
}

function markIndirect({ versionSpan: { end } }: Requirement, text: string): TextEdit[] {
  const lineFeed = text.indexOf('\n', end);
  const [written = '', comment] =
    /^[ \t\r]*(\/\/[ \t]*)?/.exec(text.slice(end, lineFeed < 0 ? text.length : lineFeed)) ?? [];
  if (comment === undefined) return [{ span: { start: end, end }, newText: ' // indirect' }];
  const behind = end + written.length;
  return [{ span: { start: behind - comment.length, end: behind }, newText: '// indirect; ' }];
}

function rename(requirement: Requirement, to: ModuleVersion, tokens: TokenList): TextEdit[] {
  const edits: TextEdit[] = [];
  if (requirement.path !== to.path) edits.push({ span: requirement.pathSpan, newText: to.path });
  const { start, end } = requirement.versionSpan;
  if (tokens.text.slice(start, end) !== to.version)
    edits.push({ span: requirement.versionSpan, newText: to.version });
  return edits;
}

/**
 * `required` is the version of `to` that the file requires; null where none is
 * known. With `stays`, what replaces `from` goes on to do so.
 */
function replaceReplacements(
  replacements: readonly Replace[],
  from: ModuleVersion,
  to: ModuleVersion,
  required: string | null,
  stays: boolean,
): Outcome {
  const edits: TextEdit[] = [];
  const removed: Span[] = [];
  const taken = new Set(replacements.map(leftSide));
  for (const replace of replacements) {
    const isOld = replace.oldPath === from.path;
    if (isOld && stays) continue;
    const putsIn = replace.newPath === from.path && replace.newVersion !== null;
    // Whatever version of `from` it is: `to` must not be led there.
    const isTarget = replace.oldPath === to.path;
    const isNeedless = isTarget && replace.oldVersion === null && required === to.version;
    if (putsIn && (isOld || isNeedless)) {
      removed.push(replace.span);
      continue;
    }
    if (putsIn && (isTarget || from.version === '' || replace.newVersion === from.version)) {
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
