/** A disk that takes longer for something small is not waited for with nothing else going on. Milliseconds. */
const SLOW_MS = 4;

/**
 * Tells whether a disk gives small things so quickly that they are had at once,
 * with nothing else going on meanwhile: a hundred of them take the time that ten
 * take by turns. The first slow answer decides that it is not.
 */
export class QuickDisk {
  #isQuick = true;

  /** False once something small took its time. */
  get isQuick(): boolean {
    return this.#isQuick;
  }

  /** Does `act`, which waits for the disk, and notes how long that took. Throws as `act` does. */
  atOnce<Result>(act: () => Result): Result {
    const start = performance.now();
    try {
      return act();
    } finally {
      if (performance.now() - start > SLOW_MS) this.#isQuick = false;
    }
  }
}
