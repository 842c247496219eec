/**
 * How many turns of the event loop documents rest before they are examined: the
 * connection hands over one waiting message a turn or two.
 */
const TURNS_OF_REST = 5;

/** Pushes the diagnostics of documents once edits have come to rest: those that pile up are all taken first. */
export class Pusher {
  readonly #push: (uri: string) => void;
  readonly #stale = new Set<string>();
  #turn: NodeJS.Immediate | null = null;
  #turnsLeft = 0;

  /** `push` examines a document and sends what it finds. */
  constructor(push: (uri: string) => void) {
    this.#push = push;
  }

  /** What was pushed for a document is out of date. */
  touch(uri: string): void {
    this.#stale.add(uri);
    this.#turnsLeft = TURNS_OF_REST;
    this.#turn ??= setImmediate(() => this.#rest());
  }

  /** Nothing is to be pushed for a document. */
  drop(uri: string): void {
    this.#stale.delete(uri);
  }

  /** Pushes nothing that is still waiting. */
  stop(): void {
    this.#stale.clear();
    if (this.#turn !== null) clearImmediate(this.#turn);
    this.#turn = null;
  }

  #rest(): void {
    this.#turn = null;
    if (this.#turnsLeft-- > 0) {
      this.#turn = setImmediate(() => this.#rest());
      return;
    }
    const uris = [...this.#stale];
    this.#stale.clear();
    for (const uri of uris) this.#push(uri);
  }
}
