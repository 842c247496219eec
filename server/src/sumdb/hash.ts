import { hash } from 'node:crypto';

/** Length of every hash of the tree, in bytes. */
export const HASH_BYTES = 32;

/** The root of a tree without records: SHA-256 of nothing (RFC 6962, section 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0));

/** The hash of a record: SHA-256 of a zero byte and the record's text. */
export function recordHash(textBytes: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + textBytes.length);
  input.set(textBytes, 1);
  return sha256(input);
}

/** The hash of two neighbouring subtrees together: SHA-256 of a one byte and both hashes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  const input = new Uint8Array(1 + 2 * HASH_BYTES);
  input[0] = 1;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** Tells whether two byte strings are the same. Everything compared here is public: time tells nothing. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}
