import { type Http, HttpError, type HttpRequest, type HttpResponse, type NamedBy } from '../ports/index.ts';
import { isPrivateHostName } from './addresses.ts';
import { ByteCollector } from './byteCollector.ts';
import { isBroken } from './http/failures.ts';
import { Network, type NetworkSettings } from './http/network.ts';
import { MAX_REDIRECTS, redirectLoop, redirectOf } from './http/rules.ts';

/**
 * HTTP over undici, with the user's proxy settings.
 *
 * Redirects are followed here and not by the library, because each hop is
 * checked anew: a stranger's server must not lead into the user's network.
 */
export class UndiciHttp implements Http {
  /** The connections, for whoever speaks more than GET over them. */
  readonly network: Network;

  constructor(settings: NetworkSettings) {
    this.network = new Network(settings);
  }

  async get(wanted: HttpRequest): Promise<HttpResponse> {
    let url = wanted.url;
    let namedBy = wanted.namedBy;
    let headers = wanted.headers ?? {};
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const response = await this.#once(url, namedBy, { ...wanted, headers });
      const next = redirectOf(response.status, response.headers, url);
      if (next === null) return response;
      // A server inside the user's network may lead to its neighbours; a public one may not.
      if (next.host !== url.host && !isPrivateHostName(url.hostname)) namedBy = 'stranger';
      if (next.origin !== wanted.url.origin) headers = withoutAuthorization(headers);
      url = next;
    }
    throw redirectLoop(wanted.url.host);
  }

  /** Closes idle connections. */
  close(): Promise<void> {
    return this.network.close();
  }

  async #once(url: URL, namedBy: NamedBy, wanted: HttpRequest): Promise<HttpResponse> {
    const bare = new URL(url);
    bare.username = '';
    bare.password = '';
    const { maxBytes, signal } = wanted;
    // Credentials in a GOPROXY entry go to that server alone, never to where it redirects.
    const isAsked = url.username !== '' && url.host === wanted.url.host;
    const headers: Record<string, string> = {
      ...wanted.headers,
      ...(isAsked ? { authorization: basicAuthorization(url) } : {}),
    };
    for (let attempt = 0; ; attempt++) {
      const answer = await this.network.hop({ url: bare, namedBy, headers, maxBytes, signal });
      try {
        const bodyBytes = await readAll(answer.chunks, Number(answer.headers.get('content-length') ?? '0'));
        return { status: answer.status, url: bare, headers: answer.headers, bodyBytes };
      } catch (error) {
        // A body that breaks off is asked for once more.
        const cause = error instanceof HttpError ? error.cause : error;
        if (attempt > 0 || !isBroken(cause) || signal.aborted) throw error;
      }
    }
  }
}

async function readAll(body: AsyncIterable<Uint8Array>, declaredBytes: number): Promise<Uint8Array> {
  const collector = new ByteCollector(declaredBytes);
  for await (const chunk of body) collector.add(chunk);
  return collector.take();
}

/** What proves who asks goes to the first origin alone, also where a chain of redirects comes back to it. */
function withoutAuthorization(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { authorization: _, ...rest } = headers;
  return rest;
}

function basicAuthorization(url: URL): string {
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
