import { createInflate, inflateSync } from 'node:zlib';
import { GitError } from '../../../ports/index.ts';

/** Node gives this engine along with the result when asked for `info`. */
interface InflateInfo {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Uncompresses the zlib stream at the beginning of `bytes`, which is to give
 * exactly `size` bytes. Gives the result and how many bytes the stream takes;
 * null when it goes on after `bytes`. Throws GitError `malformed`.
 */
export function inflateAt(bytes: Buffer, size: number): { result: Buffer; consumed: number } | null {
  try {
    const { buffer, engine } = inflateSync(bytes, {
      info: true,
      maxOutputLength: Math.max(size, 1),
      // One byte more than the object, so that the end of the stream is seen in one step.
      chunkSize: Math.min(Math.max(size + 1, 64), 1 << 20),
    }) as unknown as InflateInfo;
    if (buffer.length !== size) throw wrongSize();
    return { result: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    if (error instanceof GitError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR') return null;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? wrongSize() : notCompressed(error);
  }
}

/** An upper bound of how long zlib makes `size` bytes, for streams that are not padded on purpose. */
export function likelyBound(size: number): number {
  return size + Math.ceil(size / 1000) + 64;
}

/** Uncompresses one long zlib stream piece by piece and forgets what comes out. */
export class Skimmer {
  readonly #inflate = createInflate();
  readonly #size: number;
  #seen = 0;
  #hasEnded = false;
  #failure: unknown = null;
  #wake: () => void = () => undefined;

  /** `size` is what the stream is to give, in bytes. */
  constructor(size: number) {
    this.#size = size;
    this.#inflate.on('data', (chunk: Buffer) => {
      this.#seen += chunk.length;
    });
    this.#inflate.on('end', () => {
      this.#hasEnded = true;
      this.#wake();
    });
    this.#inflate.on('error', (error) => {
      this.#failure = error;
      this.#wake();
    });
  }

  /**
   * Takes more bytes. Resolves to how many of them belong to the stream, once it
   * ended; null while it goes on. Rejects with GitError `malformed`.
   */
  async take(bytes: Buffer): Promise<number | null> {
    const before = this.#inflate.bytesWritten;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      // Where the stream ends within these bytes, the end is told and the callback is not called.
      this.#inflate.write(bytes, () => resolve());
    });
    if (this.#failure !== null) throw notCompressed(this.#failure);
    const isWrong = this.#seen > this.#size || (this.#hasEnded && this.#seen !== this.#size);
    if (isWrong) {
      this.close();
      throw wrongSize();
    }
    return this.#hasEnded ? this.#inflate.bytesWritten - before : null;
  }

  /** Frees the engine of a stream that is given up. */
  close(): void {
    this.#inflate.destroy();
  }
}

function wrongSize(): GitError {
  return new GitError(
    'malformed',
    'The pack of the repository holds an object of another size than it says.',
  );
}

function notCompressed(cause: unknown): GitError {
  return new GitError(
    'malformed',
    'The pack of the repository holds an object that cannot be uncompressed.',
    {
      cause,
    },
  );
}
