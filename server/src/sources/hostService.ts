import {
  type Http,
  HttpError,
  type HttpErrorCode,
  type HttpRequest,
  type HttpResponse,
} from '../ports/index.ts';
import { type Undetermined, type UndeterminedReason, undetermined } from '../verdict/index.ts';
import type { CodeHost } from './codeHost.ts';
import type { Patience } from './limits.ts';

/** What a code host's service answers to one question. */
export type HostAnswer =
  | {
      readonly kind: 'found';
      readonly text: string;
      /** What was asked, without credentials. */
      readonly url: string;
    }
  /** Status 404: it is not there, or not for everybody to know. */
  | { readonly kind: 'not-found' }
  | Undetermined;

/** What lies at an address, byte for byte. */
export type HostFile = Served | Exclude<HostAnswer, { readonly kind: 'found' }>;

interface Served {
  readonly kind: 'found';
  readonly bodyBytes: Uint8Array;
  readonly url: string;
}

const REASON_OF_HTTP: Readonly<Record<HttpErrorCode, UndeterminedReason>> = {
  unreachable: 'upstream-unreachable',
  timeout: 'upstream-unreachable',
  tls: 'upstream-unreachable',
  'too-large': 'too-large',
  'redirect-loop': 'upstream-error',
  'address-not-allowed': 'address-not-allowed',
  malformed: 'upstream-malformed',
  aborted: 'cancelled',
};

const HEADERS = {
  github: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
  gitlab: { accept: 'application/json' },
} as const;

/** A host that stayed silent so often is not asked again in this run. */
const MAX_SILENCES = 2;

/**
 * Asks the service of one code host: one question at a time, each once in a run.
 * A limit that is met, and a token that is refused, end all further questions.
 */
export class HostService {
  readonly host: CodeHost;
  readonly #http: Http;
  readonly #patience: Patience;
  readonly #asked = new Map<string, Promise<HostAnswer>>();
  #last: Promise<unknown> = Promise.resolve();
  #closed: Undetermined | null = null;
  #silences = 0;

  constructor(host: CodeHost, http: Http, patience: Patience) {
    this.host = host;
    this.#http = http;
    this.#patience = patience;
  }

  /** Asks for what lies at `path` below the service's address. Never rejects but for cancellation. */
  ask(path: string, signal: AbortSignal): Promise<HostAnswer> {
    const known = this.#asked.get(path);
    if (known !== undefined) return known;
    const url = new URL(`${this.host.address.href.replace(/\/$/, '')}/${path}`);
    const answer = this.#inTurn(() => this.#ask(url, signal)).then(textOf);
    this.#asked.set(path, answer);
    return answer;
  }

  /** Reads the bundle that the service names the address of. Nobody is told who asks, and no private address is asked for a stranger. */
  fetchBundle(address: string, signal: AbortSignal): Promise<HostFile> {
    if (!URL.canParse(address))
      return Promise.resolve(undetermined('upstream-malformed', 'it names no address'));
    const url = new URL(address);
    // A service inside the user's own network may name its own addresses.
    const isOwn = url.origin === this.host.address.origin;
    const namedBy = isOwn ? this.host.namedBy : 'stranger';
    return this.#inTurn(() => this.#get({ url, namedBy, headers: {} }, 'bundle', signal));
  }

  #inTurn(work: () => Promise<HostFile>): Promise<HostFile> {
    const answer = this.#last.then(() => this.#closed ?? work());
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #ask(url: URL, signal: AbortSignal): Promise<HostFile> {
    const { kind, token, namedBy } = this.host;
    const proof = token === null ? {} : { authorization: `Bearer ${token}` };
    return this.#get({ url, namedBy, headers: { ...HEADERS[kind], ...proof } }, 'host', signal);
  }

  async #get(
    question: Pick<HttpRequest, 'url' | 'namedBy' | 'headers'>,
    kind: 'host' | 'bundle',
    signal: AbortSignal,
  ): Promise<HostFile> {
    try {
      const response = await this.#http.get({ ...question, ...this.#patience.with(signal, kind) });
      this.#silences = 0;
      return this.#answerOf(response, question.url);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      signal.throwIfAborted();
      const fact = undetermined(REASON_OF_HTTP[error.code], error.message);
      if (fact.reason === 'upstream-unreachable' && ++this.#silences >= MAX_SILENCES) this.#closed = fact;
      return fact;
    }
  }

  #answerOf({ status, headers, bodyBytes }: HttpResponse, asked: URL): HostFile {
    const { host } = asked;
    const limit = limitOf(status, headers, host);
    if (limit !== null) {
      this.#closed = limit;
      return limit;
    }
    if (status === 200) return { kind: 'found', bodyBytes, url: withoutCredentials(asked) };
    if (status === 404) return { kind: 'not-found' };
    if (status === 401) {
      const refused = this.host.token === null ? 'asks for a login' : 'refuses the token';
      this.#closed = undetermined('host-hides', `${host} ${refused}`);
      return this.#closed;
    }
    const reason = status === 403 ? 'host-hides' : 'upstream-error';
    return undetermined(reason, `${host} answered with status ${status}`);
  }
}

function textOf(file: HostFile): HostAnswer {
  if ('state' in file || file.kind === 'not-found') return file;
  return { kind: 'found', text: new TextDecoder().decode(file.bodyBytes), url: file.url };
}

/** An address as it may be shown: the user's setting may hold a password. */
function withoutCredentials(address: URL): string {
  const bare = new URL(address);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

/**
 * A limit that an answer speaks of: 429, or 403 with nothing left or a time to
 * wait, as GitHub's documentation of its limits has them. It tells until when.
 */
function limitOf(status: number, headers: ReadonlyMap<string, string>, host: string): Undetermined | null {
  const left = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  const wait = headers.get('retry-after');
  if (status !== 429 && !(status === 403 && (left === '0' || wait !== undefined))) return null;
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset'));
  const when =
    wait !== undefined && /^\d{1,6}$/.test(wait)
      ? `in ${wait} seconds`
      : Number.isSafeInteger(reset) && reset > 0 && reset < 8.64e12
        ? `at ${new Date(reset * 1000).toISOString()}`
        : 'later';
  return undetermined('upstream-rate-limit', `${host} may be asked again ${when}`);
}
