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
export type Merged = { readonly kind: 'older' } | { readonly kind: 'same' } | { readonly kind: 'newer' };

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
  /** The ends of what makes a newer head the newest one: with requests, and from kept files alone. */
  #remoteTurn: Promise<void> | null = null;
  #keptTurn: Promise<void> | null = null;

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
      if (known !== null && head.size <= known.size) {
        const [older, newer] = head.size < known.size ? [head, known] : [known, head];
        const failure = await checkConsistency(older, newer, this.tilesOf(known), options);
        if (failure !== null) return failure;
        this.#ops.sawHead(head.size);
        return head.size === known.size ? { kind: 'same' } : { kind: 'older' };
      }
      // One newer head at a time: most that wait are older than the newest one after that.
      const turn = (options.remote ? this.#remoteTurn : null) ?? this.#keptTurn;
      if (turn !== null) {
        await turn;
        continue;
      }
      const failure = await this.#takeTurn(options, () => this.#moveOn(known, head, options));
      if (failure === 'moved') continue;
      return failure ?? { kind: 'newer' };
    }
  }

  /** Makes `head` the newest one if it extends `known`, and says `moved` if another head has become the newest by then. */
  async #moveOn(
    known: TreeHead | null,
    head: TreeHead,
    options: ReadOptions,
  ): Promise<Fork | Rejected | Unanswered | 'moved' | null> {
    // The first head has nothing to extend. Without its tiles nothing could ever be proven with it, so it is not taken.
    const failure =
      known === null
        ? await this.#checkTiles(head, options)
        : await checkConsistency(known, head, this.tilesOf(head), options);
    if (failure !== null) return failure;
    if (this.#newest !== known) return 'moved';
    this.#newest = head;
    this.#ops.sawHead(head.size);
    return null;
  }

  async #checkTiles(head: TreeHead, options: ReadOptions): Promise<Rejected | Unanswered | null> {
    const answer = await this.tilesOf(head).hashesOf([], options);
    return answer.kind === 'hashes' ? null : answer;
  }

  /** Does `work` so that others can wait for its end. Who reads kept files alone never waits for the network. */
  async #takeTurn<T>({ remote }: ReadOptions, work: () => Promise<T>): Promise<T> {
    const result = work();
    const end = (): void => {
      if (remote) this.#remoteTurn = null;
      else this.#keptTurn = null;
    };
    const turn = result.then(end, end);
    if (remote) this.#remoteTurn = turn;
    else this.#keptTurn = turn;
    return result;
  }

  /** Keeps the newest head, merging what others have kept in between. Null unless that shows that something is wrong. */
  async #keepNewest(options: ReadOptions): Promise<Fork | Rejected | Unanswered | null> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const keptBytes = await this.#ops.readHead();
      const kept = keptBytes === null ? null : openTreeHead(keptBytes, this.#key);
      if (kept?.kind === 'head') {
        const merged = await this.#mergeInMemory(kept, options);
        if (merged.kind === 'same' || merged.kind === 'newer') return null;
        if (merged.kind !== 'older') return merged;
      }
      const newest = this.#newest;
      if (newest === null || (await this.#ops.replaceHead(keptBytes, newest.noteBytes))) return null;
    }
    return null;
  }
}
