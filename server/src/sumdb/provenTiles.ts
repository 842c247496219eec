import { equalBytes } from './hash.ts';
import type { Rejected, Unanswered } from './result.ts';
import { joinHashes, type Subtree, subtreesOf } from './subtree.ts';
import {
  edgeTiles,
  hashInTile,
  isFull,
  parentOf,
  placeOf,
  type Tile,
  type TilePlace,
  tileIn,
} from './tile.ts';
import { tilePath } from './tilePath.ts';
import type { TileBytes, TileReader } from './tileReader.ts';
import type { Tree } from './treeHead.ts';

/** How hashes may be got. */
export interface ReadOptions {
  readonly signal: AbortSignal;
  /** False: kept files alone. */
  readonly remote: boolean;
}

/** Hashes in the order in which they were asked for, each proven to be in the tree. */
export interface ProvenHashes {
  readonly kind: 'hashes';
  readonly hashes: readonly Uint8Array[];
}

/** A tile that was read and its place, before it is proven. */
interface ReadTile {
  readonly tile: Tile;
  readonly answer: TileBytes;
}

/**
 * The hashes of one tree, read from tiles and proven against its root.
 *
 * The partial tiles of a tree are those that its root is computed from, and are
 * proven together by that root. Every other tile is full, and the tile above has
 * its hash: it is proven by that one, from the top down, each by itself. There is
 * no third kind, and no tile is used that is not one of the two. (Clients that
 * left tiles out of this were GO-2026-6179.)
 *
 * A kept tile that does not fit is asked for anew; one from the database that
 * does not fit ends the question.
 */
export class ProvenTiles {
  readonly #tree: Tree;
  readonly #height: number;
  readonly #reader: TileReader;
  /** The bytes of proven tiles, by path. */
  readonly #proven = new Map<string, Uint8Array>();
  /** Proven tiles that the database has sent, by path. */
  #unkept = new Map<string, Uint8Array>();

  constructor(tree: Tree, height: number, reader: TileReader) {
    this.#tree = tree;
    this.#height = height;
    this.#reader = reader;
  }

  /** How many tiles are proven, and held in memory. */
  get count(): number {
    return this.#proven.size;
  }

  /** The proven tiles that are not kept yet, by path. Each is given once. */
  takeUnkept(): ReadonlyMap<string, Uint8Array> {
    const unkept = this.#unkept;
    this.#unkept = new Map();
    return unkept;
  }

