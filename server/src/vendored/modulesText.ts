import { checkImportPath } from '../module/index.ts';
import { isValid } from '../semver/index.ts';

/** More lines than this are not read. The text is attacker-controlled. */
const MAX_LINES = 500_000;

/** One module that vendor/modules.txt lists. Texts are attacker-controlled. */
export interface VendoredModule {
  readonly path: string;
  /** Empty for a replacement that holds for every version. */
  readonly version: string;
  /** What stands behind `=>`; a folder where there is no version. */
  readonly replacement: { readonly path: string; readonly version: string | null } | null;
  /** Import paths of the packages that are copied, all of them below the module's path. */
  readonly packages: readonly string[];
}

/** A vendor/modules.txt, read. */
export interface ModulesText {
  /** It was written for a workspace. */
  readonly isWorkspace: boolean;
  readonly modules: readonly VendoredModule[];
  /** There was more than is read: nothing that hangs on the whole of it can be said. */
  readonly isCut: boolean;
}

/**
 * Reads vendor/modules.txt. Never throws; lines that the go command does not
 * understand are passed over, as it does. A package that is not below its
 * module's path belongs to none: the go command never writes such a line.
 */
export function parseModulesText(text: string): ModulesText {
  const lines = text.split('\n', MAX_LINES + 1);
  const modules: (VendoredModule & { readonly packages: string[] })[] = [];
  let current: (typeof modules)[number] | null = null;
  for (const line of lines.slice(0, MAX_LINES)) {
    if (line.startsWith('# ')) {
      const words = wordsOf(line);
      if (words.length < 3) continue;
      current = readModule(words);
      if (current !== null) modules.push(current);
    } else if (current !== null && !line.startsWith('## ')) {
      const [path, ...more] = wordsOf(line);
      if (path === undefined || more.length > 0 || checkImportPath(path) !== null) continue;
      if (path === current.path || path.startsWith(`${current.path}/`)) current.packages.push(path);
    }
  }
  return { isWorkspace: isForWorkspace(lines[0] ?? ''), modules, isCut: lines.length > MAX_LINES };
}

/** The first line alone says so, and no more of it than the go command reads: 512 bytes, which are ASCII here. */
function isForWorkspace(first: string): boolean {
  const line = first.slice(0, 512);
  if (!line.startsWith('## ')) return false;
  return line
    .slice(3)
    .split(';')
    .some((entry) => entry.trim() === 'workspace');
}

function readModule(words: readonly string[]): (VendoredModule & { readonly packages: string[] }) | null {
  const [, path = '', second = ''] = words;
  const isVersion = isValid(second);
  if (!isVersion && second !== '=>') return null;
  const [arrow, target, targetVersion, ...more] = words.slice(isVersion ? 3 : 2);
  const isReplaced =
    arrow === '=>' &&
    target !== undefined &&
    more.length === 0 &&
    (targetVersion === undefined || isValid(targetVersion));
  return {
    path,
    version: isVersion ? second : '',
    replacement: isReplaced ? { path: target, version: targetVersion ?? null } : null,
    packages: [],
  };
}

function wordsOf(line: string): readonly string[] {
  return line.split(/\s+/).filter((word) => word !== '');
}
