import { type H1, hash1, sha256Hex } from '../dirhash/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { MAX_GO_MOD_BYTES, MAX_LICENSE_BYTES } from '../zip/index.ts';
import { archiveBytes } from './archive.ts';
import type { Unbuildable } from './comparison.ts';
import { selectFiles } from './select.ts';
import { entryKind, pathBelow, type UpstreamEntry } from './tree.ts';
import { TreeAttributes } from './treeAttributes.ts';
import { type ReadBlobs, UpstreamBlobs } from './upstreamBlobs.ts';
import { vendorRule } from './vendor.ts';

/** What a zip is computed from. */
export interface UpstreamModule {
  readonly module: ModuleVersion;
  /** The whole tree of the commit, flattened, in git's order. */
  readonly entries: readonly UpstreamEntry[];
  /** Where the module is in the repository; `''` for the root. */
  readonly directory: string;
  readonly goVersionOf: (goModText: string) => string | null;
  readonly readBlobs: ReadBlobs;
}

/** The zip that the go command would build, in hashes; or why it could not, or why we cannot tell. */
export type ExpectedZip =
  | { readonly kind: 'zip'; readonly h1: H1; readonly paths: readonly string[] }
  | { readonly kind: 'unbuildable'; readonly reasons: readonly Unbuildable[] }
  | { readonly kind: 'unknown-encoding'; readonly path: string };

/**
 * Computes the `h1:` hash of the zip that `GOPROXY=direct` would give for a
 * commit, from the full contents of its blobs.
 *
 * Rejects with BlobsUnavailable or TooComplex. Follows codeRepo.Zip of cmd/go.
 */
export async function expectedH1({
  module,
  entries,
  directory,
  goVersionOf,
  readBlobs,
}: UpstreamModule): Promise<ExpectedZip> {
  const blobs = new UpstreamBlobs(readBlobs);
  const attributes = new TreeAttributes(entries, blobs);
  await attributes.load(entries.map(({ path }) => path));
  const contentOf = (path: string, id: string): Uint8Array | null =>
    archiveBytes(blobs.get(id), attributes.conversionOf(path), id);

  const goModPath = directory === '' ? 'go.mod' : `${directory}/go.mod`;
  const goMod = entries.find(({ path, mode }) => path === goModPath && entryKind(mode) === 'file');
  if (goMod !== undefined) await blobs.fetch([goMod.id]);
  const goModBytes = goMod === undefined ? null : contentOf(goModPath, goMod.id);
  const goModText = new TextDecoder('utf-8', { ignoreBOM: true }).decode(goModBytes ?? new Uint8Array());
  const selection = selectFiles(entries, directory, vendorRule(goVersionOf(goModText)));

  const reasons = [...selection.unbuildable, ...fatalEncodings(entries, directory, attributes)];
  await blobs.fetch(selection.files.map(({ id }) => id));
  let unknown: string | null = null;
  const hashes: { name: string; sha256: string }[] = [];
  for (const file of selection.files) {
    const contentBytes = file.isInjectedLicense
      ? blobs.get(file.id)
      : contentOf(file.repositoryPath, file.id);
    if (contentBytes === null) {
      unknown ??= file.path;
      continue;
    }
    if (isTooLarge(file.path, contentBytes.length)) {
      reasons.push({ path: file.path, code: 'file-too-large', detail: `${contentBytes.length} bytes` });
    }
    hashes.push({ name: `${module.path}@${module.version}/${file.path}`, sha256: sha256Hex(contentBytes) });
  }
  if (reasons.length > 0) return { kind: 'unbuildable', reasons };
  if (unknown !== null) return { kind: 'unknown-encoding', path: unknown };
  return { kind: 'zip', h1: hash1(hashes), paths: selection.files.map(({ path }) => path) };
}

/** Git converts all files below the directory, those as well that the go command then leaves out. */
function fatalEncodings(
  entries: readonly UpstreamEntry[],
  directory: string,
  attributes: TreeAttributes,
): readonly Unbuildable[] {
  return entries
    .filter(({ path, mode }) => entryKind(mode) === 'file' && pathBelow(directory, path) !== null)
    .filter(({ path }) => attributes.conversionOf(path).isFatal)
    .map(({ path }) => ({ path, code: 'bad-encoding-attribute', detail: 'git gives up at its encoding' }));
}

function isTooLarge(path: string, sizeBytes: number): boolean {
  return (
    (path === 'go.mod' && sizeBytes > MAX_GO_MOD_BYTES) ||
    (path === 'LICENSE' && sizeBytes > MAX_LICENSE_BYTES)
  );
}
