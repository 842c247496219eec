import type { Differences, Manifest } from '../divergence/index.ts';
import { describeDifference, type Gains } from '../gosource/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { ModuleZip } from '../zip/index.ts';
import type { UpstreamCopy } from './upstreamCopy.ts';

/** More files, or longer ones, are not looked into: the difference is then told by names alone. */
const MAX_FILES = 400;
const MAX_FILE_BYTES = 8 << 20;
const MAX_NEIGHBOUR_BYTES = 64 << 20;

/** The two copies of a module and where they differ. */
export interface DifferingCopies {
  readonly differences: Pick<Differences, 'changed' | 'onlyMirror' | 'onlyUpstream'>;
  readonly zip: ModuleZip;
  readonly manifest: Manifest;
  readonly upstream: UpstreamCopy;
  /** Where the module is in the repository; empty for the root. */
  readonly directory: string;
}

/**
 * Tells what the mirror's copy gains over upstream's. Null when there is too
 * much to look into, or upstream does not hand out the files. Rejects with GitError.
 */
export async function gainsOf(copies: DifferingCopies): Promise<Gains | null> {
  const { changed, onlyMirror, onlyUpstream } = copies.differences;
  if (changed.length + onlyMirror.length + onlyUpstream.length > MAX_FILES) return null;
  const after = mirrorTexts(copies, [...changed, ...onlyMirror]);
  if (after === null) return null;
  const before = await upstreamTexts(copies, [...changed, ...onlyUpstream]);
  if (before === null) return null;
  return describeDifference(before, after, { unchanged: neighbours(copies) });
}

function mirrorTexts(copies: DifferingCopies, paths: readonly string[]): ReadonlyMap<string, string> | null {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const file = copies.zip.find(path);
    if (file === null || file.sizeBytes > MAX_FILE_BYTES) return null;
    texts.set(path, decodeUtf8(copies.zip.read(file)));
  }
  return texts;
}

async function upstreamTexts(
  copies: DifferingCopies,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  const ids = new Map<string, string>();
  for (const path of paths) {
    const below = copies.directory === '' ? path : `${copies.directory}/${path}`;
    // The licence that a sub-directory module gets lies at the repository's root.
    const id = copies.upstream.idOf(below) ?? (path === 'LICENSE' ? copies.upstream.idOf('LICENSE') : null);
    if (id === null) return null;
    ids.set(path, id);
  }
  const blobs = await copies.upstream.readBlobs([...new Set(ids.values())]);
  const texts = new Map<string, string>();
  for (const [path, id] of ids) {
    const bytes = blobs.get(id);
    if (bytes === undefined || bytes.length > MAX_FILE_BYTES) return null;
    texts.set(path, decodeUtf8(bytes));
  }
  return texts;
}

/** The Go files that do not differ: constants and types that the others use may stand there. */
function neighbours({ differences, zip }: DifferingCopies): ReadonlyMap<string, string> {
  const differing = [...differences.changed, ...differences.onlyMirror];
  const folders = new Set(differing.map(folderOf));
  const known = new Set(differing);
  const texts = new Map<string, string>();
  let total = 0;
  for (const file of zip.files) {
    if (!file.path.endsWith('.go') || known.has(file.path) || !folders.has(folderOf(file.path))) continue;
    total += file.sizeBytes;
    if (total > MAX_NEIGHBOUR_BYTES) break;
    texts.set(file.path, decodeUtf8(zip.read(file)));
  }
  return texts;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
