import { FileError, type Files, type Http, HttpError } from '../ports/index.ts';
import type { RemoteAnswer } from '../sumdb/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';
import { addressOf, pathOf } from './addresses.ts';
import type { Patience, QuestionLimits } from './limits.ts';

/** What is asked of a checksum database, or of a mirror that stands in front of one. */
export type DatabaseQuestion = 'lookup' | 'tile' | 'supported';

/** A server that stayed silent this often is not asked again in this run. */
const MAX_SILENCES = 3;

/** A tile of height 8 has at most 256 hashes of 32 bytes. The limit of what is read leaves room for error pages. */
const MAX_TILE_BYTES = 256 * 32;

/** Error texts of servers are shown; this much of them, in characters. */
const MAX_QUOTED = 200;

/** Reads from checksum databases and from mirrors that pass requests on to one. */
export class DatabaseReader {
  readonly #http: Http;
  readonly #files: Files;
  readonly #patience: Patience;
  readonly #silences = new Map<string, number>();

  constructor(http: Http, files: Files, patience: Patience) {
    this.#http = http;
    this.#files = files;
    this.#patience = patience;
  }

  /** Reads `url`: http, https or file, as the user's settings name it. Never rejects for what servers do. */
  async read(url: URL, question: DatabaseQuestion, signal: AbortSignal): Promise<RemoteAnswer> {
    const limits = this.#patience.with(signal, question);
    const answer = await (url.protocol === 'file:'
      ? this.#readFile(url, limits)
      : this.#get(url, question, limits));
    if (question === 'tile' && answer.kind === 'found' && answer.bodyBytes.length > MAX_TILE_BYTES) {
      return failed('too-large', `${addressOf(url)} is longer than a tile can be`);
    }
    return answer;
  }

  async #get(url: URL, question: DatabaseQuestion, limits: QuestionLimits): Promise<RemoteAnswer> {
    const { host } = url;
    if ((this.#silences.get(host) ?? 0) >= MAX_SILENCES) {
      const detail = `${host} did not answer ${MAX_SILENCES} times and was not asked again`;
      return failed('database-unreachable', detail);
    }
    try {
      const { status, bodyBytes } = await this.#http.get({ url, namedBy: 'user', ...limits });
      this.#silences.delete(host);
      if (status === 200) return { kind: 'found', bodyBytes };
      const detail = `${host} answered with status ${status}${quoted(bodyBytes)}`;
      const isAbsent = status === 404 || status === 410;
      // A database answers in plain words; a page is of somebody who stands before it.
      return isAbsent && !(question === 'lookup' && isPage(bodyBytes))
        ? { kind: 'not-found', detail }
        : failed('database-error', detail);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (error.code === 'timeout' || error.code === 'unreachable') {
        this.#silences.set(host, (this.#silences.get(host) ?? 0) + 1);
      }
      return failed(REASON_OF_HTTP[error.code], error.message);
    }
  }

  async #readFile(url: URL, limits: QuestionLimits): Promise<RemoteAnswer> {
    try {
      return { kind: 'found', bodyBytes: await this.#files.read(pathOf(url), limits) };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code === 'not-found')
        return { kind: 'not-found', detail: `${addressOf(url)} does not exist` };
      return failed(error.code === 'too-large' ? 'too-large' : 'database-error', error.message);
    }
  }
}

function failed(reason: UndeterminedReason, detail: string): RemoteAnswer {
  return { kind: 'failed', reason, detail };
}

/** Tells whether a text is HTML or XML, which no database speaks. */
function isPage(bodyBytes: Uint8Array): boolean {
  return new TextDecoder()
    .decode(bodyBytes.subarray(0, 4 * MAX_QUOTED))
    .trimStart()
    .startsWith('<');
}

/** The first line of an error text, which is attacker-controlled, behind a colon; nothing when it is empty. */
function quoted(bodyBytes: Uint8Array): string {
  const text = new TextDecoder().decode(bodyBytes.subarray(0, 4 * MAX_QUOTED));
  const [line = ''] = text.trim().split('\n');
  return line === '' ? '' : `: ${line.slice(0, MAX_QUOTED)}`;
}

const REASON_OF_HTTP: Readonly<Record<HttpError['code'], UndeterminedReason>> = {
  unreachable: 'database-unreachable',
  timeout: 'database-unreachable',
  tls: 'database-unreachable',
  'too-large': 'too-large',
  'redirect-loop': 'database-error',
  malformed: 'database-error',
  'address-not-allowed': 'address-not-allowed',
  aborted: 'cancelled',
};
