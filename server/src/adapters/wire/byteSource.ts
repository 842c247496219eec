import { GitError } from '../../ports/index.ts';

/** A rest that nobody asked for is read up to this length, in bytes, so that the connection can be used again. */
const MAX_REST_BYTES = 64 << 10;
/** And for so long, in milliseconds. */
const MAX_REST_MS = 250;

/** Bytes that come in chunks, read in the lengths that a format has. */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Whether nothing is left. */
  async isAtEnd(): Promise<boolean> {
    return !(await this.#fill(1));
  }

  /** The next `length` bytes, to be used before the next read. Rejects as `malformed` when there are fewer. */
  async take(length: number): Promise<Buffer> {
    if (!(await this.#fill(length))) {
      throw new GitError('malformed', 'The answer of the repository ends too early.');
    }
    const taken = this.#buffer.subarray(this.#start, this.#start + length);
    this.#start += length;
    return taken;
  }

  /** Reads a short rest and gives up a long one. Never rejects. */
  async finish(): Promise<void> {
    const giveUp = (): unknown => this.#chunks.return?.().catch(() => undefined);
    const timer = setTimeout(giveUp, MAX_REST_MS);
    try {
      for (let rest = 0; rest <= MAX_REST_BYTES; ) {
        const { done, value } = await this.#chunks.next();
        if (done) return;
        rest += value.length;
      }
    } catch {
      return;
    } finally {
      clearTimeout(timer);
      giveUp();
    }
  }

  async #fill(length: number): Promise<boolean> {
    let available = this.#buffer.length - this.#start;
    if (available >= length) return true;
    const parts: Uint8Array[] = [this.#buffer.subarray(this.#start)];
    while (available < length) {
      const { done, value } = await this.#chunks.next();
      if (done) break;
      parts.push(value);
      available += value.length;
    }
    this.#buffer = Buffer.concat(parts);
    this.#start = 0;
    return available >= length;
  }
}
