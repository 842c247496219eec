import { type GoSettings, isInsecure, isPrivate } from '../goenv/index.ts';
import {
  checkPrefixAgreement,
  discoveryUrl,
  type GoImport,
  matchGoImport,
  parseGoImports,
  type Repository,
  repositoryOf,
  staticRepository,
} from '../origin/index.ts';
import { type Http, HttpError } from '../ports/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';
import type { Patience } from './limits.ts';

/** Where a module's repository is, or why that is not known. */
export type FoundRepository =
  | {
      readonly kind: 'repository';
      readonly repository: Repository /** A table of the go command names it, no page of a stranger. */;
      readonly isStatic: boolean;
    }
  | { readonly kind: 'undetermined'; readonly reason: UndeterminedReason; readonly detail: string };

/** Finds repositories of module paths: by the go command's table, or by the host's discovery page. */
export class RepositoryFinder {
  readonly #http: Http;
  readonly #settings: GoSettings;
  readonly #patience: Patience;
  readonly #pages = new Map<string, Promise<Page>>();

  constructor(http: Http, settings: GoSettings, patience: Patience) {
    this.#http = http;
    this.#settings = settings;
    this.#patience = patience;
  }

  /**
   * Finds the repository of `path`. Each page is asked for once. Never rejects:
   * what went wrong is part of the answer. A private path is never asked for.
   */
  async find(path: string, signal: AbortSignal): Promise<FoundRepository> {
    if (isPrivate(path, this.#settings)) return unknown('the module is private');
    const known = staticRepository(path);
    if (known.kind === 'invalid') return unknown(known.reason);
    if (known.kind === 'repository') return { kind: 'repository', repository: known, isStatic: true };

    const page = await this.#page(path, signal);
    if (page.kind === 'undetermined') return page;
    const match = matchGoImport(page.imports, path);
    if (match.kind !== 'match') return unknown(page.problem ?? match.reason);
    const { found } = match;
    if (found.prefix !== path) {
      if (isPrivate(found.prefix, this.#settings)) return unknown('the page names a private module path');
      const second = await this.#page(found.prefix, signal);
      if (second.kind === 'undetermined') return second;
      const disagreement = checkPrefixAgreement(found, path, second.imports);
      if (disagreement !== null) return unknown(disagreement);
    }
    const repository = repositoryOf(found);
    if (repository.kind === 'invalid') return unknown(repository.reason);
    return { kind: 'repository', repository, isStatic: false };
  }

  #page(path: string, signal: AbortSignal): Promise<Page> {
    const known = this.#pages.get(path);
    if (known !== undefined) return known;
    const page = this.#fetchPage(path, signal);
    this.#pages.set(path, page);
    return page;
  }

  async #fetchPage(path: string, signal: AbortSignal): Promise<Page> {
    // Over plain http only where GOINSECURE says so, and after https has failed, as the go command does it.
    const insecure = isInsecure(path, this.#settings);
    let failure: Page = unknown(`${path} does not begin with a host name`);
    for (const scheme of insecure ? (['https', 'http'] as const) : (['https'] as const)) {
      const url = discoveryUrl(path, scheme);
      if (url === null) return failure;
      try {
        const namedBy = insecure ? 'user' : 'stranger';
        const response = await this.#http.get({ url, namedBy, ...this.#patience.with(signal, 'page') });
        const { imports, problem } = parseGoImports(response.bodyBytes);
        if (imports.length > 0 || response.status === 200) return { kind: 'page', imports, problem };
        failure = unknown(`${url.host} answered with status ${response.status} and names no repository`);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        failure = { kind: 'undetermined', reason: REASON_OF_HTTP[error.code], detail: error.message };
      }
    }
    return failure;
  }
}

type Page =
  | { readonly kind: 'page'; readonly imports: readonly GoImport[]; readonly problem: string | null }
  | Extract<FoundRepository, { kind: 'undetermined' }>;

function unknown(detail: string): Extract<FoundRepository, { kind: 'undetermined' }> {
  return { kind: 'undetermined', reason: 'repository-unknown', detail };
}

const REASON_OF_HTTP: Readonly<Record<HttpError['code'], UndeterminedReason>> = {
  unreachable: 'upstream-unreachable',
  timeout: 'upstream-unreachable',
  tls: 'upstream-unreachable',
  'too-large': 'too-large',
  'redirect-loop': 'upstream-malformed',
  malformed: 'upstream-malformed',
  'address-not-allowed': 'address-not-allowed',
  aborted: 'cancelled',
};
