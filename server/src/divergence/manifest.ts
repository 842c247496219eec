import { blobId, type H1, hash1, type ObjectFormat, sha256Hex } from '../dirhash/index.ts';
import type { ModuleZip } from '../zip/index.ts';

/** One file of a zip, by its hashes. */
export interface ManifestFile {
  readonly sizeBytes: number;
  /** SHA-256 of the content, lower-case hex. */
  readonly sha256: string;
  /** The id that git would give to the content. */
  readonly blobId: string;
}

/** What a module zip holds, in hashes: enough to compare it without keeping its contents. */
export interface Manifest {
  /** The `h1:` hash of the whole zip, directory entries included, as Go computes it. */
  readonly h1: H1;
  readonly format: ObjectFormat;
  /** By path in the module, in the order of the zip. */
  readonly files: ReadonlyMap<string, ManifestFile>;
}

/**
 * Reads every file of a zip once and hashes it; holds one file's content at a time.
 *
 * Throws ZipError when a file's bytes are not what the zip declares.
 */
export function readManifest(zip: ModuleZip, format: ObjectFormat): Manifest {
  const files = new Map<string, ManifestFile>();
  const named: { name: string; sha256: string }[] = [];
  for (const file of zip.files) {
    const contentBytes = zip.read(file);
    const sha256 = sha256Hex(contentBytes);
    files.set(file.path, { sizeBytes: file.sizeBytes, sha256, blobId: blobId(contentBytes, format) });
    named.push({ name: zip.prefix + file.path, sha256 });
  }
  const empty = sha256Hex(new Uint8Array());
  for (const directory of zip.directories) named.push({ name: zip.prefix + directory, sha256: empty });
  return { h1: hash1(named), format, files };
}
