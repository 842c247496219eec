import { isBuilt } from '../divergence/index.ts';
import type { Gains } from '../gosource/index.ts';
import { type FileVersions, type Patch, patchOf } from '../patch/index.ts';
import { type ModuleZip, ZipError } from '../zip/index.ts';

/** More files, or more bytes of one copy, are not compared line by line. */
const MAX_FILES = 2000;
const MAX_BYTES = 64 << 20;

/** The files of two copies that differ, by where they stand. */
export interface DifferingPaths {
  readonly changed: readonly string[];
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
}

/** Paths to compare line by line, those that tell most first, and those that are too many. */
export function pathsToCompare(
  { changed, onlyLeft, onlyRight }: DifferingPaths,
  gains: Gains | null,
): { readonly taken: readonly string[]; readonly left: readonly string[] } {
  const all = inTellingOrder([...changed, ...onlyLeft, ...onlyRight], gains);
  return { taken: all.slice(0, MAX_FILES), left: all.slice(MAX_FILES) };
}

/** Reads files of a zip within bounds; what is too much, not there or broken is left out. */
export function readWithin(zip: ModuleZip, paths: Iterable<string>): ReadonlyMap<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  let total = 0;
  for (const path of paths) {
    const file = zip.find(path);
    if (file === null || total + file.sizeBytes > MAX_BYTES) continue;
    total += file.sizeBytes;
    try {
      contents.set(path, zip.read(file));
    } catch (error) {
      if (!(error instanceof ZipError)) throw error;
    }
  }
  return contents;
}

/** Compares contents line by line, in the order of `paths`. A file of which one side is missing, though it is there, is not compared. */
export function contentsPatch(
  paths: readonly string[],
  where: DifferingPaths,
  before: ReadonlyMap<string, Uint8Array>,
  after: ReadonlyMap<string, Uint8Array>,
): { readonly patch: Patch; readonly notCompared: readonly string[] } {
  const [onlyLeft, onlyRight] = [new Set(where.onlyLeft), new Set(where.onlyRight)];
  const files: FileVersions[] = [];
  const notCompared: string[] = [];
  for (const path of paths) {
    const [old, now] = [before.get(path) ?? null, after.get(path) ?? null];
    const complete = (old !== null || onlyLeft.has(path)) && (now !== null || onlyRight.has(path));
    if (complete) files.push({ path, before: old, after: now });
    else notCompared.push(path);
  }
  return { patch: patchOf(files), notCompared };
}

/**
 * Files that gain something, then what programs are built from, then tests and
 * the rest: the attacker controls the order of names, and what comes first is
 * shown when there is too much.
 */
function inTellingOrder(paths: readonly string[], gains: Gains | null): readonly string[] {
  const gaining = new Map((gains?.perFile ?? []).map(({ path }, index) => [path, index]));
  const files = new Map((gains?.files ?? []).map((file) => [file.path, file]));
  const rank = (path: string): number => {
    const file = files.get(path);
    const position = gaining.get(path);
    if (position !== undefined) return position / (gaining.size + 1);
    if (file?.onlyComments === true) return 3;
    if (path === 'go.mod' || file?.kind === 'embedded' || isBuilt(path)) return 1;
    return path.endsWith('.go') ? 2 : 4;
  };
  return paths
    .map((path) => ({ path, rank: rank(path) }))
    .sort((a, b) => a.rank - b.rank || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}
