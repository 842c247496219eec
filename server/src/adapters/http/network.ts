import type { Dispatcher } from 'undici';
import { boundedChunks } from './body.ts';
import type { Connections } from './connections.ts';
import { asHttpError, isBroken } from './failures.ts';
import type { Hop, HopAnswer } from './hop.ts';
import { type Proxies, proxiesOf } from './proxies.ts';
import { assertAllowed } from './rules.ts';

/** How this process reaches servers. */
export interface NetworkSettings {
  /** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the user, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/** A body that nobody reads is read to its end up to this length, in bytes, to keep the connection. */
const MAX_DISCARDED_BYTES = 64 << 10;

/** The connections of one run: kept open, through the user's proxies, to allowed addresses only. */
export class Network {
  readonly userAgent: string;
  /** Whether the user's environment names a proxy. */
  readonly hasProxy: boolean;
  readonly #proxies: Proxies | null;
  /** Opened by the first request. */
  #opened: Promise<Connections> | null = null;

  constructor(settings: NetworkSettings) {
    this.userAgent = settings.userAgent;
    this.#proxies = proxiesOf(settings.environment);
    this.hasProxy = this.#proxies !== null;
  }

  /**
   * Makes one request, and follows no redirect. Resolves when the headers are
   * there. Rejects with HttpError, `address-not-allowed` before anything is sent.
   */
  async hop(wanted: Hop): Promise<HopAnswer> {
    assertAllowed(wanted.url, wanted.namedBy);
    const { host } = wanted.url;
    for (let attempt = 0; ; attempt++) {
      try {
        const connections = await this.#connections();
        const headers = { 'user-agent': this.userAgent, ...wanted.headers };
        const answer = await connections.request(wanted, headers);
        return {
          status: answer.statusCode,
          headers: headersOf(answer.headers),
          chunks: this.#chunks(answer, wanted, host),
          discard: () => discard(answer),
        };
      } catch (error) {
        // A server may close a connection that was kept open, just as it is used again.
        if (attempt === 0 && isBroken(error) && !wanted.signal.aborted) continue;
        throw asHttpError(error, host, wanted.signal, this.hasProxy);
      }
    }
  }

  /** Closes idle connections. */
  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }

  #connections(): Promise<Connections> {
    this.#opened ??= import('./connections.ts').then((loaded) => new loaded.Connections(this.#proxies));
    return this.#opened;
  }

  async *#chunks(
    answer: Dispatcher.ResponseData,
    wanted: Hop,
    host: string,
  ): AsyncGenerator<Uint8Array, void, void> {
    const declaredBytes = Number(answer.headers['content-length'] ?? '0');
    try {
      yield* boundedChunks(answer.body, declaredBytes, wanted.maxBytes, host);
    } catch (error) {
      throw asHttpError(error, host, wanted.signal, this.hasProxy);
    }
  }
}

async function discard(answer: Dispatcher.ResponseData): Promise<void> {
  await answer.body.dump({ limit: MAX_DISCARDED_BYTES }).catch(() => undefined);
}

function headersOf(headers: Dispatcher.ResponseData['headers']): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
