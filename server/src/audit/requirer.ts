import type { GoSettings } from '../goenv/index.ts';
import { type ModFile, parseModFile } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { FileError, type Files, type Log } from '../ports/index.ts';
import { ModuleCache } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { AuditFile } from './auditFile.ts';
import { type Dependency, dependenciesOf, loneDependency, type Workspace } from './dependency.ts';
import { keyOf } from './questions.ts';

/** More go.mod files of other modules are not read, nor longer ones. Bytes. */
const MAX_READ = 2000;
const MAX_BYTES = 16 << 20;

/** What the go.mod files of other modules are read with. */
export interface RequirerServices {
  readonly files: Files;
  readonly path: { join(...parts: string[]): string };
  readonly settings: GoSettings;
  readonly log: Log;
}

/**
 * The path of a module that a main module requires and that requires module
 * `path` in its turn, so that it stays in the build whatever the main module
 * itself requires. Null where none is known.
 *
 * The go.mod files are those that the go command read here: in the module cache,
 * in folders that replace a module, and of `mainModules`, those of the workspace.
 * One that is not there is passed over, and nobody is asked. As in the go
 * command, what a module of Go 1.17 or later requires in its turn is not followed
 * further than its own go.mod. The files are attacker-controlled. Rejects on
 * cancellation alone.
 *
 * Follows "Module graph pruning" of the Go Modules Reference.
 */
export async function requirerOf(
  path: string,
  goMod: AuditFile,
  mainModules: readonly AuditFile[],
  workspace: Workspace | null,
  services: RequirerServices,
  signal: AbortSignal,
): Promise<string | null> {
  if (goMod.content.kind !== 'go.mod') return null;
  const isPruned = isPruning(goMod.content.file);
  const cache = new ModuleCache(services.files, services.settings.GOMODCACHE.value, services.log);
  let front: readonly Dependency[] = dependenciesOf(goMod, workspace);
  const seen = new Set<string>();
  for (let read = 0; front.length > 0; ) {
    const next: Dependency[] = [];
    for (const one of front) {
      const key = keyOf(one.required);
      if (one.required.path === path || seen.has(key)) continue;
      seen.add(key);
      if (read++ >= MAX_READ) return null;
      const file =
        mainModule(one, mainModules) ?? (await goModOf(one, goMod, workspace, cache, services, signal));
      if (file === null) continue;
      if (file.require.some((required) => required.path === path)) return one.required.path;
      if (!isPruned || !isPruning(file)) next.push(...file.require.map(following));
    }
    front = next;
  }
  return null;
}

/** Replacements of the main module are applied to what it lists; further down, the go.mod as published counts. */
function following({ path, version }: ModuleVersion): Dependency {
  return loneDependency({ path, version });
}

/** The go.mod of a module that the workspace holds itself. */
function mainModule({ required, local }: Dependency, mainModules: readonly AuditFile[]): ModFile | null {
  if (local === null) return null;
  for (const { content } of mainModules)
    if (content.kind === 'go.mod' && content.file.module?.path === required.path) return content.file;
  return null;
}

async function goModOf(
  { replacement, effective, versionAt }: Dependency,
  goMod: AuditFile,
  workspace: Workspace | null,
  cache: ModuleCache,
  { files, path }: RequirerServices,
  signal: AbortSignal,
): Promise<ModFile | null> {
  if (effective !== null) {
    const bytes = await cache.read(effective, 'mod', signal);
    return bytes === null ? null : parseModFile(decodeUtf8(bytes)).file;
  }
  if (replacement?.kind !== 'directory') return null;
  const base = versionAt?.path === workspace?.file.path ? workspace?.file.directory : goMod.directory;
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(replacement.path);
  const folder = isAbsolute ? replacement.path : path.join(base ?? goMod.directory, replacement.path);
  try {
    const bytes = await files.read(path.join(folder, 'go.mod'), { maxBytes: MAX_BYTES, signal });
    return parseModFile(decodeUtf8(bytes)).file;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}

/** Tells whether a go.mod names all that its module needs, so that what it requires need not be followed. */
function isPruning({ go }: ModFile): boolean {
  const [, minor] = /^1\.(\d{1,4})(?!\d)/.exec(go?.version ?? '') ?? [];
  return minor !== undefined && Number(minor) >= 17;
}
