import { encodeBase64 } from './base64.ts';
import { equalBytes } from './hash.ts';
import type { ProvenTiles, ReadOptions } from './provenTiles.ts';
import type { Fork, ForkProof, Rejected, Unanswered } from './result.ts';
import { joinHashes, type Subtree, subtreesOf } from './subtree.ts';
import type { TreeHead } from './treeHead.ts';

/**
 * Proves that the older of two signed trees is the first part of the newer one;
 * null when it is. `newerTiles` are the tiles of the newer one; trees of one size
 * have to be the same.
 *
 * The root over the newer tree's first records is computed from proven tiles and
 * compared with the one that was signed, as checkTrees of
 * golang.org/x/mod/sumdb does.
 */
export async function checkConsistency(
  older: TreeHead,
  newer: TreeHead,
  newerTiles: ProvenTiles,
  options: ReadOptions,
): Promise<Fork | Rejected | Unanswered | null> {
  if (older.size === newer.size) {
    if (equalBytes(older.rootBytes, newer.rootBytes)) return null;
    return fork(older, newer, null);
  }
  const answer = await newerTiles.hashesOf(subtreesOf(0, older.size), options);
  if (answer.kind !== 'hashes') return answer;
  const prefixRoot = joinHashes(answer.hashes);
  if (equalBytes(prefixRoot, older.rootBytes)) return null;
  return fork(older, newer, await proveFork(prefixRoot, older.size, newer.size, newerTiles, options));
}

/** The proof of what the newer tree has instead; null where tiles for it cannot be had any more. */
async function proveFork(
  prefixRoot: Uint8Array,
  olderSize: number,
  newerSize: number,
  newerTiles: ProvenTiles,
  options: ReadOptions,
): Promise<ForkProof | null> {
  const parts = proofParts(0, newerSize, olderSize);
  const answer = await newerTiles.hashesOf(parts.flat(), options);
  if (answer.kind !== 'hashes') return null;
  let at = 0;
  const hashes = parts.map((part) => {
    const of = answer.hashes.slice(at, at + part.length);
    at += part.length;
    return encodeBase64(joinHashes(of));
  });
  return { prefixRoot: encodeBase64(prefixRoot), hashes };
}

/**
 * The parts of the tree whose hashes prove, in this order, that its first
 * `olderSize` records are those of the older one: SUBPROOF of RFC 6962, section
 * 2.1.2, over the records from `start` up to `end`.
 */
export function proofParts(start: number, end: number, olderSize: number): (readonly Subtree[])[] {
  if (olderSize === end) return start === 0 ? [] : [subtreesOf(start, end)];
  const middle = start + largestPowerBelow(end - start);
  return olderSize <= middle
    ? [...proofParts(start, middle, olderSize), subtreesOf(middle, end)]
    : [...proofParts(middle, end, olderSize), subtreesOf(start, middle)];
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function fork(older: TreeHead, newer: TreeHead, proof: ForkProof | null): Fork {
  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  const heads = [text.decode(older.noteBytes), text.decode(newer.noteBytes)] as const;
  const detail =
    older.size === newer.size
      ? `the database signed two trees of ${older.size} records`
      : `the signed tree of ${newer.size} records does not begin with the signed tree of ${older.size} records`;
  return { kind: 'fork', heads, proof, detail };
}
