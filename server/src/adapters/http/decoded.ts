import { HttpError } from '../../ports/index.ts';
import { gunzipped } from './body.ts';
import { asHttpError } from './failures.ts';
import type { HopAnswer } from './hop.ts';

/**
 * The body of an answer after transfer decoding, at most `maxBytes`. Rejects
 * with HttpError; `malformed` for an encoding that was not asked for.
 */
export async function* decodedChunks(
  answer: HopAnswer,
  maxBytes: number,
  host: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, void> {
  const encoding = answer.headers.get('content-encoding') ?? 'identity';
  if (encoding === 'identity') {
    yield* answer.chunks;
    return;
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    await answer.discard();
    throw new HttpError('malformed', `${host} sends an answer in an encoding that was not asked for.`);
  }
  try {
    yield* gunzipped(answer.chunks, maxBytes, host);
  } catch (error) {
    throw asHttpError(error, host, signal, false);
  }
}
