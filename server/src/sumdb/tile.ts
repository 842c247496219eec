import { HASH_BYTES, nodeHash } from './hash.ts';
import type { Subtree } from './subtree.ts';

/** The height of the tiles that the client asks for, as Go does. */
export const TILE_HEIGHT = 8;

/** Where a tile stands: at tile level `level` (tree level `level * height`), the `n`th of its level. */
export interface TilePlace {
  readonly level: number;
  readonly n: number;
}

/** A tile: `width` hashes side by side, of the 2^height that a full one has. */
export interface Tile extends TilePlace {
  readonly height: number;
  readonly width: number;
}

/** The tile as it is in a tree of `size` records; its width is 0 where the tree has nothing of it. */
export function tileIn(size: number, height: number, { level, n }: TilePlace): Tile {
  const hashes = Math.floor(size / 2 ** (level * height)) - n * 2 ** height;
  return { height, level, n, width: Math.max(0, Math.min(hashes, 2 ** height)) };
}

/** Tells whether the tile has all its hashes. A full tile of a tree has one hash in the tile above; others have none. */
export function isFull(tile: Tile): boolean {
  return tile.width === 2 ** tile.height;
}

/** The place of the tile that has the hash over a whole tile, and at which position. */
export function parentOf(height: number, { level, n }: TilePlace): { place: TilePlace; position: number } {
  const above = Math.floor(n / 2 ** height);
  return { place: { level: level + 1, n: above }, position: n - above * 2 ** height };
}

/** The place of the lowest tile that a subtree's hash can be computed from, and from which of its hashes. */
export function placeOf(
  height: number,
  { level, n }: Subtree,
): { place: TilePlace; start: number; count: number } {
  const tileLevel = Math.floor(level / height);
  const count = 2 ** (level - tileLevel * height);
  const tileN = Math.floor((n * count) / 2 ** height);
  return { place: { level: tileLevel, n: tileN }, start: n * count - tileN * 2 ** height, count };
}

/** The partial tiles of a tree, from the top down: all that its root is computed from. No full tile is among them. */
export function edgeTiles(size: number, height: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0; size >= 2 ** (level * height); level++) {
    const n = Math.floor(size / 2 ** ((level + 1) * height));
    const tile = tileIn(size, height, { level, n });
    if (tile.width > 0) tiles.unshift(tile);
  }
  return tiles;
}

/** The hash over `count` hashes of a tile from position `start` on; `count` is a power of two. */
export function hashInTile(tileBytes: Uint8Array, start: number, count: number): Uint8Array {
  if (count === 1) return tileBytes.subarray(start * HASH_BYTES, (start + 1) * HASH_BYTES);
  const half = count / 2;
  return nodeHash(hashInTile(tileBytes, start, half), hashInTile(tileBytes, start + half, half));
}
