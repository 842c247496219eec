import { ProvenTiles } from '../../../server/src/sumdb/provenTiles.ts';
import { joinHashes, type Subtree, subtreesOf } from '../../../server/src/sumdb/subtree.ts';
import { edgeTiles, isFull, parentOf, placeOf, tileIn } from '../../../server/src/sumdb/tile.ts';
import { parseTilePath, tilePath } from '../../../server/src/sumdb/tilePath.ts';
import { TileReader } from '../../../server/src/sumdb/tileReader.ts';
import { describe, expect, test } from '../../kit.ts';
import { SyntheticLog } from './syntheticLog.ts';

const OPTIONS = { signal: new AbortController().signal, remote: true };
/** Every record of small logs is real. */
const log = new SyntheticLog('small', new Map());

/** The tiles of the first `size` records at any height, and which were asked for. */
function tilesOf(
  size: number,
  height: number,
  change: (path: string, bytes: Buffer) => Buffer = (_, b) => b,
) {
  const asked: string[] = [];
  const reader = new TileReader({
    readKept: async () => null,
    read: async (path) => {
      asked.push(path);
      const tile = parseTilePath(path);
      if (tile === null) throw new Error(path);
      const count = 2 ** height;
      const hashes = Array.from({ length: tile.width }, (_, i) =>
        log.hash(tile.level * height, tile.n * count + i),
      );
      return { kind: 'found', bodyBytes: change(path, Buffer.concat(hashes)) };
    },
  });
  return { asked, tiles: new ProvenTiles({ size, rootBytes: log.root(size) }, height, reader) };
}

/** All complete subtrees of a tree. */
function allSubtrees(size: number): Subtree[] {
  const all: Subtree[] = [];
  for (let level = 0; 2 ** level <= size; level++) {
    for (let n = 0; (n + 1) * 2 ** level <= size; n++) all.push({ level, n });
  }
  return all;
}

describe('subtreesOf and joinHashes', () => {
  test('give the root of every tree', () => {
    for (let size = 0; size <= 70; size++) {
      const hashes = subtreesOf(0, size).map(({ level, n }) => log.hash(level, n));
      expect(Buffer.from(joinHashes(hashes))).toEqual(log.root(size));
    }
  });

  test('are exact beyond 2^31 and 2^32', () => {
    expect(subtreesOf(0, 2 ** 52 + 2 ** 33 + 1)).toEqual([
      { level: 52, n: 0 },
      { level: 33, n: 2 ** 19 },
      { level: 0, n: 2 ** 52 + 2 ** 33 },
    ]);
  });
});

describe('tiles', () => {
  test('the edge of a tree is its partial tiles, and every other tile is full and below another one', () => {
    const odd: string[] = [];
    for (let height = 1; height <= 3; height++) {
      for (let size = 1; size <= 70; size++) {
        const edge = new Set(edgeTiles(size, height).map(tilePath));
        for (const { level, n } of allSubtrees(size)) {
          const tile = tileIn(size, height, placeOf(height, { level, n }).place);
          const isProven = isFull(tile)
            ? tileIn(size, height, parentOf(height, tile).place).width > parentOf(height, tile).position
            : edge.has(tilePath(tile));
          if (!isProven || isFull(tile) === edge.has(tilePath(tile))) odd.push(`${size}: ${tilePath(tile)}`);
        }
        for (const subtree of subtreesOf(0, size)) {
          const path = tilePath(tileIn(size, height, placeOf(height, subtree).place));
          if (!edge.delete(path) && isFull(tileIn(size, height, placeOf(height, subtree).place)))
            odd.push(path);
        }
        // Every tile of the edge has a part of the root.
        odd.push(...edge);
      }
    }
    expect(odd).toEqual([]);
  });

  test('places are exact beyond 2^32', () => {
    const record = 2 ** 52 + 2 ** 40 + 300;
    expect(placeOf(8, { level: 0, n: record })).toEqual({
      place: { level: 0, n: 2 ** 44 + 2 ** 32 + 1 },
      start: 44,
      count: 1,
    });
    expect(parentOf(8, { level: 0, n: 2 ** 44 + 2 ** 32 + 1 })).toEqual({
      place: { level: 1, n: 2 ** 36 + 2 ** 24 },
      position: 1,
    });
  });
});

describe('ProvenTiles', () => {
  test('give every hash of every small tree, at every height', async () => {
    for (let height = 1; height <= 4; height++) {
      for (let size = 1; size <= 40; size += height) {
        const all = allSubtrees(size);
        const { tiles, asked } = tilesOf(size, height);
        const answer = await tiles.hashesOf(all, OPTIONS);
        if (answer.kind !== 'hashes') throw new Error(answer.detail);
        expect(Buffer.concat(answer.hashes)).toEqual(
          Buffer.concat(all.map(({ level, n }) => log.hash(level, n))),
        );
        expect(asked).toHaveLength(new Set(asked).size);
        expect([...tiles.takeUnkept().keys()].toSorted()).toEqual(asked.toSorted());
        expect(tiles.takeUnkept().size).toBe(0);
      }
    }
  });

  test('refuse every hash whose tiles hold one wrong hash, at every place of every tile', async () => {
    let wrong = 0;
    for (const [size, height] of [
      [23, 1],
      [31, 2],
      [64, 2],
      [100, 3],
      [129, 3],
    ] as const) {
      for (let record = 0; record < size; record += 7) {
        const honest = tilesOf(size, height);
        await honest.tiles.hashesOf([{ level: 0, n: record }], OPTIONS);
        for (const path of honest.asked) {
          const width = parseTilePath(path)?.width ?? 0;
          for (let position = 0; position < width; position++) {
            const { tiles } = tilesOf(size, height, (asked, bytes) => {
              if (asked === path) bytes[32 * position + 7] = (bytes[32 * position + 7] ?? 0) ^ 0x80;
              return bytes;
            });
            const answer = await tiles.hashesOf([{ level: 0, n: record }], OPTIONS);
            expect(answer, `${path} at ${position}`).toMatchObject({ kind: 'rejected', problem: 'tile' });
            expect(tiles.takeUnkept().has(path)).toBe(false);
            wrong++;
          }
        }
      }
    }
    expect(wrong).toBeGreaterThan(500);
  });

  test('refuse two wrong tiles that fit each other', async () => {
    // The lower tile is of another log, and the tile above has its hash: only the tile above that one disagrees.
    const other = new SyntheticLog('other', new Map());
    for (const forged of [
      { level: 0, n: 5 },
      { level: 1, n: 1 },
    ]) {
      const { tiles } = tilesOf(100, 2, (path, bytes) => {
        const tile = parseTilePath(path);
        if (tile?.level === forged.level && tile.n === forged.n) {
          return Buffer.concat([0, 1, 2, 3].map((i) => other.hash(2 * forged.level, 4 * forged.n + i)));
        }
        if (tile?.level === forged.level + 1 && tile.n === Math.floor(forged.n / 4)) {
          other.hash(2 * tile.level, forged.n).copy(bytes, 32 * (forged.n % 4));
        }
        return bytes;
      });
      const record = forged.level === 0 ? 4 * forged.n : 16 * forged.n;
      expect((await tiles.hashesOf([{ level: 0, n: record }], OPTIONS)).kind).toBe('rejected');
    }
  });

  test('throw for what is not in the tree', async () => {
    const { tiles } = tilesOf(10, 2);
    await expect(tiles.hashesOf([{ level: 0, n: 10 }], OPTIONS)).rejects.toThrow(RangeError);
    await expect(tiles.hashesOf([{ level: 2, n: 2 }], OPTIONS)).rejects.toThrow(RangeError);
  });
});
