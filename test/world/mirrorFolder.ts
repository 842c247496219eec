import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CachedCopy, ModuleDescription, OriginDescription } from './modules/description.ts';
import type { Repository } from './repositories.ts';
import { moduleZip } from './zips.ts';

/**
 * Writes the `.mod` and `.zip` of every copy and the lists of versions into
 * `root`, laid out as `GOMODCACHE/cache/download`, so that `file://` reads it too.
 */
export async function writeCopies(root: string, modules: readonly ModuleDescription[]): Promise<void> {
  const listed = new Map<string, string[]>();
  for (const { cached, path, version } of modules) {
    if (cached !== null) {
      listed.set(path, [...(listed.get(path) ?? []), ...(isListed(version) ? [version] : [])]);
    }
  }
  await Promise.all(
    [...listed].map(async ([path, versions]) => {
      await mkdir(join(directoryOf(root, path), '@v'), { recursive: true });
      const list = versions.map((version) => `${version}\n`).join('');
      await writeFile(join(directoryOf(root, path), '@v', 'list'), list);
    }),
  );
  await Promise.all(
    modules.map(async ({ cached, path, version }) => {
      if (cached !== null) {
        await writeFile(fileOf(root, path, version, 'mod'), cached.mod);
        const zipBytes = await moduleZip(path, version, cached.zip, cached.directories);
        await writeFile(fileOf(root, path, version, 'zip'), zipBytes);
      }
    }),
  );
}

/**
 * Writes the `.info` of every copy beside what {@link writeCopies} wrote, and
 * the same as `@latest`, which some mirrors have. A module with more than one
 * version has the last one described as its latest.
 */
export async function writeInfos(
  root: string,
  modules: readonly ModuleDescription[],
  repositoryOf: ReadonlyMap<string, Repository>,
): Promise<void> {
  const latest = new Map<string, string>();
  await Promise.all(
    modules.map(async (module) => {
      const { cached, repository, path, version } = module;
      if (cached !== null && repository !== null) {
        const info = infoText(module, cached, repositoryOf.get(repository.url));
        latest.set(path, info);
        await writeFile(fileOf(root, path, version, 'info'), info);
      }
    }),
  );
  await Promise.all(
    [...latest].map(([path, info]) => writeFile(join(directoryOf(root, path), '@latest'), info)),
  );
}

/** Writes every ASCII capital letter as `!` and the small letter, as the GOPROXY protocol has it. */
export function escapePath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

function directoryOf(root: string, path: string): string {
  return join(root, ...escapePath(path).split('/'));
}

function fileOf(root: string, path: string, version: string, suffix: 'info' | 'mod' | 'zip'): string {
  return join(directoryOf(root, path), '@v', `${escapePath(version)}.${suffix}`);
}

/** Lists leave pseudo-versions out. */
function isListed(version: string): boolean {
  return !/[-.]\d{14}-[0-9a-f]{12}/.test(version);
}

function infoText(module: ModuleDescription, cached: CachedCopy, repository: Repository | undefined): string {
  const commit = repository?.description.commits.find(({ label }) => label === cached.commit);
  if (repository === undefined || commit === undefined) {
    throw new Error(`${module.name}: no commit is called ${cached.commit}`);
  }
  const origin = cached.origin === null ? null : originOf(cached.origin, module, cached, repository);
  return JSON.stringify({
    Version: module.version,
    Time: commit.date,
    ...(origin === null ? {} : { Origin: origin }),
  });
}

function originOf(
  origin: OriginDescription,
  module: ModuleDescription,
  cached: CachedCopy,
  { description, ids }: Repository,
): Record<string, string> {
  return {
    VCS: 'git',
    URL: module.goImport?.repositoryUrl ?? description.url,
    ...(origin.subdirectory === undefined ? {} : { Subdir: origin.subdirectory }),
    Hash: ids.get(origin.commit ?? cached.commit) ?? '',
    ...(origin.ref === undefined ? {} : { Ref: origin.ref }),
  };
}
