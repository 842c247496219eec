import { EMPTY_ROOT, nodeHash } from './hash.ts';

/**
 * A complete subtree: the 2^level records from number n * 2^level on. Level 0
 * are the records themselves.
 *
 * Go numbers these hashes in one row (stored hash indexes); the pair says the
 * same and stays exact for every number of records.
 */
export interface Subtree {
  readonly level: number;
  readonly n: number;
}

/**
 * The complete subtrees that the records from `start` up to `end`, without it,
 * fall into, as large as they can be, from left to right. `start` has to be a
 * multiple of the largest of them, as it is in every tree and proof of RFC 6962.
 */
export function subtreesOf(start: number, end: number): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    subtrees.push({ level, n: at / 2 ** level });
    at += 2 ** level;
  }
  return subtrees;
}

/** The hash over neighbouring subtrees, from left to right, each larger than all to the right of it together. */
export function joinHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return (
    hashes.reduceRight<Uint8Array | null>(
      (right, left) => (right === null ? left : nodeHash(left, right)),
      null,
    ) ?? EMPTY_ROOT
  );
}
