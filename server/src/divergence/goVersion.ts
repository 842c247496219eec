import { archiveBytes } from './archive.ts';
import type { Evidence } from './explain.ts';
import { entryKind, type UpstreamEntry } from './tree.ts';

/**
 * Reads the version of the `go` line of the module's go.mod as the go command
 * reads it when it builds the zip: from the archived file, so after conversion.
 * Null when there is no go.mod that is a regular file, or no such line.
 *
 * Fetches the blob only where the mirror's go.mod is not the same. Rejects with BlobsUnavailable.
 */
export async function readGoVersion(
  module: {
    readonly entries: readonly UpstreamEntry[];
    readonly directory: string;
    readonly goVersionOf: (goModText: string) => string | null;
  },
  { manifest, attributes, blobs, readMirror }: Evidence,
): Promise<string | null> {
  const path = module.directory === '' ? 'go.mod' : `${module.directory}/go.mod`;
  const entry = module.entries.find((candidate) => candidate.path === path);
  if (entry === undefined || entryKind(entry.mode) !== 'file') return null;
  const isSame = manifest.files.get('go.mod')?.blobId === entry.id;
  if (isSame) return module.goVersionOf(decode(readMirror('go.mod')));
  await blobs.fetch([entry.id, ...attributes.idsFor([path])]);
  await attributes.load([path]);
  const archivedBytes = archiveBytes(blobs.get(entry.id), attributes.conversionOf(path), entry.id);
  return archivedBytes === null ? null : module.goVersionOf(decode(archivedBytes));
}

/** Keeps a byte order mark, which makes a go.mod unreadable for Go. */
function decode(goModBytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(goModBytes);
}
