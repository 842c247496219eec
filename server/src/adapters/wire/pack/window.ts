/** Bytes that have come and were not consumed yet, in one piece. Appending is linear in all. */
export class Window {
  #buffer = Buffer.allocUnsafe(64 << 10);
  #start = 0;
  #end = 0;

  /** The bytes, to be used before the next {@link append}. */
  get bytes(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  append(bytes: Uint8Array): void {
    if (this.#end + bytes.length > this.#buffer.length) this.#makeRoom(bytes.length);
    this.#buffer.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  /** Drops bytes from the beginning. */
  consume(length: number): void {
    this.#start += length;
    if (this.#start === this.#end) {
      this.#start = 0;
      this.#end = 0;
    }
  }

  #makeRoom(more: number): void {
    const kept = this.#end - this.#start;
    // Moving pays only where at least half of the buffer becomes free.
    const fits = (kept + more) * 2 <= this.#buffer.length;
    const target = fits ? this.#buffer : Buffer.allocUnsafe((kept + more) * 2);
    this.#buffer.copy(target, 0, this.#start, this.#end);
    this.#buffer = target;
    this.#start = 0;
    this.#end = kept;
  }
}
