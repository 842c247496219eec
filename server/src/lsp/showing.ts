/** So many milliseconds after a showing, what was learnt meanwhile is shown all at once. */
const PAUSE = 30;

/** So many milliseconds typing rests before what hangs on it is done. */
const REST = 100;

/**
 * Decides when more is shown: what was learnt at once, but not more often than
 * every {@link PAUSE}; what hangs on typed text when typing rests.
 */
export class Showing {
  readonly #show: () => void;
  readonly #rested: () => void;
  readonly #failed: (message: string) => void;
  #showTimer: NodeJS.Timeout | null = null;
  #restTimer: NodeJS.Timeout | null = null;
  /** The end of the time in which nothing more is shown. */
  #pause: NodeJS.Timeout | null = null;
  /** What became known in that time. */
  #isMoreKnown = false;
  #isClosed = false;

  /** `failed` hears of a fault in either: a timer has nobody else who would. */
  constructor(show: () => void, rested: () => void, failed: (message: string) => void) {
    this.#show = show;
    this.#rested = rested;
    this.#failed = failed;
  }

  /** More is known. */
  changed(): void {
    if (this.#isClosed || this.#showTimer !== null) return;
    if (this.#pause !== null) this.#isMoreKnown = true;
    else this.#showTimer = setTimeout(() => this.#next(), 0);
  }

  /** Somebody types. */
  typed(): void {
    if (this.#isClosed) return;
    if (this.#restTimer === null) this.#restTimer = setTimeout(() => this.#rest(), REST);
    else this.#restTimer.refresh();
  }

  /** Shows nothing any more. */
  close(): void {
    this.#isClosed = true;
    for (const timer of [this.#showTimer, this.#restTimer, this.#pause])
      if (timer !== null) clearTimeout(timer);
  }

  #next(): void {
    this.#showTimer = null;
    this.#isMoreKnown = false;
    this.#pause = setTimeout(() => this.#resume(), PAUSE);
    this.#guarded(this.#show);
  }

  #resume(): void {
    this.#pause = null;
    if (this.#isMoreKnown) this.#next();
  }

  #rest(): void {
    this.#restTimer = null;
    this.#guarded(this.#rested);
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.#failed(`What is known could not be shown, which is a fault of Modproof: ${reason}`);
    }
  }
}
