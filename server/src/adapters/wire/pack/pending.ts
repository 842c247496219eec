/** A delta whose base is not known yet. */
export interface WaitingDelta {
  /** Where its entry begins in the pack, in bytes. */
  readonly offset: number;
  readonly delta: Buffer;
}

/** Deltas that wait for their bases. Those of a cycle wait for ever. */
export class Pending {
  readonly #byOffset = new Map<number, WaitingDelta[]>();
  readonly #byId = new Map<string, WaitingDelta[]>();
  readonly #offsets = new Set<number>();

  get isEmpty(): boolean {
    return this.#offsets.size === 0;
  }

  /** Waits for the entry at `baseOffset`, which waits itself. False when nothing waits there. */
  waitForOffset(baseOffset: number, waiting: WaitingDelta): boolean {
    if (!this.#offsets.has(baseOffset)) return false;
    add(this.#byOffset, baseOffset, waiting);
    this.#offsets.add(waiting.offset);
    return true;
  }

  /** Waits for the object with an id. */
  waitForId(baseId: string, waiting: WaitingDelta): void {
    add(this.#byId, baseId, waiting);
    this.#offsets.add(waiting.offset);
  }

  /** Gives what waited for an object that is known now, and forgets it. */
  release(offset: number, id: string): readonly WaitingDelta[] {
    const released = [...(this.#byOffset.get(offset) ?? []), ...(this.#byId.get(id) ?? [])];
    this.#byOffset.delete(offset);
    this.#byId.delete(id);
    for (const waiting of released) this.#offsets.delete(waiting.offset);
    return released;
  }
}

function add<K>(map: Map<K, WaitingDelta[]>, key: K, waiting: WaitingDelta): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [waiting]);
  else list.push(waiting);
}
