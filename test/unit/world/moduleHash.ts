import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import JSZip from 'jszip';

/** The files of a module zip with their SHA-256, sorted by the bytes of their names. */
export async function zipFiles(
  zipBytes: Uint8Array,
): Promise<readonly (readonly [name: string, sha256: string])[]> {
  const { files } = await JSZip.loadAsync(zipBytes);
  const hashed = await Promise.all(
    Object.values(files).map(
      async (file) => [file.name, sha256(await file.async('uint8array')).digest('hex')] as const,
    ),
  );
  return hashed.sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** `h1:` of a module zip, worked out apart from the product (dirhash.Hash1). */
export async function zipHash(zipBytes: Uint8Array): Promise<string> {
  return hash1(await zipFiles(zipBytes));
}

/** `h1:` of a go.mod, which stands alone under the name `go.mod`. */
export function goModHash(goModBytes: Uint8Array): string {
  return hash1([['go.mod', sha256(goModBytes).digest('hex')]]);
}

function hash1(files: readonly (readonly [string, string])[]): string {
  const summary = files.map(([name, digest]) => `${digest}  ${name}\n`).join('');
  return `h1:${sha256(Buffer.from(summary)).digest('base64')}`;
}

function sha256(bytes: Uint8Array) {
  return createHash('sha256').update(bytes);
}
