import { Agent, type Dispatcher, EnvHttpProxyAgent, errors, request } from 'undici';
import {
  type Http,
  HttpError,
  type HttpErrorCode,
  type HttpRequest,
  type HttpResponse,
  type NamedBy,
} from '../ports/index.ts';
import { isPrivateHostName, PrivateAddressError, resolvePublic } from './addresses.ts';

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** How long one server may stay silent, in milliseconds. */
const SILENCE_MS = 30_000;

/** A server that is slower than this after {@link SILENCE_MS} holds the audit up on purpose, or is broken. */
const LEAST_BYTES_PER_SECOND = 1024;

/** How this process reaches servers. */
export interface NetworkSettings {
  /** `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the user, in either case. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userAgent: string;
}

/**
 * HTTP over undici, with the user's proxy settings.
 *
 * Redirects are followed here and not by the library, because each hop is
 * checked anew: a stranger's server must not lead into the user's network.
 */
export class UndiciHttp implements Http {
  readonly #userAgent: string;
  readonly #environment: NetworkSettings['environment'];
  readonly #forUser: Dispatcher;
  readonly #forStrangers: Dispatcher;

  constructor(settings: NetworkSettings) {
    this.#userAgent = settings.userAgent;
    this.#environment = settings.environment;
    const timeouts = { headersTimeout: SILENCE_MS, bodyTimeout: SILENCE_MS };
    const proxies = proxiesOf(settings.environment);
    // Behind a proxy the proxy resolves names; without one they are resolved and judged here.
    // A plain http address is asked of the proxy in the absolute form, as the go command and git do.
    const dispatcherWith = (connect: { lookup?: typeof lookupPublic }): Dispatcher =>
      proxies === null
        ? new Agent({ ...timeouts, connect })
        : new EnvHttpProxyAgent({ ...timeouts, ...proxies, proxyTunnel: false, connect });
    this.#forUser = dispatcherWith({});
    this.#forStrangers = dispatcherWith({ lookup: lookupPublic });
  }

  async get(wanted: HttpRequest): Promise<HttpResponse> {
    let url = wanted.url;
    let namedBy = wanted.namedBy;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      assertAllowed(url, namedBy);
      const response = await this.#once(url, namedBy, wanted);
      const location = response.headers.get('location');
      if (!REDIRECTS.has(response.status) || location === undefined) return response;
      const next = nextAddress(location, url);
      // A server inside the user's network may lead to its neighbours; a public one may not.
      if (next.host !== url.host && !isPrivateHostName(url.hostname)) namedBy = 'stranger';
      if (url.protocol === 'https:' && next.protocol !== 'https:') {
        throw new HttpError('address-not-allowed', `${url.host} redirects from https to ${next.protocol}//`);
      }
      url = next;
    }
    throw new HttpError('redirect-loop', `${wanted.url.host} redirects more than ${MAX_REDIRECTS} times.`);
  }

  /** Closes idle connections. */
  async close(): Promise<void> {
    await Promise.all([this.#forUser.destroy(), this.#forStrangers.destroy()]);
  }

  async #once(url: URL, namedBy: NamedBy, wanted: HttpRequest): Promise<HttpResponse> {
    const bare = new URL(url);
    bare.username = '';
    bare.password = '';
    const headers: Record<string, string> = { 'user-agent': this.#userAgent };
    // Credentials in a GOPROXY entry go to that server alone, never to where it redirects.
    if (url.username !== '' && url.host === wanted.url.host) headers.authorization = basicAuthorization(url);
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await request(bare, {
          dispatcher: namedBy === 'user' ? this.#forUser : this.#forStrangers,
          headers,
          signal: wanted.signal,
        });
        return {
          status: answer.statusCode,
          url: bare,
          headers: headersOf(answer.headers),
          bodyBytes: await readBody(answer, wanted.maxBytes, bare.host),
        };
      } catch (error) {
        // A server may close a connection that was kept open, just as it is used again.
        if (attempt === 0 && isBroken(error) && !wanted.signal.aborted) continue;
        throw asHttpError(error, bare, wanted.signal, this.#environment);
      }
    }
  }
}

function isBroken(error: unknown): boolean {
  return error instanceof errors.SocketError || (error as NodeJS.ErrnoException).code === 'ECONNRESET';
}

function assertAllowed(url: URL, namedBy: NamedBy): void {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && namedBy === 'user')) {
    throw new HttpError('address-not-allowed', `${url.protocol}//${url.host} is not asked: only https is.`);
  }
  if (namedBy === 'stranger' && isPrivateHostName(url.hostname)) {
    throw new HttpError(
      'address-not-allowed',
      `${url.host} is an address inside a private network and is not asked.`,
    );
  }
}

