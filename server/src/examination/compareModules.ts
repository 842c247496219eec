import { isBuilt } from '../divergence/index.ts';
import { describeDifference } from '../gosource/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { replaceModulePath } from '../patch/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { Undetermined } from '../verdict/index.ts';
import type { ModuleZip } from '../zip/index.ts';
import { contentsPatch, pathsToCompare, readWithin } from './contentsPatch.ts';
import type { CopyDifference, ReplacedModulePath } from './copyDifference.ts';
import { UNREAD } from './gainsOf.ts';
import { type ModuleCopy, manifestOf } from './moduleCopy.ts';

/** Go source of files that do not differ, in bytes, that is looked into for names and constants. */
const MAX_NEIGHBOUR_BYTES = 64 << 20;

type Contents = ReadonlyMap<string, Uint8Array>;

/**
 * Compares the copies of two modules file by file, and tells what `left` gains
 * over `right`. Where `left` names its own module path it is taken for `right`'s.
 */
export function compareModules(
  left: ModuleCopy,
  right: ModuleCopy,
): Undetermined | DistributiveOmit<Extract<CopyDifference, { state: 'same' | 'differs' }>, 'left' | 'right'> {
  const [now, old] = [manifestOf(left, 'sha1'), manifestOf(right, 'sha1')];
  if ('state' in now) return now;
  if ('state' in old) return old;
  const [from, to] = [left.zip.module, right.zip.module];
  const onlyLeft = [...now.files.keys()].filter((path) => !old.files.has(path));
  const onlyRight = [...old.files.keys()].filter((path) => !now.files.has(path));
  const differing = [...now.files].flatMap(([path, file]) => {
    const other = old.files.get(path);
    return other === undefined || other.sha256 === file.sha256 ? [] : [path];
  });

  // Built files first: when there is more than may be read, they are what matters.
  const inBoth = [...differing].sort((a, b) => Number(isBuilt(b)) - Number(isBuilt(a)));
  const before = readWithin(right.zip, [...inBoth, ...onlyRight]);
  const written = readWithin(left.zip, [...inBoth, ...onlyLeft]);
  const { after, replaced } = withModulePathOf(written, before, from, to);
  const alike = new Set(replaced?.onlyThere ?? []);
  const changed = differing.filter((path) => !alike.has(path));
  const where = { changed, onlyLeft, onlyRight };
  if (changed.length + onlyLeft.length + onlyRight.length === 0)
    return { state: 'same', explanations: [], modulePath: replaced };

  const relevant = new Set([...changed, ...onlyLeft, ...onlyRight]);
  const unread = new Set([
    ...[...changed, ...onlyLeft].filter((path) => !written.has(path)),
    ...[...changed, ...onlyRight].filter((path) => !before.has(path)),
  ]);
  const gains = describeDifference(
    textsOf(before, [...changed, ...onlyRight], unread),
    textsOf(written, [...changed, ...onlyLeft], unread),
    { unchanged: neighbours(left.zip, relevant), beforeModule: to.path, afterModule: from.path },
  );
  const { taken, left: tooMany } = pathsToCompare(where, gains);
  const { patch, notCompared } = contentsPatch(taken, where, before, after);
  return {
    state: 'differs',
    ...where,
    explanations: [],
    gains,
    modulePath: replaced,
    patch,
    notCompared: [...notCompared, ...tooMany],
  };
}

/** Replaces the module path in the files that are on both sides and in those that were added. */
function withModulePathOf(
  contents: Contents,
  others: Contents,
  from: ModuleVersion,
  to: ModuleVersion,
): { readonly after: Contents; readonly replaced: ReplacedModulePath | null } {
  if (from.path === to.path) return { after: contents, replaced: null };
  const after = new Map<string, Uint8Array>();
  const onlyThere: string[] = [];
  let places = 0;
  for (const [path, bytes] of contents) {
    // In a file that is built, a URL is where something is fetched from, and no name of a package.
    const replacement = replaceModulePath(bytes, from.path, to.path, isBuilt(path));
    places += replacement.places;
    after.set(path, replacement.bytes);
    const other = others.get(path);
    if (other !== undefined && isSame(replacement.bytes, other)) onlyThere.push(path);
  }
  return { after, replaced: { from: from.path, to: to.path, places, onlyThere } };
}

/** The Go files around those that differ: constants and types that these use may stand there. */
function neighbours(zip: ModuleZip, differing: ReadonlySet<string>): ReadonlyMap<string, string> {
  const folders = new Set([...differing].filter((path) => path.endsWith('.go')).map(folderOf));
  const paths: string[] = [];
  let total = 0;
  for (const { path, sizeBytes } of zip.files) {
    if (!path.endsWith('.go') || differing.has(path) || !folders.has(folderOf(path))) continue;
    total += sizeBytes;
    if (total > MAX_NEIGHBOUR_BYTES) break;
    paths.push(path);
  }
  return textsOf(readWithin(zip, paths), paths);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function textsOf(
  contents: Contents,
  paths: readonly string[],
  unread: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const textOf = (path: string): string => {
    const bytes = contents.get(path);
    return bytes === undefined || unread.has(path) ? UNREAD : decodeUtf8(bytes);
  };
  return new Map(paths.map((path) => [path, textOf(path)]));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at === a.length;
}

/** `Omit` that keeps the members of a union apart. */
type DistributiveOmit<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;
