import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { escapePath } from '../../world/mirrorFolder.ts';
import type { WantedVersion } from './history.ts';
import { below, type Tree, type TreeFile } from './tree.ts';
import { hash1, type ZipEntry, zipBytes } from './zipFile.ts';

/** A module version that is audited, as all sides need to know it. */
export interface BenchModule {
  readonly path: string;
  readonly version: string;
  /** `https://github.com/owner/name`. */
  readonly repository: string;
  /** Its directory in the repository, '' for the root. */
  readonly directory: string;
  /** Full name of the version's tag; null for a pseudo-version. */
  readonly tag: string | null;
  readonly commit: string;
  readonly h1: string;
  readonly goModH1: string;
  readonly zipLength: number;
  readonly files: number;
}

/** Of ten modules this many are served with the repository's address, as newer go commands write it. */
const WITH_ORIGIN = 7;

/**
 * Writes what a mirror has of a version into `root`, laid out as the GOPROXY
 * protocol has it: `.info`, `.mod` and `.zip`, its line in the list of versions
 * where it has a tag, and where not, the newest commit.
 */
export async function writeMirrorFiles(
  root: string,
  repository: string,
  wanted: WantedVersion,
  commit: { readonly id: string; readonly at: number },
  index: number,
): Promise<BenchModule> {
  const { module, tag, tree } = wanted;
  const version = tag === null ? pseudoVersion(module.major, commit) : (tag.split('/').at(-1) ?? '');
  const folder = join(root, ...escapePath(module.path).split('/'), '@v');
  const files = moduleFiles(tree, module.directory);
  const goMod = files.get('go.mod') ?? new TextEncoder().encode(`module ${module.path}\n`);
  const entries: ZipEntry[] = [...files].map(([path, bytes]) => ({
    name: `${module.path}@${version}/${path}`,
    bytes,
  }));
  const zip = zipBytes(entries);
  const info = {
    Version: version,
    Time: new Date(commit.at * 1000).toISOString().replace('.000Z', 'Z'),
    ...(index % 10 < WITH_ORIGIN
      ? {
          Origin: {
            VCS: 'git',
            URL: repository,
            ...(module.tagPrefix === '' ? {} : { Subdir: module.directory }),
            Hash: commit.id,
            ...(tag === null ? {} : { Ref: tag }),
          },
        }
      : {}),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${version}.info`), JSON.stringify(info));
  await writeFile(join(folder, `${version}.mod`), goMod);
  await writeFile(join(folder, `${version}.zip`), zip);
  await appendFile(join(folder, 'list'), tag === null ? '' : `${version}\n`);
  if (tag === null) await writeFile(join(folder, '..', '@latest'), JSON.stringify(info));
  return {
    path: module.path,
    version,
    repository,
    directory: module.directory,
    tag,
    commit: commit.id,
    h1: hash1(entries),
    goModH1: hash1([{ name: 'go.mod', bytes: goMod }]),
    zipLength: zip.length,
    files: entries.length,
  };
}

/**
 * The files that go takes from a commit for a module: those in its directory
 * but for nested modules and links, and the repository's licence where it has none.
 */
function moduleFiles(tree: Tree, directory: string): Map<string, Uint8Array> {
  const prefix = directory === '' ? '' : `${directory}/`;
  const nested = [...tree.keys()]
    .filter((path) => path.endsWith('/go.mod') && path.startsWith(prefix) && path !== `${prefix}go.mod`)
    .map((path) => path.slice(0, -'go.mod'.length));
  const files = new Map<string, Uint8Array>();
  const take = (path: string, file: TreeFile | undefined): void => {
    if (file !== undefined && file.mode !== '120000') files.set(path, file.bytes);
  };
  for (const [path, file] of tree) {
    if (path.startsWith(prefix) && !nested.some((inside) => path.startsWith(inside))) {
      take(path.slice(prefix.length), file);
    }
  }
  if (!tree.has(below(directory, 'LICENSE'))) take('LICENSE', tree.get('LICENSE'));
  return files;
}

/** The form for a commit with no tag before it. */
function pseudoVersion(major: number, commit: { readonly id: string; readonly at: number }): string {
  const time = new Date(commit.at * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
  return `v${major < 2 ? 0 : major}.0.0-${time}-${commit.id.slice(0, 12)}`;
}
