/**
 * How many turns of the event loop documents rest before they are examined: the
 * connection hands over one waiting message a turn or two.
 */
const TURNS_OF_REST = 5;

/** Has documents examined once edits have come to rest: those that pile up are all taken first. */
export class Pusher {
  readonly #push: (uri: string) => void;
  readonly #stale = new Set<string>();
  #turnsLeft = 0;
  #turn: NodeJS.Immediate | null = null;

  constructor(push: (uri: string) => void) {
    this.#push = push;
  }

  /** Has a document pushed soon. */
  touch(uri: string): void {
    this.#stale.add(uri);
    this.#turnsLeft = TURNS_OF_REST;
    this.#turn ??= setImmediate(() => this.#next());
  }

  /** Does not push a document that was to be. */
  drop(uri: string): void {
    this.#stale.delete(uri);
  }

  close(): void {
    this.#stale.clear();
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#turn = null;
  }

  #next(): void {
    this.#turn = null;
    if (this.#turnsLeft-- > 0) {
      this.#turn = setImmediate(() => this.#next());
      return;
    }
    const uris = [...this.#stale];
    this.#stale.clear();
    for (const uri of uris) this.#push(uri);
  }
}
