import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HttpError } from '../../ports/index.ts';

/** How long one server may stay silent, in milliseconds. */
export const SILENCE_MS = 30_000;

/** A server that is slower than this after {@link SILENCE_MS} holds the audit up on purpose, or is broken. */
const LEAST_BYTES_PER_SECOND = 1024;

/**
 * Gives the chunks of a body as they come, and ends the transfer as soon as more
 * than `maxBytes` were sent, or the server sends too slowly: {@link HttpError}
 * `too-large` and `timeout`. Other errors are the network library's.
 */
export async function* boundedChunks(
  body: Readable,
  declaredBytes: number,
  maxBytes: number,
  host: string,
): AsyncGenerator<Uint8Array, void, void> {
  const tooLarge = (): HttpError => new HttpError('too-large', `${host} sends more than ${maxBytes} bytes.`);
  // A swallowed error event is one that the loop below reports as well.
  body.on('error', () => undefined);
  try {
    if (declaredBytes > maxBytes) throw tooLarge();
    let total = 0;
    const start = performance.now();
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > maxBytes) throw tooLarge();
      const elapsed = performance.now() - start;
      if (elapsed > SILENCE_MS && total < (elapsed / 1000) * LEAST_BYTES_PER_SECOND) {
        throw new HttpError('timeout', `${host} sends too slowly.`);
      }
      yield chunk;
    }
  } finally {
    // Stops the transfer where the reader stopped early.
    if (!body.readableEnded) body.destroy();
  }
}

/** Uncompresses a gzip body chunk by chunk. What comes out is bounded by `maxBytes` as well, for zip bombs. */
export async function* gunzipped(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  host: string,
): AsyncGenerator<Uint8Array, void, void> {
  const gunzip = createGunzip();
  const fed = (async () => {
    try {
      for await (const chunk of chunks) {
        if (gunzip.destroyed) return;
        if (!gunzip.write(chunk)) await drained(gunzip);
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  })();
  try {
    let total = 0;
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      total += chunk.length;
      if (total > maxBytes) throw new HttpError('too-large', `${host} sends more than ${maxBytes} bytes.`);
      yield chunk;
    }
  } finally {
    gunzip.destroy();
    await fed;
  }
}

function drained(gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'error']) gunzip.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) gunzip.once(event, done);
  });
}