  /** The hashes of complete subtrees. Throws a RangeError for one that the tree has not got. */
  async hashesOf(
    subtrees: readonly Subtree[],
    options: ReadOptions,
  ): Promise<ProvenHashes | Rejected | Unanswered> {
    const edge = edgeTiles(this.#tree.size, this.#height);
    const wanted = subtrees.map((subtree) => this.#locate(subtree));
    // All are read at once, and proven then: no round trip waits for another one.
    const chains = this.#chainsTo(wanted.map(({ tile }) => tile));
    const [edgeFailure, ...chainTiles] = await Promise.all([
      this.#proveEdge(edge, options),
      ...chains.map((tile) => this.#read(tile, options, false)),
    ]);
    if (edgeFailure !== null) return edgeFailure;
    for (const answer of chainTiles) {
      if ('kind' in answer) return answer;
      const failure = await this.#proveByParent(answer, options);
      if (failure !== null) return failure;
    }
    const hashes = wanted.map(({ tile, start, count }) => hashInTile(this.#bytesOf(tile), start, count));
    return { kind: 'hashes', hashes };
  }

  #locate(subtree: Subtree): { tile: Tile; start: number; count: number } {
    if ((subtree.n + 1) * 2 ** subtree.level > this.#tree.size) {
      throw new RangeError('the tree has no such subtree');
    }
    const { place, start, count } = placeOf(this.#height, subtree);
    return { tile: this.#tileAt(place), start, count };
  }

  /** The full tiles on the ways to these from the edge of the tree that are not proven yet: parents before children. */
  #chainsTo(tiles: readonly Tile[]): readonly Tile[] {
    const chains = new Map<string, Tile>();
    for (let tile of tiles) {
      while (isFull(tile) && !this.#proven.has(tilePath(tile)) && !chains.has(tilePath(tile))) {
        chains.set(tilePath(tile), tile);
        tile = this.#tileAt(parentOf(this.#height, tile).place);
      }
    }
    return [...chains.values()].sort((a, b) => b.level - a.level);
  }

  async #proveEdge(edge: readonly Tile[], options: ReadOptions): Promise<Rejected | Unanswered | null> {
    for (const ignoreKept of [false, true]) {
      if (this.#isProven(edge)) return null;
      const read: ReadTile[] = [];
      for (const answer of await Promise.all(edge.map((tile) => this.#read(tile, options, ignoreKept)))) {
        if ('kind' in answer) return answer;
        read.push(answer);
      }
      // Many ask at once; the first one to be here does the work for all.
      if (this.#isProven(edge)) return null;
      if (equalBytes(this.#rootOf(read), this.#tree.rootBytes)) {
        for (const one of read) this.#accept(one);
        return null;
      }
      if (read.every(({ answer }) => answer.from === 'remote')) {
        for (const { tile } of read) this.#reader.forget(tile);
        break;
      }
    }
    return wrong('the tiles at the edge of the tree do not give its root');
  }

  /** The root that partial tiles give, from the top down as they stand in a tree. */
  #rootOf(edge: readonly ReadTile[]): Uint8Array {
    const hashes = subtreesOf(0, this.#tree.size).map((subtree) => {
      const { tile, start, count } = this.#locate(subtree);
      const bytes = edge.find((one) => one.tile.level === tile.level)?.answer.bytes;
      if (bytes === undefined || isFull(tile)) throw new RangeError('a tree has its root in partial tiles');
      return hashInTile(bytes, start, count);
    });
    return joinHashes(hashes);
  }

  async #proveByParent(first: ReadTile, options: ReadOptions): Promise<Rejected | Unanswered | null> {
    const { tile } = first;
    const { place, position } = parentOf(this.#height, tile);
    const expected = hashInTile(this.#bytesOf(this.#tileAt(place)), position, 1);
    let read = first;
    while (!this.#proven.has(tilePath(tile))) {
      if (equalBytes(wholeHash(read), expected)) {
        this.#accept(read);
      } else if (read.answer.from === 'remote') {
        this.#reader.forget(tile);
        return wrong(`the tile ${tilePath(tile)} is not the one of the tree`);
      } else {
        const again = await this.#read(tile, options, true);
        if ('kind' in again) return again;
        read = again;
      }
    }
    return null;
  }

  async #read(
    tile: Tile,
    options: ReadOptions,
    ignoreKept: boolean,
  ): Promise<ReadTile | Rejected | Unanswered> {
    const answer = await this.#reader.read(tile, { ...options, ignoreKept });
    return answer.kind === 'tile' ? { tile, answer } : answer;
  }

  #accept({ tile, answer }: ReadTile): void {
    const path = tilePath(tile);
    if (answer.from === 'remote' && !this.#proven.has(path)) this.#unkept.set(path, answer.bytes);
    this.#proven.set(path, answer.bytes);
  }

  #isProven(tiles: readonly Tile[]): boolean {
    return tiles.every((tile) => this.#proven.has(tilePath(tile)));
  }

  #bytesOf(tile: Tile): Uint8Array {
    const bytes = this.#proven.get(tilePath(tile));
    if (bytes === undefined) throw new RangeError('a tile is used before it is proven');
    return bytes;
  }

  #tileAt(place: TilePlace): Tile {
    return tileIn(this.#tree.size, this.#height, place);
  }
}

/** The hash over a whole tile, computed once for the same bytes: many trees have the same full tiles. */
function wholeHash({ tile, answer }: ReadTile): Uint8Array {
  const known = WHOLE_HASHES.get(answer.bytes);
  if (known !== undefined) return known;
  const hash = hashInTile(answer.bytes, 0, tile.width);
  WHOLE_HASHES.set(answer.bytes, hash);
  return hash;
}

const WHOLE_HASHES = new WeakMap<Uint8Array, Uint8Array>();

function wrong(detail: string): Rejected {
  return { kind: 'rejected', problem: 'tile', detail };
}
