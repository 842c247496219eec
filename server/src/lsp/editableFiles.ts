import { type AuditFile, goFilesBelow } from '../audit/index.ts';
import { FileError } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { mainModuleAround } from './modules.ts';
import type { Workbench } from './workbench.ts';

/** A file as it is now in the editor or on the disk. */
export interface ReadFile {
  readonly path: string;
  readonly text: string;
}

/** The files in which a module may be named. */
export interface EditableFiles {
  readonly files: readonly ReadFile[];
  /** Go files that are reached by a link alone: what they are is read, and they are not edited. */
  readonly linked: readonly ReadFile[];
  /** Files that could not be read, and a number more that were too many or too deep. */
  readonly unread: readonly string[];
  readonly left: number;
}

/** A Go file is read up to this many bytes: imports stand at its top, and the whole text is edited. */
const MAX_FILE_BYTES = 16 << 20;

/** The file of a main module, with its go.sum, the go.work around it, and its Go files that may name `module`. */
export async function editableFiles(
  goMod: AuditFile,
  module: string,
  bench: Workbench,
  signal: AbortSignal,
): Promise<EditableFiles> {
  const { files, modules, services, session } = bench;
  const { path } = services;
  const own = { path: goMod.path, text: goMod.text };
  // A document of another scheme has no folder that could be read.
  if (session.at(goMod.path)?.isFile === false) return { files: [own], linked: [], unread: [], left: 0 };
  const unread: string[] = [];
  const readAll = async (names: readonly string[]): Promise<ReadFile[]> => {
    const found: ReadFile[] = [];
    for (const name of names) {
      signal.throwIfAborted();
      try {
        const text = decodeUtf8(await files.read(name, { maxBytes: MAX_FILE_BYTES, signal }));
        if (!name.endsWith('.go') || mayName(text, module)) found.push({ path: name, text });
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        if (error.code !== 'not-found') unread.push(name);
      }
    }
    return found;
  };
  const around = [path.join(goMod.directory, 'go.sum')];
  const work = modules.workspaceOf(goMod)?.file;
  if (work !== undefined) around.push(work.path, path.join(work.directory, 'go.work.sum'));
  const { paths, links, left } = await goFilesBelow(goMod.directory, files, path, signal);
  const inside = (names: readonly string[]): string[] => names.map((one) => path.join(goMod.directory, one));
  const found = await readAll([...around, ...inside(paths), ...(await unsaved(goMod, bench))]);
  return { files: [own, ...found], linked: await readAll(inside(links)), unread, left };
}

/** An escape in the text may spell any path. */
function mayName(text: string, module: string): boolean {
  return text.includes(module) || /\\[0-7xuU]/.test(text);
}

/** Go files that are open and were never saved. */
async function unsaved(goMod: AuditFile, { session, modules, services }: Workbench): Promise<string[]> {
  const names: string[] = [];
  for (const { path, kind, isFile } of session.all) {
    if (kind !== 'go' || !isFile || mainModuleAround(path, modules)?.path !== goMod.path) continue;
    if ((await services.files.kind(path)) === null) names.push(path);
  }
  return names;
}

/** The go.sum beside a go.mod; null where there is none that can be read. */
export async function sumFileOf(
  { path, directory }: AuditFile,
  { files, services, session }: Workbench,
  signal: AbortSignal,
): Promise<ReadFile | null> {
  if (session.at(path)?.isFile === false) return null;
  const place = services.path.join(directory, 'go.sum');
  try {
    return { path: place, text: decodeUtf8(await files.read(place, { maxBytes: MAX_FILE_BYTES, signal })) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}
