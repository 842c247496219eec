import type { Observation } from '../finding/index.ts';
import type { AuditFile } from './auditFile.ts';
import { type Dependency, dependenciesOf, type Workspace } from './dependency.ts';
import type { Discovery } from './discover.ts';
import type { JudgingServices } from './services.ts';

/** Folders above a go.mod are not looked through further than this. */
const MAX_LEVELS = 64;

/**
 * Finding: environment/replaced
 *
 * A `replace` of go.mod or go.work puts a folder in a requirement's place that
 * was not audited and lies outside of the repository: nobody checks what is in it.
 *
 * The repository is the nearest folder above with `.git` in it; without one it is
 * the folder of the go.work, or of the go.mod itself. Nothing in the folders that
 * are named is read: a go.mod is attacker-controlled in a checkout of somebody else's.
 */
export async function observeReplacements(
  discovery: Discovery,
  workspaces: ReadonlyMap<AuditFile, Workspace>,
  services: Pick<JudgingServices, 'files' | 'path'>,
): Promise<ReadonlyMap<AuditFile, readonly Observation[]>> {
  const { path } = services;
  const audited = [...discovery.files, ...discovery.surroundings]
    .filter(({ content }) => content.kind === 'go.mod')
    .map(({ directory }) => folderOf(path.join(directory)));
  const known = new Set(audited);
  const observed = new Map<AuditFile, readonly Observation[]>();
  for (const file of discovery.files) {
    const workspace = workspaces.get(file) ?? null;
    const local = dependenciesOf(file, workspace).filter(
      ({ replacement }) => replacement?.kind === 'directory',
    );
    if (local.length === 0) continue;
    const root = await repositoryAround(workspace?.file ?? file, services);
    const found = local.flatMap((dependency): Observation[] => {
      const folder = targetOf(dependency, file, workspace, path);
      const isInside =
        folder === null || folder === root || folder.startsWith(root === '' ? '/' : `${root}/`);
      return isInside || known.has(folder) ? [] : [observationOf(dependency)];
    });
    if (found.length > 0) observed.set(file, found);
  }
  return observed;
}

function observationOf({ required, replacement, pathAt }: Dependency): Observation {
  const folder = replacement?.kind === 'directory' ? replacement.path : '';
  return {
    code: 'environment/replaced',
    grade: 'usual',
    module: required.path,
    version: required.version,
    message: `It is replaced by a folder outside of the repository, ${folder}, and nobody checks what is there.`,
    location: pathAt,
    evidence: [{ kind: 'replaced-by', text: folder }],
    restsOn: [folder],
    fixes: [],
  };
}

/** The folder that a replacement names, absolute with `/`; it is named from where the `replace` stands. */
function targetOf(
  { replacement, pathAt }: Dependency,
  file: AuditFile,
  workspace: Workspace | null,
  path: JudgingServices['path'],
): string | null {
  if (replacement?.kind !== 'directory') return null;
  const { path: named } = replacement;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(named)) return folderOf(path.join(named));
  const from = pathAt?.path === workspace?.file.path ? (workspace?.file ?? file) : file;
  return folderOf(path.join(from.directory, named));
}

async function repositoryAround(
  file: AuditFile,
  { files, path }: Pick<JudgingServices, 'files' | 'path'>,
): Promise<string> {
  let at = file.directory;
  for (let level = 0; level < MAX_LEVELS; level++) {
    if ((await files.kind(path.join(at, '.git'))) !== null) return folderOf(at);
    const above = path.join(at, '..');
    if (above === at) break;
    at = above;
  }
  return folderOf(path.join(file.directory));
}

/** One spelling for each folder: `/` between elements, and none at the end. */
function folderOf(path: string): string {
  return path.replaceAll('\\', '/').replace(/\/+$/, '');
}
