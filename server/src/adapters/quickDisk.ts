/** What takes longer is slow, in milliseconds; a machine with much else to do makes a quick disk wait as well. */
const SLOW_MS = 4;

/** A disk is slow when so many answers were, and one of so many at the least. */
const MANY_SLOW = 3;
const SLOW_SHARE = 1 / 50;

/**
 * Tells whether a disk gives small things so quickly that they are had at once,
 * with nothing else going on meanwhile: a hundred of them take the time that ten
 * take by turns. Once it was found slow, it stays so.
 */
export class QuickDisk {
  readonly #now: () => number;
  #answers = 0;
  #slowAnswers = 0;

  /** `now` is in milliseconds from any moment on. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get isQuick(): boolean {
    return this.#slowAnswers < MANY_SLOW || this.#slowAnswers < this.#answers * SLOW_SHARE;
  }

  /** Does `act`, which waits for the disk, and notes how long that took. Throws as `act` does. */
  atOnce<Result>(act: () => Result): Result {
    const start = this.#now();
    try {
      return act();
    } finally {
      this.#answers++;
      if (this.#now() - start > SLOW_MS) this.#slowAnswers++;
    }
  }
}
