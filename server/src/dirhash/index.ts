/**
 * Dirhash: the hashes that name contents.
 *
 * The `h1:` hash of go.sum lines and of the checksum database, and the ids that
 * git gives to blobs. Names are sorted by their UTF-8 bytes, as Go and git sort,
 * never by UTF-16 units.
 *
 * Follows golang.org/x/mod/sumdb/dirhash (Hash1) and the object ids of git.
 */
export { blobId, type ObjectFormat } from './blob.ts';
export { type ContentHash, type H1, hash1, hashGoMod, sha256Hex } from './hash1.ts';
