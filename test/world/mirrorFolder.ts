import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CachedCopy, ModuleDescription, OriginDescription } from './modules/description.ts';
import type { Repository } from './repositories.ts';
import { moduleZip } from './zips.ts';

/**
 * Writes what the mirror holds into `root`, laid out as `GOMODCACHE/cache/download`,
 * so that `file://` reads it too. `@latest` stands beside `@v`, as some mirrors have it.
 */
export async function writeMirrorFolder(
  root: string,
  modules: readonly ModuleDescription[],
  repositoryOf: ReadonlyMap<string, Repository>,
): Promise<void> {
  const listed = new Map<string, string[]>();
  await Promise.all(
    modules.map(async (module) => {
      const { cached, repository, path, version } = module;
      if (cached === null || repository === null) {
        return;
      }
      const directory = join(root, ...escapePath(path).split('/'));
      const file = (suffix: string) => join(directory, '@v', `${escapePath(version)}.${suffix}`);
      const info = infoText(module, cached, repositoryOf.get(repository.url));
      listed.set(path, [...(listed.get(path) ?? []), version]);
      await mkdir(join(directory, '@v'), { recursive: true });
      await Promise.all([
        writeFile(file('info'), info),
        writeFile(file('mod'), cached.mod),
        writeFile(file('zip'), await moduleZip(path, version, cached.zip)),
        writeFile(join(directory, '@latest'), info),
      ]);
    }),
  );
  await Promise.all(
    [...listed].map(async ([path, versions]) => {
      const list = join(root, ...escapePath(path).split('/'), '@v', 'list');
      await mkdir(dirname(list), { recursive: true });
      await writeFile(
        list,
        versions
          .filter(isListed)
          .map((version) => `${version}\n`)
          .join(''),
      );
    }),
  );
}

/** Writes every ASCII capital letter as `!` and the small letter, as the GOPROXY protocol has it. */
export function escapePath(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
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
