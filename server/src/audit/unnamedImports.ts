import type { Location } from '../finding/index.ts';
import { readHeader } from '../gosource/index.ts';
import { FileError, type Files } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { AuditFile } from './auditFile.ts';
import type { Workspace } from './dependency.ts';
import { isLeftOut } from './leftOut.ts';

/** An import that no requirement of the main module covers: the module it needs is yet to be added. */
export interface UnnamedImport {
  /** As written; attacker-controlled in a checkout of somebody else's. */
  readonly path: string;
  /** Its first place. */
  readonly at: Location;
  /** How many files of the main module import it. */
  readonly files: number;
}

/** A Go file in which such an import stands, for whoever shows the place. */
export interface GoFileText {
  readonly path: string;
  readonly text: string;
}

/** What was found in the Go files of one main module. */
export interface UnnamedImports {
  readonly imports: readonly UnnamedImport[];
  readonly files: readonly GoFileText[];
  /** More files than are read, or files that could not be read: nothing is said of these. */
  readonly unread: number;
}

/** More files of one main module are not read, nor longer ones, nor deeper folders entered. */
const MAX_FILES = 20_000;
const MAX_FILE_BYTES = 4 << 20;
const MAX_DEPTH = 64;

/** Files that are read at a time. */
const AT_A_TIME = 32;

/**
 * Finds the imports in the Go files of a main module that its go.mod does not
 * name yet: neither the standard library's nor its own, and of no module that
 * is required, replaced or in the workspace.
 *
 * As the go command has it, folders with a go.mod of their own, `vendor`,
 * `testdata` and those that start with `.` or `_` are left out; symbolic links
 * are not followed. Rejects on cancellation alone.
 */
export async function unnamedImports(
  goMod: AuditFile,
  workspace: Workspace | null,
  files: Files,
  path: { join(...parts: string[]): string },
  signal: AbortSignal,
): Promise<UnnamedImports> {
  const covered = coveredBy(goMod, workspace);
  if (covered === null) return NONE;
  const { paths, left } = await goFilesBelow(goMod.directory, files, path, signal);
  const shown = goMod.path.slice(0, Math.max(goMod.path.lastIndexOf('/'), goMod.path.lastIndexOf('\\')) + 1);
  const found = new Map<string, UnnamedImport>();
  const texts = new Map<string, GoFileText>();
  let unread = left;
  for (let start = 0; start < paths.length; start += AT_A_TIME) {
    signal.throwIfAborted();
    const slice = paths.slice(start, start + AT_A_TIME);
    const read = await Promise.all(
      slice.map((one) => readText(path.join(goMod.directory, one), files, signal)),
    );
    for (const [index, text] of read.entries()) {
      const name = shown + slice[index];
      if (text === null) unread++;
      else if (noteImports(name, text, covered, found)) texts.set(name, { path: name, text });
    }
  }
  return { imports: [...found.values()], files: [...texts.values()], unread };
}

const NONE: UnnamedImports = { imports: [], files: [], unread: 0 };

/**
 * Those of one file alone, of a main module, in the order of the text. `file`
 * is its path as the user knows it. The text is attacker-controlled.
 */
export function unnamedImportsOf(
  file: string,
  text: string,
  goMod: AuditFile,
  workspace: Workspace | null,
): readonly UnnamedImport[] {
  const covered = coveredBy(goMod, workspace);
  if (covered === null) return [];
  const found = new Map<string, UnnamedImport>();
  noteImports(file, text, covered, found);
  return [...found.values()];
}

/** Module paths whose packages the go.mod or its workspace already takes from somewhere; null without a main module. */
function coveredBy({ content }: AuditFile, workspace: Workspace | null): ReadonlySet<string> | null {
  if (content.kind !== 'go.mod' || content.file.module === null) return null;
  const { module, require, replace } = content.file;
  return new Set([
    module.path,
    ...require.map(({ path }) => path),
    ...[...replace, ...(workspace?.replace ?? [])].map(({ oldPath }) => oldPath),
    ...(workspace?.modules ?? []),
  ]);
}

/** Adds the imports of one file that nothing covers; tells whether the first place of one is in it. */
function noteImports(
  file: string,
  text: string,
  covered: ReadonlySet<string>,
  found: Map<string, UnnamedImport>,
): boolean {
  let isFirst = false;
  const here = new Set<string>();
  for (const { path, span } of readHeader(text).imports) {
    if (here.has(path) || !isModuleImport(path) || isCovered(path, covered)) continue;
    here.add(path);
    const known = found.get(path);
    if (known !== undefined) found.set(path, { ...known, files: known.files + 1 });
    else {
      isFirst = true;
      const inside = { start: span.start + 1, end: span.end - 1 };
      found.set(path, { path, at: { path: file, span: inside }, files: 1 });
    }
  }
  return isFirst;
}

/** Paths of the standard library have no dot in their first element. */
function isModuleImport(path: string): boolean {
  const slash = path.indexOf('/');
  return (slash < 0 ? path : path.slice(0, slash)).includes('.') && !path.startsWith('.');
}

function isCovered(path: string, covered: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (covered.has(path.slice(0, end))) return true;
  }
  return false;
}

/**
 * Paths of the Go files of a main module below its folder, with `/`, and how
 * many files and folders were left out for their number or their depth. `links`
 * are Go files that a symbolic link may lead to: the go command follows it. As
 * {@link unnamedImports}.
 */
export async function goFilesBelow(
  folder: string,
  files: Files,
  path: { join(...parts: string[]): string },
  signal: AbortSignal,
): Promise<{ readonly paths: readonly string[]; readonly links: readonly string[]; readonly left: number }> {
  const paths: string[] = [];
  const links: string[] = [];
  let left = 0;
  const folders: { readonly below: string; readonly depth: number }[] = [{ below: '', depth: 0 }];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    signal.throwIfAborted();
    const { below, depth } = next;
    const entries = await files.list(path.join(folder, below), signal).catch((error: unknown) => {
      if (!(error instanceof FileError)) throw error;
      left++;
      return [];
    });
    if (below !== '' && entries.some(({ name, kind }) => name === 'go.mod' && kind !== 'directory')) continue;
    for (const { name, kind } of entries) {
      const inside = below === '' ? name : `${below}/${name}`;
      if (kind === 'directory') {
        if (isLeftOut(name)) continue;
        if (depth < MAX_DEPTH) folders.push({ below: inside, depth: depth + 1 });
        else left++;
      } else if (name.endsWith('.go') && !/^[._]/.test(name)) {
        if (paths.length + links.length >= MAX_FILES) left++;
        else (kind === 'file' ? paths : links).push(inside);
      }
    }
  }
  return { paths: paths.sort(), links: links.sort(), left };
}

async function readText(path: string, files: Files, signal: AbortSignal): Promise<string | null> {
  try {
    return decodeUtf8(await files.read(path, { maxBytes: MAX_FILE_BYTES, signal }));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}
