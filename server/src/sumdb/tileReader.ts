import { HASH_BYTES } from './hash.ts';
import type { DatabaseOps, RemoteAnswer } from './ops.ts';
import type { Rejected, Unanswered } from './result.ts';
import { SharedWork } from './sharedWork.ts';
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

/** What reading a tile gave. */
export type TileAnswer = TileBytes | Rejected | Unanswered;

const ABORTED: Unanswered = {
  kind: 'unanswered',
  reason: 'aborted',
  detail: 'the question was withdrawn',
};

/**
 * Reads tiles: from memory, from what is kept, from the database; from each the
 * tile itself or else the first hashes of the full one, which replaces a partial
 * tile once it is complete. What comes out is attacker-controlled.
 */
export class TileReader {
  readonly #ops: Pick<DatabaseOps, 'read' | 'readKept'>;
  readonly #tiles = new Map<string, TileBytes>();
  readonly #remoteReads = new SharedWork<TileAnswer>(ABORTED);
  readonly #keptReads = new Map<string, Promise<TileBytes | null>>();

  constructor(ops: Pick<DatabaseOps, 'read' | 'readKept'>) {
    this.#ops = ops;
  }

  /**
   * Reads a tile, once for all who ask at the same time. Unanswered with reason
   * `offline` when it is not kept and nothing may be asked, `tile-not-found` when
   * the database has it not, and with whatever reason the read failed. Rejected
   * when it has a wrong length.
   */
  async read(tile: Tile, { signal, remote, ignoreKept }: TileOptions): Promise<TileAnswer> {
    const path = tilePath(tile);
    const known = this.#known(tile, ignoreKept) ?? (ignoreKept ? null : await this.#readKept(tile));
    if (known !== null) return known;
    if (!remote) {
      return { kind: 'unanswered', reason: 'offline', detail: `the tile ${path} is not kept, or is wrong` };
    }
    // Somebody else may have read it while we looked at what is kept.
    return (
      this.#known(tile, ignoreKept) ??
      this.#remoteReads.do(path, signal, (sharedSignal) => this.#readRemote(tile, sharedSignal))
    );
  }

  /** Forgets a tile that was found to be wrong, so that it is asked for anew. */
  forget(tile: Tile): void {
    for (const candidate of candidatesOf(tile)) this.#tiles.delete(tilePath(candidate));
  }

  #known(tile: Tile, ignoreKept: boolean): TileBytes | null {
    for (const candidate of candidatesOf(tile)) {
      const known = this.#tiles.get(tilePath(candidate));
      if (known !== undefined && !(ignoreKept && known.from === 'kept')) {
        return firstHashes(tile, known.bytes, known.from);
      }
    }
    return null;
  }

  #readKept(tile: Tile): Promise<TileBytes | null> {
    const path = tilePath(tile);
    const underWay = this.#keptReads.get(path);
    if (underWay !== undefined) return underWay;
    const read = this.#readKeptFiles(tile).finally(() => this.#keptReads.delete(path));
    this.#keptReads.set(path, read);
    return read;
  }

  async #readKeptFiles(tile: Tile): Promise<TileBytes | null> {
    for (const candidate of candidatesOf(tile)) {
      const bytes = await this.#ops.readKept(tilePath(candidate));
      if (bytes?.length !== lengthOf(candidate)) continue;
      // What the database has sent in the meantime is the newer of the two.
      if (this.#known(tile, true) === null) this.#remember(candidate, { kind: 'tile', bytes, from: 'kept' });
      return this.#known(tile, false);
    }
    return null;
  }

  /** As Go does, asks for the full tile whatever the reason was for not getting the partial one; reports that reason. */
  async #readRemote(tile: Tile, signal: AbortSignal): Promise<TileAnswer> {
    let failure: Rejected | Unanswered | null = null;
    for (const candidate of candidatesOf(tile)) {
      if (failure !== null && signal.aborted) break;
      const answer = await this.#ops.read(tilePath(candidate), signal);
      if (answer.kind === 'found' && answer.bodyBytes.length === lengthOf(candidate)) {
        this.#remember(candidate, { kind: 'tile', bytes: answer.bodyBytes, from: 'remote' });
        return firstHashes(tile, answer.bodyBytes, 'remote');
      }
      failure ??= failureOf(tile, answer);
    }
    return failure ?? ABORTED;
  }

  #remember(tile: Tile, bytes: TileBytes): void {
    const path = tilePath(tile);
    this.#tiles.delete(path);
    this.#tiles.set(path, bytes);
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= MAX_TILES) break;
      this.#tiles.delete(oldest);
    }
  }
}

function failureOf(tile: Tile, answer: RemoteAnswer): Rejected | Unanswered {
  const path = tilePath(tile);
  if (answer.kind === 'found') {
    return { kind: 'rejected', problem: 'tile', detail: `the tile ${path} has a wrong length` };
  }
  const reason = answer.kind === 'failed' ? answer.reason : 'tile-not-found';
  return { kind: 'unanswered', reason, detail: `${path}: ${answer.detail}` };
}

/** The tile itself, and the full one whose first hashes it has. */
function candidatesOf(tile: Tile): readonly Tile[] {
  return isFull(tile) ? [tile] : [tile, { ...tile, width: 2 ** tile.height }];
}

function lengthOf(tile: Tile): number {
  return tile.width * HASH_BYTES;
}

function firstHashes(tile: Tile, bytes: Uint8Array, from: 'kept' | 'remote'): TileBytes {
  const length = lengthOf(tile);
  return { kind: 'tile', bytes: bytes.length === length ? bytes : bytes.subarray(0, length), from };
}
