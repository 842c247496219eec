import { type GoSettings, isPrivate, isPublicMirror } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { FileError, type Files, type Http, HttpError, type HttpResponse } from '../ports/index.ts';
import {
  continuesAfter,
  infoUrl,
  latestUrl,
  listUrl,
  meaningOf,
  modUrl,
  type ProxyEntry,
  parseProxyList,
  zipUrl,
} from '../proxy/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';
import { addressOf, pathOf } from './addresses.ts';
import type { Patience, QuestionLimits } from './limits.ts';

/** Which of a version's three files is asked for. */
export type MirrorFile = 'info' | 'mod' | 'zip';

/** What the mirrors of GOPROXY say, taken together as the go command takes them. */
export type MirrorAnswer =
  | {
      readonly kind: 'found';
      readonly bodyBytes: Uint8Array;
      /** Address of the mirror, without credentials. */
      readonly mirror: string;
    }
  | {
      readonly kind: 'not-found';
      readonly detail: string;
      /** The public mirror was asked what it has cached, and nothing else: the version may exist. */
      readonly cachedOnly: boolean;
    }
  | { readonly kind: 'blocked'; readonly detail: string }
  | { readonly kind: 'undetermined'; readonly reason: UndeterminedReason; readonly detail: string };

const URL_OF = { info: infoUrl, mod: modUrl, zip: zipUrl } as const;

/** A mirror that stayed silent this often is not asked again in this run. */
const MAX_SILENCES = 3;

/**
 * Where the public mirror tells what it has cached and fetches nothing. Asked in
 * the plain way it would fetch what it lacks, and so fix today's upstream into
 * the mirror, its index and the checksum database for everybody.
 */
const CACHED_ONLY = '/cached-only';

/**
 * How something answers that stands where the public mirror is thought to be and
 * does not know {@link CACHED_ONLY}: a gateway of the user's own network. The
 * public mirror itself has no such answer to a well-formed path.
 */
const NOT_OFFERED = 400;

/** Error texts of mirrors are shown; this much of them, in characters. */
const MAX_QUOTED = 300;

/**
 * The mirrors that GOPROXY names, asked in their order. The public mirror is
 * asked for what it has cached alone, so that an audit creates nothing there.
 */
export class ModuleProxy {
  readonly #http: Http;
  readonly #files: Files;
  readonly #settings: GoSettings;
  readonly #patience: Patience;
  readonly #entries: readonly ProxyEntry[];
  readonly #problem: string | null;
  readonly #silences = new Map<string, number>();
  /** Hosts that stand in for the public mirror without telling what is cached. */
  readonly #withoutCachedOnly = new Set<string>();

  constructor(http: Http, files: Files, settings: GoSettings, patience: Patience) {
    this.#http = http;
    this.#files = files;
    this.#settings = settings;
    this.#patience = patience;
    const list = parseProxyList(settings.GOPROXY.value);
    this.#entries = list.entries;
    this.#problem = list.problem;
  }

  /**
   * Asks for one file of a module version. Never rejects, but for cancellation:
   * what went wrong is part of the answer. A private module is never asked for.
   */
  async ask(module: ModuleVersion, file: MirrorFile, signal: AbortSignal): Promise<MirrorAnswer> {
    return this.#walk(module.path, (base) => URL_OF[file](base, module.path, module.version), file, signal);
  }

  /** Asks which versions of a module there are: `list`, or `latest` where a mirror lists none. As {@link ask}. */
  async askAbout(path: string, file: 'list' | 'latest', signal: AbortSignal): Promise<MirrorAnswer> {
    const urlOf = file === 'list' ? listUrl : latestUrl;
    return this.#walk(path, (base) => urlOf(base, path), 'info', signal);
  }

