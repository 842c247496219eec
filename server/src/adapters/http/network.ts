import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import type { NamedBy } from '../../ports/index.ts';
import { resolvePublic } from '../addresses.ts';
import { boundedChunks, SILENCE_MS } from './body.ts';
import { asHttpError, isBroken } from './failures.ts';
import { proxiesOf } from './proxies.ts';
import { assertAllowed } from './rules.ts';

/** How this process reaches servers. */
export interface NetworkSettings {
  /** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the user, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/** One request to one address. */
export interface Hop {
  readonly url: URL;
  readonly namedBy: NamedBy;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When given, the request is a POST. */
  readonly bodyBytes?: Uint8Array;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The beginning of an answer. */
export interface HopAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /**
   * The body as sent, without transfer decoding, at most `maxBytes`; rejects with HttpError.
   * It is read once, or given up with {@link HopAnswer.discard}.
   */
  readonly chunks: AsyncGenerator<Uint8Array, void, void>;
  /** Reads a short rest, so that the connection can be used again, and ends a long one. Never rejects. */
  discard(): Promise<void>;
}

/** A body that nobody reads is read to its end up to this length, in bytes, to keep the connection. */
const MAX_DISCARDED_BYTES = 64 << 10;

/** The connections of one run: kept open, through the user's proxies, to allowed addresses only. */
export class Network {
  readonly userAgent: string;
  /** Whether the user's environment names a proxy. */
  readonly hasProxy: boolean;
  readonly #forUser: Dispatcher;
  readonly #forStrangers: Dispatcher;

  constructor(settings: NetworkSettings) {
    this.userAgent = settings.userAgent;
    const timeouts = { headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS };
    const proxies = proxiesOf(settings.environment);
    this.hasProxy = proxies !== null;
    // Behind a proxy the proxy resolves names; without one they are resolved and judged here.
    // A plain http address is asked of the proxy in the absolute form, as the go command and git do.
    const dispatcherWith = (connect: { lookup?: typeof lookupPublic }): Dispatcher =>
      proxies === null
        ? new Agent({ ...timeouts, connect })
        : new EnvHttpProxyAgent({ ...timeouts, ...proxies, proxyTunnel: false, connect });
    this.#forUser = dispatcherWith({});
    this.#forStrangers = dispatcherWith({ lookup: lookupPublic });
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
        const answer = await request(wanted.url, {
          dispatcher: wanted.namedBy === 'user' ? this.#forUser : this.#forStrangers,
          method: wanted.bodyBytes === undefined ? 'GET' : 'POST',
          headers: { 'user-agent': this.userAgent, ...wanted.headers },
          ...(wanted.bodyBytes === undefined ? {} : { body: wanted.bodyBytes }),
          signal: wanted.signal,
        });
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
    await Promise.all([this.#forUser.destroy(), this.#forStrangers.destroy()]);
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

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  addresses: { address: string; family: number }[],
) => void;

/** Resolves a name for a connection and refuses addresses that are not public, also when a name changes its mind. */
function lookupPublic(hostname: string, _options: unknown, callback: LookupCallback): void {
  resolvePublic(hostname).then(
    (addresses) => callback(null, [...addresses]),
    (error: NodeJS.ErrnoException) => callback(error, []),
  );
}