function nextAddress(location: string, from: URL): URL {
  try {
    return new URL(location, from);
  } catch (error) {
    throw new HttpError('malformed', `${from.host} redirects to an address that cannot be read.`, {
      cause: error,
    });
  }
}

async function readBody(
  answer: Dispatcher.ResponseData,
  maxBytes: number,
  host: string,
): Promise<Uint8Array> {
  const tooLarge = (): HttpError => {
    // Stops the transfer: what is over the limit is refused while it is read.
    answer.body.destroy();
    return new HttpError('too-large', `${host} sends more than ${maxBytes} bytes.`);
  };
  // A swallowed error event is one that the loop below reports as well.
  answer.body.on('error', () => undefined);
  const declared = Number(answer.headers['content-length'] ?? '0');
  if (declared > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let total = 0;
  const start = performance.now();
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    total += chunk.length;
    if (total > maxBytes) throw tooLarge();
    const elapsed = performance.now() - start;
    if (elapsed > SILENCE_MS && total < (elapsed / 1000) * LEAST_BYTES_PER_SECOND) {
      answer.body.destroy();
      throw new HttpError('timeout', `${host} sends too slowly.`);
    }
    chunks.push(chunk);
  }
  if (chunks.length === 1 && chunks[0] !== undefined) return chunks[0];
  return Buffer.concat(chunks);
}

function headersOf(headers: Dispatcher.ResponseData['headers']): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function basicAuthorization(url: URL): string {
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function proxiesOf(
  environment: NetworkSettings['environment'],
): { httpProxy?: string; httpsProxy?: string; noProxy?: string } | null {
  const httpProxy = environment.http_proxy || environment.HTTP_PROXY;
  const httpsProxy = environment.https_proxy || environment.HTTPS_PROXY;
  if (!httpProxy && !httpsProxy) return null;
  const ownMachine = 'localhost,127.0.0.1,[::1]';
  const named = environment.no_proxy || environment.NO_PROXY;
  return {
    ...(httpProxy ? { httpProxy } : {}),
    ...(httpsProxy ? { httpsProxy } : {}),
    // As the go command has it: this machine is never asked through a proxy.
    noProxy: named ? `${named},${ownMachine}` : ownMachine,
  };
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

function asHttpError(
  error: unknown,
  url: URL,
  signal: AbortSignal,
  environment: NetworkSettings['environment'],
): HttpError {
  if (error instanceof HttpError) return error;
  if (signal.aborted) {
    const timedOut = (signal.reason as Error | undefined)?.name === 'TimeoutError';
    return timedOut
      ? new HttpError('timeout', `${url.host} did not answer in time.`, { cause: error })
      : new HttpError('aborted', `The request to ${url.host} was cancelled.`, { cause: error });
  }
  if (error instanceof PrivateAddressError) {
    return new HttpError('address-not-allowed', `${error.message} and is not asked.`, { cause: error });
  }
  const [code, words] = causeOf(error);
  const via = proxiesOf(environment) === null ? '' : ' (HTTP_PROXY or HTTPS_PROXY is set)';
  return new HttpError(code, `${url.host} ${words}${via}.`, { cause: error });
}

function causeOf(error: unknown): [HttpErrorCode, string] {
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return ['timeout', 'stopped answering'];
  }
  if (error instanceof errors.ConnectTimeoutError) return ['timeout', 'did not answer in time'];
  if (error instanceof errors.ResponseContentLengthMismatchError) {
    return ['malformed', 'sent another number of bytes than it declared'];
  }
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (
    code.startsWith('ERR_TLS') ||
    code.startsWith('CERT_') ||
    code.includes('CERTIFICATE') ||
    code.includes('SSL')
  ) {
    return ['tls', `has no certificate that this machine trusts (${code})`];
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return ['unreachable', 'could not be found by name'];
  if (code === 'ECONNREFUSED') return ['unreachable', 'refused the connection'];
  if (error instanceof errors.HTTPParserError) return ['malformed', 'sent something that is not HTTP'];
  return ['unreachable', `broke the connection${code === '' ? '' : ` (${code})`}`];
}
