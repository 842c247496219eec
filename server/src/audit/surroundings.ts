import { FileError, type Files } from '../ports/index.ts';
import type { AuditFile } from './auditFile.ts';
import { type Platform, readAuditFile } from './readAuditFile.ts';
import { usedDirectories } from './workspace.ts';

/**
 * Reads what lies around the audited files and has a say in their builds: the
 * go.work above a go.mod, and the go.mod files of the other modules of a go.work.
 * They are not audited themselves. What cannot be read has no say.
 *
 * `gowork` is the setting of that name: `off`, the path of a go.work, or empty,
 * where the nearest one above counts, as in the go command.
 */
export async function surroundingsOf(
  audited: readonly AuditFile[],
  gowork: string,
  files: Files,
  platform: Platform,
  signal: AbortSignal,
): Promise<readonly AuditFile[]> {
  if (gowork === 'off') return [];
  const seen = new Set(audited.map(({ path }) => platform.resolve(path)));
  const around: AuditFile[] = [];
  const read = async (path: string): Promise<AuditFile | null> => {
    if (seen.has(path)) return null;
    seen.add(path);
    try {
      const file = await readAuditFile(path, files, platform, signal, () => undefined);
      around.push(file);
      return file;
    } catch (error) {
      if (error instanceof FileError) return null;
      throw error;
    }
  };
  const readUsed = async (work: AuditFile): Promise<void> => {
    for (const used of usedDirectories(work, platform)) await read(platform.join(used, 'go.mod'));
  };
  for (const file of audited) {
    // Modules that it uses may lie outside of what is audited, and their names are the user's own.
    if (file.content.kind === 'go.work') await readUsed(file);
    else {
      const path = gowork === '' ? await nearestWork(file.directory, files, platform) : gowork;
      const work = path === null ? null : await read(path);
      if (work !== null) await readUsed(work);
    }
  }
  return around;
}

async function nearestWork(directory: string, files: Files, platform: Platform): Promise<string | null> {
  for (let folder = directory; ; folder = platform.dirname(folder)) {
    const path = platform.join(folder, 'go.work');
    if ((await files.kind(path)) === 'file') return path;
    if (platform.dirname(folder) === folder) return null;
  }
}
