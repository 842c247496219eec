import type { AuditFile } from './auditFile.ts';
import type { Workspace } from './dependency.ts';

/** The paths of this platform. */
export interface PathJoin {
  join(...parts: string[]): string;
}

/**
 * Finds, for each go.mod, the workspace that it belongs to: a go.work among
 * `files` that uses its directory. A go.mod that several use belongs to the
 * nearest one.
 */
export function workspacesOf(files: readonly AuditFile[], path: PathJoin): ReadonlyMap<AuditFile, Workspace> {
  const byDirectory = new Map<string, AuditFile>();
  for (const file of files) {
    if (file.content.kind === 'go.mod') byDirectory.set(path.join(file.directory), file);
  }
  const workspaces = new Map<AuditFile, Workspace>();
  // Those of inner folders come last and win.
  const workFiles = files.filter(({ content }) => content.kind === 'go.work');
  for (const work of [...workFiles].sort((a, b) => a.directory.length - b.directory.length)) {
    if (work.content.kind !== 'go.work') continue;
    const used = usedDirectories(work, path).flatMap((directory) => byDirectory.get(directory) ?? []);
    const modules = new Set<string>();
    for (const { content } of used) {
      if (content.kind === 'go.mod' && content.file.module !== null) modules.add(content.file.module.path);
    }
    const goSums = [work, ...used].flatMap(({ goSum }) => (goSum === null ? [] : [goSum]));
    const workspace: Workspace = { file: work, modules, replace: work.content.file.replace, goSums };
    for (const file of used) workspaces.set(file, workspace);
  }
  return workspaces;
}

/** The directories that a go.work uses, absolute, without a slash at the end; none for a go.mod. */
export function usedDirectories({ content, directory }: AuditFile, path: PathJoin): readonly string[] {
  if (content.kind !== 'go.work') return [];
  return content.file.use.map((use) => {
    const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(use.path);
    const place = isAbsolute ? path.join(use.path) : path.join(directory, use.path);
    return place.replace(/[/\\]$/, '');
  });
}