  async #walk(
    path: string,
    urlOf: (base: URL) => URL | null,
    kind: MirrorFile,
    signal: AbortSignal,
  ): Promise<MirrorAnswer> {
    if (isPrivate(path, this.#settings)) {
      return { kind: 'undetermined', reason: 'no-mirror', detail: 'the module is private' };
    }
    if (this.#problem !== null) return { kind: 'undetermined', reason: 'no-mirror', detail: this.#problem };
    const limits = this.#patience.with(signal, kind);
    let failure: MirrorAnswer | null = null;
    let missing: Extract<MirrorAnswer, { kind: 'not-found' }> | null = null;
    for (const entry of this.#entries) {
      if (entry.kind !== 'url') break;
      const url = urlOf(entry.url);
      if (url === null) return notFound('no mirror can have a module or version of that form', false);
      const answer =
        (await this.#askCachedOnly(entry.url, urlOf, limits)) ?? (await this.#ask(url, entry.url, limits));
      if (answer.kind === 'found') return answer;
      if (answer.kind !== 'not-found') failure ??= answer;
      // One mirror of several that may yet fetch it leaves open whether it exists.
      else
        missing = notFound(
          missing?.detail ?? answer.detail,
          answer.cachedOnly || missing?.cachedOnly === true,
        );
      if (!continuesAfter(entry, answer.kind === 'not-found' ? 'not-found' : 'error')) break;
    }
    return failure ?? missing ?? { kind: 'undetermined', reason: 'no-mirror', detail: this.#whyNoMirror() };
  }

  /** Asks the public mirror what it has cached; null for every other one, and where that is not offered. */
  async #askCachedOnly(
    base: URL,
    urlOf: (base: URL) => URL | null,
    limits: QuestionLimits,
  ): Promise<MirrorAnswer | null> {
    const cachedOnly = this.#withoutCachedOnly.has(base.host) ? null : cachedOnlyOf(base);
    const url = cachedOnly === null ? null : urlOf(cachedOnly);
    if (url === null) return null;
    const response = await this.#get(url, base, limits);
    if ('kind' in response) return response;
    if (response.status !== NOT_OFFERED) return answerOf(response, base, true);
    this.#withoutCachedOnly.add(base.host);
    return null;
  }

  async #ask(url: URL, base: URL, limits: QuestionLimits): Promise<MirrorAnswer> {
    if (base.protocol === 'file:') return this.#readOne(url, base, limits);
    const response = await this.#get(url, base, limits);
    return 'kind' in response ? response : answerOf(response, base, false);
  }

  /** Gets an answer of any status, or tells why there is none. */
  async #get(url: URL, base: URL, limits: QuestionLimits): Promise<HttpResponse | MirrorAnswer> {
    const silences = this.#silences.get(base.host) ?? 0;
    if (silences >= MAX_SILENCES) {
      return {
        kind: 'undetermined',
        reason: 'mirror-unreachable',
        detail: `${base.host} did not answer ${MAX_SILENCES} times and was not asked again`,
      };
    }
    try {
      const response = await this.#http.get({ url, namedBy: 'user', ...limits });
      this.#silences.delete(base.host);
      return response;
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (error.code === 'timeout' || error.code === 'unreachable')
        this.#silences.set(base.host, silences + 1);
      return { kind: 'undetermined', reason: REASON_OF_HTTP[error.code], detail: error.message };
    }
  }

  async #readOne(url: URL, base: URL, limits: QuestionLimits): Promise<MirrorAnswer> {
    try {
      return {
        kind: 'found',
        bodyBytes: await this.#files.read(pathOf(url), limits),
        mirror: addressOf(base),
      };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      if (error.code === 'not-found') return notFound(`${addressOf(base)} does not have it`, false);
      const reason = error.code === 'too-large' ? 'too-large' : 'mirror-error';
      return { kind: 'undetermined', reason, detail: error.message };
    }
  }

  #whyNoMirror(): string {
    const first = this.#entries[0];
    return first === undefined ? 'GOPROXY is empty' : `GOPROXY starts with "${first.kind}"`;
  }
}

/** Where a mirror tells what it has cached; null for one that is not the public mirror. */
function cachedOnlyOf(base: URL): URL | null {
  if (!isPublicMirror(base)) return null;
  return /^\/+$/.test(base.pathname) ? new URL(CACHED_ONLY, base) : base;
}

function answerOf({ status, bodyBytes }: HttpResponse, base: URL, cachedOnly: boolean): MirrorAnswer {
  if (status === 200) return { kind: 'found', bodyBytes, mirror: addressOf(base) };
  const text = new TextDecoder().decode(bodyBytes.subarray(0, 4 * MAX_QUOTED));
  const detail = `${base.host} answered with status ${status}`;
  switch (meaningOf(status, text)) {
    case 'not-found':
      return cachedOnly ? notFound(`${base.host} has not cached it`, true) : notFound(detail, false);
    case 'blocked-as-malicious':
      return { kind: 'blocked', detail: text.trim().slice(0, MAX_QUOTED) };
    case 'forbidden':
      return { kind: 'undetermined', reason: 'mirror-forbids', detail };
    case 'rate-limited':
      return { kind: 'undetermined', reason: 'mirror-rate-limit', detail };
    default:
      return { kind: 'undetermined', reason: 'mirror-error', detail };
  }
}

const REASON_OF_HTTP: Readonly<Record<HttpError['code'], UndeterminedReason>> = {
  unreachable: 'mirror-unreachable',
  timeout: 'mirror-unreachable',
  tls: 'mirror-unreachable',
  'too-large': 'too-large',
  'redirect-loop': 'mirror-malformed',
  malformed: 'mirror-malformed',
  'address-not-allowed': 'address-not-allowed',
  aborted: 'cancelled',
};

function notFound(detail: string, cachedOnly: boolean): Extract<MirrorAnswer, { kind: 'not-found' }> {
  return { kind: 'not-found', detail, cachedOnly };
}
