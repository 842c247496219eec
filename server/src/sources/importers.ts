import { type GoSettings, isKeptFromDatabase } from '../goenv/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { type Http, HttpError, type NamedBy } from '../ports/index.ts';
import { type NotApplicable, notApplicable, type Undetermined, undetermined } from '../verdict/index.ts';
import type { Patience } from './limits.ts';

/** Who counts importers, and who named it. */
export interface ImporterService {
  readonly address: URL;
  /** `user` where a setting of this machine names the address: it may then be inside the user's own network. */
  readonly namedBy: NamedBy;
}

/** How many modules are known to require one version of a module. */
export type ImporterCount =
  | {
      readonly state: 'counted';
      /** Those that require it themselves. */
      readonly direct: number;
      /** Those that get it in any way. */
      readonly all: number;
    }
  | Undetermined
  | NotApplicable;

/**
 * Counts the importers of suspect modules.
 *
 * The service hears the name of a module, so the caller asks about modules
 * alone that are public for certain. Follows `GetDependents` of
 * https://docs.deps.dev/api/v3alpha/.
 */
export class Importers {
  readonly #http: Http;
  readonly #settings: GoSettings;
  readonly #service: ImporterService | null;
  readonly #patience: Patience;

  /** Without a service nobody is asked. */
  constructor(http: Http, settings: GoSettings, service: ImporterService | null, patience: Patience) {
    this.#http = http;
    this.#settings = settings;
    this.#service = service;
    this.#patience = patience;
  }

  /** Asks about one version. Never rejects but for cancellation. A module that is kept from the checksum database is never named. */
  async count({ path, version }: ModuleVersion, signal: AbortSignal): Promise<ImporterCount> {
    if (this.#service === null) return notApplicable('nobody is set to count importers');
    if (isKeptFromDatabase(path, this.#settings)) return notApplicable('the module is kept to itself');
    const { address, namedBy } = this.#service;
    const [name, number] = [encodeURIComponent(path), encodeURIComponent(version)];
    const url = new URL(`/v3alpha/systems/go/packages/${name}/versions/${number}:dependents`, address);
    try {
      const { status, bodyBytes } = await this.#http.get({
        url,
        namedBy,
        ...this.#patience.with(signal, 'importers'),
      });
      if (status !== 200)
        return undetermined('importers-unknown', `${url.host} answered with status ${status}`);
      return readCount(new TextDecoder().decode(bodyBytes), url.host);
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      signal.throwIfAborted();
      return undetermined('importers-unknown', error.message);
    }
  }
}

function readCount(text: string, host: string): ImporterCount {
  const unknown = undetermined('importers-unknown', `${host} answered with something that is no count`);
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return unknown;
  }
  if (typeof answer !== 'object' || answer === null) return unknown;
  const { dependentCount, directDependentCount } = answer as Readonly<Record<string, unknown>>;
  if (!isCount(dependentCount) || !isCount(directDependentCount)) return unknown;
  return { state: 'counted', direct: directDependentCount, all: dependentCount };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
