import { encodeBase64 } from './base64.ts';
import { checkConsistency } from './consistency.ts';
import type { DatabaseOps } from './ops.ts';
import { ProvenTiles, type ReadOptions } from './provenTiles.ts';
import type { Fork, Rejected, Unanswered } from './result.ts';
import { TILE_HEIGHT } from './tile.ts';
import { MAX_TILES, type TileReader } from './tileReader.ts';
import { openTreeHead, type TreeHead } from './treeHead.ts';
import type { VerifierKey } from './verifierKey.ts';

/** Where a head stands to the newest one that was known before. */
export interface Merged {
  readonly kind: 'older' | 'same' | 'newer';
}

/** How often the kept head is read again because somebody else replaced it. */
const MAX_ROUNDS = 20;

/** Trees whose proven tiles are held: the newest one, and few that come and go. */
const MAX_TREES = 4;

/**
 * The one timeline of signed heads: each new head has to extend the newest one
 * known, or to be a part of it. The newest one is kept for the next run.
 *
 * Heads are merged many at once; each is proven against the head that is the
 * newest when its proof ends. Follows mergeLatest of golang.org/x/mod/sumdb.
 */
export class Timeline {
  readonly #key: VerifierKey;
  readonly #ops: DatabaseOps;
  readonly #reader: TileReader;
  readonly #trees = new Map<string, ProvenTiles>();
  #newest: TreeHead | null = null;
  #started: Promise<void> | null = null;

  constructor(key: VerifierKey, ops: DatabaseOps, reader: TileReader) {
    this.#key = key;
    this.#ops = ops;
    this.#reader = reader;
  }

  /** The newest head. There is one after the first merge. */
  get newest(): TreeHead | null {
    return this.#newest;
  }

  /** The proven tiles of a signed tree. */
  tilesOf(head: TreeHead): ProvenTiles {
    const name = `${head.size} ${encodeBase64(head.rootBytes)}`;
    const held = this.#trees.get(name);
    const tiles =
      held === undefined || held.count > MAX_TILES ? new ProvenTiles(head, TILE_HEIGHT, this.#reader) : held;
    this.#trees.delete(name);
    this.#trees.set(name, tiles);
    for (const oldest of this.#trees.keys()) {
      if (this.#trees.size <= MAX_TREES) break;
      this.#trees.delete(oldest);
    }
    return tiles;
  }

  /** Proves a signed head consistent with all before it, and keeps it when it is the newest. */
  async merge(head: TreeHead, options: ReadOptions): Promise<Merged | Fork | Rejected | Unanswered> {
    this.#started ??= this.#start();
    await this.#started;
    const merged = await this.#mergeInMemory(head, options);
    if (merged.kind !== 'newer') return merged;
    return (await this.#keepNewest(options)) ?? merged;
  }

  /** Begins with the head that is kept. One that the key did not sign is as good as none. */
  async #start(): Promise<void> {
    const keptBytes = await this.#ops.readHead();
    const kept = keptBytes === null ? null : openTreeHead(keptBytes, this.#key);
    if (kept?.kind !== 'head') return;
    this.#newest = kept;
    this.#ops.sawHead(kept.size);
  }

  async #mergeInMemory(head: TreeHead, options: ReadOptions): Promise<Merged | Fork | Rejected | Unanswered> {
    for (;;) {
      const known = this.#newest;
      const isNewer = known === null || head.size > known.size;
      if (known !== null) {
        const [older, newer] = isNewer ? [known, head] : [head, known];
        const failure = await checkConsistency(older, newer, this.tilesOf(newer), options);
        if (failure !== null) return failure;
      }
      // Another merge may have moved the timeline on in the meantime.
      if (isNewer && this.#newest !== known) continue;
      if (isNewer) this.#newest = head;
      this.#ops.sawHead(head.size);
      if (isNewer) return { kind: 'newer' };
      return { kind: head.size === known.size ? 'same' : 'older' };
    }
  }

  /** Keeps the newest head, merging what others have kept in between. Null unless that shows that something is wrong. */
  async #keepNewest(options: ReadOptions): Promise<Fork | Rejected | Unanswered | null> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const keptBytes = await this.#ops.readHead();
      const kept = keptBytes === null ? null : openTreeHead(keptBytes, this.#key);
      if (kept?.kind === 'head') {
        const merged = await this.#mergeInMemory(kept, options);
        if (merged.kind === 'fork' || merged.kind === 'rejected' || merged.kind === 'unanswered')
          return merged;
        if (merged.kind !== 'older') return null;
      }
      const newest = this.#newest;
      if (newest === null || (await this.#ops.replaceHead(keptBytes, newest.noteBytes))) return null;
    }
    return null;
  }
}
