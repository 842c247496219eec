import { FileError, type Files } from '../ports/index.ts';
import type { AuditFile } from './auditFile.ts';
import { isLeftOut } from './leftOut.ts';
import { MAX_GO_MOD_BYTES, type Platform, readAuditFile } from './readAuditFile.ts';
import type { InputProblem } from './result.ts';
import { surroundingsOf } from './surroundings.ts';

/** Folders are not entered deeper than this, nor more of them than that. */
const MAX_DEPTH = 64;
const MAX_FOLDERS = 200_000;

/** What was found below the paths that the user named. */
export interface Discovery {
  readonly files: readonly AuditFile[];
  /** What is not audited but has a say: workspaces above, and their other modules. */
  readonly surroundings: readonly AuditFile[];
  readonly problems: readonly InputProblem[];
  readonly leftOut: readonly string[];
}

/**
 * Reads the go.mod and go.work files that `paths` name or hold.
 *
 * A path is a file (go.mod, go.work, or any other name that ends in `.mod` or
 * `.work`) or a folder, which is searched. As the go command has it, folders
 * named `vendor`, `testdata` and `node_modules` and those that start with `.`
 * or `_` are not entered; go.mod files directly in them are told as left out.
 * Symbolic links are not followed. Never rejects but for cancellation.
 *
 * `gowork` is the setting GOWORK. Paths are shown as given.
 */
export async function discover(
  paths: readonly string[],
  files: Files,
  platform: Platform,
  gowork: string,
  signal: AbortSignal,
): Promise<Discovery> {
  const found: AuditFile[] = [];
  const problems: InputProblem[] = [];
  const leftOut: string[] = [];
  const seen = new Set<string>();
  let folders = 0;

  const readOne = async (path: string): Promise<void> => {
    const absolute = platform.resolve(path);
    if (seen.has(absolute)) return;
    seen.add(absolute);
    const complain = (message: string): void => void problems.push({ path, span: null, message });
    try {
      found.push(await readAuditFile(path, files, platform, signal, complain));
    } catch (error) {
      problems.push(problemOf(path, error));
    }
  };

  const search = async (folder: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    if (++folders > MAX_FOLDERS || depth > MAX_DEPTH) {
      problems.push({
        path: folder,
        span: null,
        message: 'There are too many folders, or too deep ones; this one was not entered.',
      });
      return;
    }
    let entries: Awaited<ReturnType<Files['list']>>;
    try {
      entries = await files.list(platform.resolve(folder), signal);
    } catch (error) {
      problems.push(problemOf(folder, error));
      return;
    }
    for (const entry of entries) {
      const path = folder === '.' ? entry.name : platform.join(folder, entry.name);
      if (entry.kind !== 'directory' && (entry.name === 'go.mod' || entry.name === 'go.work'))
        await readOne(path);
      else if (entry.kind === 'directory' && isLeftOut(entry.name)) {
        const below = platform.join(path, 'go.mod');
        if (entry.name !== '.git' && (await files.kind(platform.resolve(below))) === 'file')
          leftOut.push(below);
      } else if (entry.kind === 'directory') await search(path, depth + 1);
    }
  };

  for (const path of paths) {
    const kind = await files.kind(platform.resolve(path));
    if (kind === null) problems.push({ path, span: null, message: 'There is no such file or folder.' });
    else if (kind === 'directory') {
      const before = found.length + problems.length;
      await search(path, 0);
      if (found.length + problems.length === before) {
        problems.push({
          path,
          span: null,
          message: 'There is no go.mod or go.work in this folder or below it.',
        });
      }
    } else if (/\.(?:mod|work)$/.test(path)) await readOne(path);
    else problems.push({ path, span: null, message: 'This is no go.mod and no go.work.' });
  }
  for (const file of found) {
    for (const { span, message } of file.problems) problems.push({ path: file.path, span, message });
  }
  const surroundings = await surroundingsOf(found, gowork, files, platform, signal);
  return { files: found, surroundings, problems, leftOut };
}

function problemOf(path: string, error: unknown): InputProblem {
  if (!(error instanceof FileError)) throw error;
  const messages: Readonly<Record<FileError['code'], string>> = {
    'not-found': 'There is no such file.',
    'is-directory': 'This is a directory, not a file.',
    'not-permitted': 'This may not be read: permission denied.',
    'too-large': `This is larger than ${MAX_GO_MOD_BYTES >> 20} MiB, the limit for a go.mod.`,
    unreadable: 'This could not be read.',
  };
  return { path, span: null, message: messages[error.code] };
}
