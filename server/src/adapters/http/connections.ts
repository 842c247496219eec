import { Agent, type Dispatcher, EnvHttpProxyAgent, request } from 'undici';
import { resolvePublic } from '../addresses.ts';
import { SILENCE_MS } from './body.ts';
import type { Hop } from './hop.ts';
import type { Proxies } from './proxies.ts';

/**
 * Open connections, through the user's proxies, to allowed addresses only. The
 * library is loaded with this file, and so by the first request: most of what
 * this program does asks nobody.
 */
export class Connections {
  readonly #forUser: Dispatcher;
  readonly #forStrangers: Dispatcher;

  constructor(proxies: Proxies | null) {
    const timeouts = { headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS };
    // Behind a proxy the proxy resolves names; without one they are resolved and judged here.
    // A plain http address is asked of the proxy in the absolute form, as the go command and git do.
    const dispatcherWith = (connect: { lookup?: typeof lookupPublic }): Dispatcher =>
      proxies === null
        ? new Agent({ ...timeouts, connect })
        : new EnvHttpProxyAgent({ ...timeouts, ...proxies, proxyTunnel: false, connect });
    this.#forUser = dispatcherWith({});
    this.#forStrangers = dispatcherWith({ lookup: lookupPublic });
  }

  /** Makes one request with these headers. Rejects with errors of the library and of the system. */
  request(
    { url, namedBy, bodyBytes, signal }: Hop,
    headers: Readonly<Record<string, string>>,
  ): Promise<Dispatcher.ResponseData> {
    return request(url, {
      dispatcher: namedBy === 'user' ? this.#forUser : this.#forStrangers,
      method: bodyBytes === undefined ? 'GET' : 'POST',
      headers,
      ...(bodyBytes === undefined ? {} : { body: bodyBytes }),
      signal,
    });
  }

  /** Closes idle connections. */
  async close(): Promise<void> {
    await Promise.all([this.#forUser.destroy(), this.#forStrangers.destroy()]);
  }
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
