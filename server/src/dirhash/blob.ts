import { createHash } from 'node:crypto';

/** The hash function of a repository's object ids. */
export type ObjectFormat = 'sha1' | 'sha256';

/** The id that git gives to a blob with this content, in lower-case hex. */
export function blobId(contentBytes: Uint8Array, format: ObjectFormat): string {
  return createHash(format)
    .update(`blob ${contentBytes.length}\0`, 'latin1')
    .update(contentBytes)
    .digest('hex');
}
