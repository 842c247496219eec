import type { Differences, Manifest } from '../divergence/index.ts';
import { describeDifference, type Gains } from '../gosource/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { ModuleZip } from '../zip/index.ts';
import type { UpstreamCopy } from './upstreamCopy.ts';

/** More files are not looked into, nor fetched from upstream: the difference is then told by names alone. */
const MAX_FILES = 5000;
const MAX_UPSTREAM_FILES = 400;
const MAX_TOTAL_BYTES = 128 << 20;

/** Longer files are not looked into. A Go file then counts as one that could not be read, and is named. */
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
  if (changed.length + onlyMirror.length > MAX_FILES) return null;
  if (changed.length + onlyUpstream.length > MAX_UPSTREAM_FILES) return null;
  const after = mirrorTexts(copies, [...changed, ...onlyMirror]);
  if (after === null) return null;
  const before = await upstreamTexts(copies, [...changed, ...onlyUpstream]);
  if (before === null) return null;
  // Unread on one side is unread on both, or everything in it would look new.
  for (const [path, text] of before) if (text === UNREAD && after.has(path)) after.set(path, UNREAD);
  for (const [path, text] of after) if (text === UNREAD && before.has(path)) before.set(path, UNREAD);
  return describeDifference(before, after, { unchanged: neighbours(copies) });
}

/** Stands for a file that was not looked into: no Go compiler takes it, so that it is told as unreadable. */
export const UNREAD = '\0';

function mirrorTexts(copies: DifferingCopies, paths: readonly string[]): Map<string, string> | null {
  const texts = new Map<string, string>();
  let total = 0;
  for (const path of paths) {
    const file = copies.zip.find(path);
    if (file === null) return null;
    const read = file.sizeBytes <= MAX_FILE_BYTES;
    total += read ? file.sizeBytes : 0;
    if (total > MAX_TOTAL_BYTES) return null;
    texts.set(path, read ? decodeUtf8(copies.zip.read(file)) : UNREAD);
  }
  return texts;
}

async function upstreamTexts(
  copies: DifferingCopies,
  paths: readonly string[],
): Promise<Map<string, string> | null> {
  const ids = new Map<string, string>();
  for (const path of paths) {
    const id = copies.upstream.idInModule(copies.directory, path);
    if (id === null) return null;
    ids.set(path, id);
  }
  const blobs = await copies.upstream.readBlobs([...new Set(ids.values())]);
  const texts = new Map<string, string>();
  for (const [path, id] of ids) {
    const bytes = blobs.get(id);
    if (bytes === undefined) return null;
    texts.set(path, bytes.length > MAX_FILE_BYTES ? UNREAD : decodeUtf8(bytes));
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
