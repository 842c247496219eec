import { modulePath, parseModFile } from '../../../server/src/modfile/index.ts';
import { type ModuleVersion, splitPathVersion } from '../../../server/src/module/index.ts';
import { Random } from '../audit/random.ts';
import { bytesOf, type ContentModule, textOf } from './contentModule.ts';
import { withLoader } from './loader.ts';
import type { LoaderStyle } from './loaderStyle.ts';
import { newOwner } from './republishOwner.ts';
import { pathReplacer, type Replacing } from './republishPath.ts';
import { type ReadmeWay, withReadme } from './republishReadme.ts';

/** What becomes of all that is neither Go, go.mod nor README: workflows, build files, documents. */
export const OTHER_FILES = ['kept', 'replaced', 'removed'] as const;

/** How a module is republished, as far as it is named; what else varies comes from the seed. */
export interface RepublishStyle extends LoaderStyle {
  readonly readme: ReadmeWay;
  readonly otherFiles: (typeof OTHER_FILES)[number];
  /** Whether the path is replaced wherever it stands in a Go file, or in literals alone, comments left as they are. */
  readonly replacing: Replacing;
  readonly version: 'same' | 'new';
  /** Whether test files are left out. */
  readonly dropsTests: boolean;
}

/** A module under another owner, with an inert loader. */
export interface Republication extends ContentModule {
  readonly original: ModuleVersion;
  readonly style: RepublishStyle;
  /** The files that the loader was put in. */
  readonly touched: readonly string[];
}

/**
 * Rebuilds what the known campaigns did: takes a module, puts it under another
 * owner and adds a loader to it. Returns null when the module has no package
 * that anybody could import. The same seed gives the same republication.
 */
export function republish(
  original: ContentModule,
  style: RepublishStyle,
  seed: number,
): Republication | null {
  const random = new Random(seed);
  const module = {
    path: otherPath(original.module.path, random),
    version:
      style.version === 'same' ? original.module.version : otherVersion(original.module.version, random),
  };
  const moved = { module, files: movedFiles(original, module, style, random) };
  const loaded = withLoader(moved, style, random);
  return loaded === null ? null : { module, original: original.module, style, ...loaded };
}

function movedFiles(
  original: ContentModule,
  module: ModuleVersion,
  style: RepublishStyle,
  random: Random,
): Map<string, Uint8Array> {
  const goMod = textOf(original.files.get('go.mod'));
  const own = original.module.path;
  // Sibling modules of the same repository stay where they are: the copy still requires them.
  const kept = parseModFile(goMod)
    .file.require.map(({ path }) => path)
    .filter((path) => path.startsWith(withoutMajor(own)));
  const replace = pathReplacer(own, module.path, kept);
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of original.files) {
    if (path.endsWith('.go')) {
      if (!style.dropsTests || !path.endsWith('_test.go'))
        files.set(path, bytesOf(replace(textOf(bytes), style.replacing)));
    } else if (path === 'go.mod') files.set(path, bytesOf(goModOf(goMod, own, module.path)));
    else if (isReadme(path)) withReadme(files, path, bytes, style.readme, { own, module, replace, random });
    else if (/^(?:licen[cs]e|copying|go\.sum)/i.test(path) || style.otherFiles === 'kept')
      files.set(path, bytes);
    else if (style.otherFiles === 'replaced' && !bytes.includes(0))
      files.set(path, bytesOf(replace(textOf(bytes), 'everywhere')));
    // What packages embed is part of their source, whatever else is thrown away.
    else if (style.otherFiles === 'replaced' || !isOnlyForPeople(path)) files.set(path, bytes);
  }
  if (!files.has('go.mod')) files.set('go.mod', bytesOf(`module ${module.path}\n`));
  return files;
}

function goModOf(text: string, own: string, path: string): string {
  return modulePath(text) === own
    ? text.replace(
        /^(\s*module\s+)("?)\S+?("?)(?=\s|$)/m,
        (_, start, open, close) => `${start}${open}${path}${close}`,
      )
    : text;
}

function isReadme(path: string): boolean {
  return /^readme(?:\.[a-z-]+)*$/i.test(path);
}

function isOnlyForPeople(path: string): boolean {
  return /(?:^|\/)\.|^(?:docs?|examples?)\/|\.(?:md|ya?ml|toml|txt)$|^(?:Makefile|Dockerfile)$/i.test(path);
}

function otherPath(path: string, random: Random): string {
  const { prefix, pathMajor } = splitPathVersion(path) ?? { prefix: path, pathMajor: '' };
  const name = prefix.split('/').at(-1) ?? 'module';
  // A whole host is no name of a repository; and gopkg.in writes its majors as nobody else does.
  const repository = prefix.includes('/') ? name : (prefix.split('.').at(0) ?? name);
  const major = pathMajor.startsWith('.') ? `/${pathMajor.slice(1)}` : pathMajor;
  return `${newOwner(random)}/${repository}${/^\/v[01]$/.test(major) ? '' : major}`;
}

function withoutMajor(path: string): string {
  return splitPathVersion(path)?.prefix ?? path;
}

/** A later version of the same major, tagged as the campaigns did. */
function otherVersion(version: string, random: Random): string {
  const found = /^v(\d+)\.(\d+)\.(\d+)/.exec(version);
  const [major = 0, minor = 0, patch = 0] = (found?.slice(1) ?? []).map(Number);
  return random.chance(0.5)
    ? `v${major}.${minor}.${patch + 1 + random.below(4)}`
    : `v${major}.${minor + 1 + random.below(3)}.0`;
}
