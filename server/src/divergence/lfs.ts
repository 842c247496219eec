import { blobId, type ObjectFormat } from '../dirhash/index.ts';

/**
 * The pointer text that Git LFS keeps in place of a content, as every current
 * version of it writes it. See the Git LFS specification, "The Pointer".
 */
function lfsPointer(sha256: string, sizeBytes: number): Uint8Array {
  const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${sizeBytes}\n`;
  return new TextEncoder().encode(text);
}

/** Tells whether a blob is the ordinary pointer to that content, by the blob's id alone. */
export function isLfsPointerId(id: string, sha256: string, sizeBytes: number, format: ObjectFormat): boolean {
  return blobId(lfsPointer(sha256, sizeBytes), format) === id;
}

const MAX_POINTER_BYTES = 1024;

/** Tells whether a blob is a pointer, of whatever version and with whatever extensions, to that content. */
export function pointsTo(pointerBytes: Uint8Array, sha256: string, sizeBytes: number): boolean {
  if (pointerBytes.length >= MAX_POINTER_BYTES) return false;
  const lines = new TextDecoder().decode(pointerBytes).trimEnd().split('\n');
  return (
    /^version https?:\/\/[!-~]+$/.test(lines[0] ?? '') &&
    lines.filter((line) => line.startsWith('oid ')).join() === `oid sha256:${sha256}` &&
    lines.filter((line) => line.startsWith('size ')).join() === `size ${sizeBytes}`
  );
}
