import { HASH_BYTES } from './hash.ts';
import type { DatabaseOps } from './ops.ts';
import type { Rejected, Unanswered } from './result.ts';
import type { SharedReads } from './sharedReads.ts';
import { isFull, type Tile } from './tile.ts';
import { tilePath } from './tilePath.ts';

/** The bytes of a tile, of the right length and otherwise unproven. */
export interface TileBytes {
  readonly kind: 'tile';
  readonly bytes: Uint8Array;
  readonly from: 'kept' | 'remote';
}

/** From where a tile may come. */
export interface TileOptions {
  readonly signal: AbortSignal;
  /** False: kept files alone. */
  readonly remote: boolean;
  /** True: what is kept was found to be wrong. */
  readonly ignoreKept: boolean;
}

/** More tiles than this are not held in memory: 32 MiB of full ones of height 8. */
export const MAX_TILES = 4096;

/**
 * Reads tiles: from memory, from what is kept, from the database; from each the
 * tile itself or else the first hashes of the full one, which replaces a partial
 * tile once it is complete. What comes out is attacker-controlled.
 */
export class TileReader {
  readonly #ops: Pick<DatabaseOps, 'readKept'>;
  readonly #reads: SharedReads;
  readonly #tiles = new Map<string, TileBytes>();
  readonly #keptReads = new Map<string, Promise<Uint8Array | null>>();

  constructor(ops: Pick<DatabaseOps, 'readKept'>, reads: SharedReads) {
    this.#ops = ops;
    this.#reads = reads;
  }

  /**
   * Reads a tile. Unanswered with reason `offline` when it is not kept and
   * nothing may be asked, `tile-not-found` when the database has it not, and
   * with whatever reason the read failed. Rejected when it has a wrong length.
   */
  async read(tile: Tile, options: TileOptions): Promise<TileBytes | Rejected | Unanswered> {
    const path = tilePath(tile);
    const kept = options.ignoreKept ? null : (this.#tiles.get(path) ?? (await this.#readKept(tile)));
    // Somebody else may have read it from the database in the meantime.
    const known = kept ?? this.#tiles.get(path) ?? null;
    const usable = known !== null && !(options.ignoreKept && known.from === 'kept');
    const answer = usable ? known : await this.#readRemote(tile, options);
    if (answer.kind === 'tile') this.#remember(path, answer);
    return answer;
  }

  /** Forgets a tile that was found to be wrong, so that it is asked for anew. */
  forget(tile: Tile): void {
    this.#tiles.delete(tilePath(tile));
  }

  async #readKept(tile: Tile): Promise<TileBytes | null> {
    for (const candidate of candidatesOf(tile)) {
      const bytes = await this.#readKeptFile(tilePath(candidate));
      if (bytes?.length === lengthOf(candidate)) return firstHashes(tile, bytes, 'kept');
    }
    return null;
  }

  /** Reads a kept file, once for all who ask at the same time. */
  #readKeptFile(path: string): Promise<Uint8Array | null> {
    const underWay = this.#keptReads.get(path);
    if (underWay !== undefined) return underWay;
    const read = this.#ops.readKept(path).finally(() => this.#keptReads.delete(path));
    this.#keptReads.set(path, read);
    return read;
  }

  async #readRemote(tile: Tile, { signal, remote }: TileOptions): Promise<TileBytes | Rejected | Unanswered> {
    const path = tilePath(tile);
    if (!remote) {
      return { kind: 'unanswered', reason: 'offline', detail: `the tile ${path} is not kept, or is wrong` };
    }
    let first: Rejected | Unanswered | null = null;
    for (const candidate of candidatesOf(tile)) {
      const answer = await this.#reads.read(tilePath(candidate), signal);
      if (answer.kind === 'found') {
        if (answer.bodyBytes.length === lengthOf(candidate)) {
          return firstHashes(tile, answer.bodyBytes, 'remote');
        }
        first ??= { kind: 'rejected', problem: 'tile', detail: `the tile ${path} has a wrong length` };
      } else if (answer.kind === 'not-found') {
        first ??= { kind: 'unanswered', reason: 'tile-not-found', detail: `${path}: ${answer.detail}` };
      } else {
        first ??= { kind: 'unanswered', reason: answer.reason, detail: `${path}: ${answer.detail}` };
      }
      if (signal.aborted) break;
    }
    return first ?? { kind: 'unanswered', reason: 'tile-not-found', detail: path };
  }

  #remember(path: string, tile: TileBytes): void {
    this.#tiles.delete(path);
    this.#tiles.set(path, tile);
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= MAX_TILES) break;
      this.#tiles.delete(oldest);
    }
  }
}

/** The tile itself, and the full one whose first hashes it has. */
function candidatesOf(tile: Tile): readonly Tile[] {
  return isFull(tile) ? [tile] : [tile, { ...tile, width: 2 ** tile.height }];
}

function lengthOf(tile: Tile): number {
  return tile.width * HASH_BYTES;
}

function firstHashes(tile: Tile, bytes: Uint8Array, from: 'kept' | 'remote'): TileBytes {
  return { kind: 'tile', bytes: bytes.subarray(0, lengthOf(tile)), from };
}
