/** No more than this is set aside for a size that somebody declares and need not send, in bytes. */
const MAX_SET_ASIDE = 256 << 20;

/** Below this a copy at the end costs less than room that is set aside. */
const MIN_SET_ASIDE = 1 << 20;

/**
 * Puts bytes together that come in pieces. Where their number is declared, they
 * are written to their place at once, so that a large body is never held twice.
 */
export class ByteCollector {
  readonly #pieces: Uint8Array[] = [];
  #room: Buffer | null;
  #length = 0;

  /** `declaredBytes` is what is expected, 0 when nothing is known; more and fewer may come. */
  constructor(declaredBytes: number) {
    const isWorth = declaredBytes >= MIN_SET_ASIDE && declaredBytes <= MAX_SET_ASIDE;
    this.#room = isWorth ? Buffer.allocUnsafeSlow(declaredBytes) : null;
  }

  /** Adds a piece. It must not change afterwards. */
  add(piece: Uint8Array): void {
    if (this.#room !== null && this.#length + piece.length > this.#room.length) {
      this.#pieces.push(this.#room.subarray(0, this.#length));
      this.#room = null;
    }
    if (this.#room === null) this.#pieces.push(piece);
    else this.#room.set(piece, this.#length);
    this.#length += piece.length;
  }

  /** All that was added, in order. */
  take(): Uint8Array {
    if (this.#room !== null) return this.#room.subarray(0, this.#length);
    const [only] = this.#pieces;
    return this.#pieces.length === 1 && only !== undefined ? only : Buffer.concat(this.#pieces, this.#length);
  }
}
