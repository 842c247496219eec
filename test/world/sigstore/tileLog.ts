import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** Where an entry stands in the log, and the proof. */
export interface LoggedTile {
  readonly index: number;
  readonly treeSize: number;
  readonly rootHash: Buffer;
  readonly hashes: readonly Buffer[];
  /** The signed tree head, as a signed note. */
  readonly checkpoint: string;
}

/** A transparency log as Rekor 2 is one: it gives proofs, and neither promises nor times. */
export interface TileLog {
  /** Ed25519, as DER. */
  readonly publicKey: Buffer;
  readonly id: Buffer;
  log(body: Uint8Array): LoggedTile;
}

/**
 * Starts a log that already holds what others logged.
 *
 * Follows RFC 6962, section 2.1, for the tree, and transparency-dev's formats of
 * signed notes and checkpoints, by which the key's id is made of its name as well.
 */
export function makeTileLog(name: string): TileLog {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'der', type: 'spki' });
  const id = sha256(Buffer.from(`${name}\n\u0001`), key.subarray(-32));
  const leaves = ['a', 'b', 'c', 'd', 'e'].map((text) => leafHash(Buffer.from(text)));
  return {
    publicKey: key,
    id,
    log: (body) => {
      const index = leaves.push(leafHash(body)) - 1;
      const rootHash = rootOf(leaves);
      const note = `${name}\n${leaves.length}\n${rootHash.toString('base64')}\n`;
      const signature = Buffer.concat([id.subarray(0, 4), sign(null, Buffer.from(note), privateKey)]);
      return {
        index,
        treeSize: leaves.length,
        rootHash,
        hashes: proofOf(leaves, index),
        checkpoint: `${note}\n\u2014 ${name} ${signature.toString('base64')}\n`,
      };
    },
  };
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}

function leafHash(body: Uint8Array): Buffer {
  return sha256(Uint8Array.of(0), body);
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const [first = sha256(), ...rest] = leaves;
  if (rest.length === 0) return first;
  const split = splitOf(leaves.length);
  return sha256(Uint8Array.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)));
}

/** The hashes that lead from a leaf to the root, the nearest first. */
function proofOf(leaves: readonly Buffer[], index: number): readonly Buffer[] {
  if (leaves.length <= 1) return [];
  const split = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...proofOf(left, index), rootOf(right)]
    : [...proofOf(right, index - split), rootOf(left)];
}

/** The largest power of two that is smaller than `count`. */
function splitOf(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}
