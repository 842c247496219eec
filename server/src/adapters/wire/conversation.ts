import { type GitError, type GitLimits, HttpError, type ObjectFormat } from '../../ports/index.ts';
import { gitErrorOf } from '../git/httpFailure.ts';
import { refusalOf } from '../git/refusal.ts';
import { decodedChunks } from '../http/decoded.ts';
import type { Network } from '../http/network.ts';
import { ByteSource } from './byteSource.ts';
import { type Capabilities, formatOf } from './capabilities.ts';
import { type Discovery, discover, type Place, partOf, protocolHeaders } from './discovery.ts';
import { HandOver, Misfit } from './handOver.ts';
import type { HostKnowledge } from './hostKnowledge.ts';
import { writeRequest } from './pktLine.ts';

const ANSWER = 'application/x-git-upload-pack-result';

/** One command of protocol version 2, and how its answer is read. */
export interface Command<T> {
  readonly name: 'ls-refs' | 'fetch';
  /** The arguments for a server. Called when the request is written; again when it has to be written anew. */
  args(capabilities: Capabilities): readonly string[];
  /** Rejects with {@link Misfit} when the server refused the command instead of answering. */
  read(source: ByteSource, capabilities: Capabilities): Promise<T>;
}

/** What a conversation is made of. */
export interface ConversationSettings {
  readonly network: Network;
  readonly hosts: HostKnowledge;
  readonly place: Place;
  /** The error of a server that asks for a login. */
  readonly onLogin: (place: Place, signal: AbortSignal) => Promise<GitError>;
}

/** What the server said of this repository, and the patience of who asked. */
interface OwnDiscovery {
  readonly discovery: Promise<Discovery>;
  readonly signal: AbortSignal;
}

/**
 * The conversation with one repository: requests to where it is, in the dialect
 * of its server. What the server can do is assumed from other repositories
 * of its host; the first answer that does not fit makes it ask.
 */
export class Conversation {
  readonly #settings: ConversationSettings;
  #place: Place;
  #redirectedFrom: string | null = null;
  #own: OwnDiscovery | null = null;

  constructor(settings: ConversationSettings) {
    this.#settings = settings;
    this.#place = settings.place;
  }

  get place(): Place {
    return this.#place;
  }

  get redirectedFrom(): string | null {
    return this.#redirectedFrom;
  }

  /** What the server can do; when `format` is named and is not what is assumed, the server is asked. */
  async capabilities(format: ObjectFormat | null, limits: GitLimits): Promise<Capabilities> {
    if (this.#own !== null) return this.#discover(limits);
    const assumed = await this.#settings.hosts.assumed(this.#place.address.origin, limits.signal, () => {
      this.#own ??= this.#discovery(limits);
      return this.#own.discovery;
    });
    const isFit = assumed !== null && (format === null || format === formatOf(assumed));
    return isFit && this.#own === null ? assumed : this.#discover(limits);
  }

  /** Sends a command and reads the answer. Rejects with GitError, {@link HandOver} where git may do better. */
  async ask<T>(command: Command<T>, format: ObjectFormat | null, limits: GitLimits): Promise<T> {
    try {
      const capabilities = await this.capabilities(format, limits);
      try {
        return await this.#post(command, capabilities, limits);
      } catch (error) {
        if (!(error instanceof Misfit) || this.#own !== null) throw error;
      }
      return await this.#post(command, await this.#discover(limits), limits);
    } catch (error) {
      throw this.#explained(error);
    }
  }

  async #discover(limits: GitLimits): Promise<Capabilities> {
    for (;;) {
      const own = this.#own ?? this.#discovery(limits);
      this.#own = own;
      try {
        return (await own.discovery).capabilities;
      } catch (error) {
        if (this.#own === own) this.#own = null;
        // Somebody else asked, and has no patience left.
        if (!own.signal.aborted || limits.signal.aborted) throw error;
      }
    }
  }

  #discovery({ signal }: GitLimits): OwnDiscovery {
    const before = this.#place;
    const { network, onLogin } = this.#settings;
    const discovery = discover(network, before, (place) => onLogin(place, signal), signal);
    const noted = discovery.then((found) => {
      const { place } = found;
      if (place.address.href !== before.address.href) {
        this.#redirectedFrom ??= before.address.href;
        this.#place = place;
      }
      return found;
    });
    noted.catch(() => undefined);
    return { discovery: noted, signal };
  }

  async #post<T>(command: Command<T>, capabilities: Capabilities, limits: GitLimits): Promise<T> {
    const { network } = this.#settings;
    const { address, namedBy } = this.#place;
    const url = partOf(address, '/git-upload-pack');
    const bodyBytes = writeRequest(
      command.name,
      [
        ...(capabilities.takesAgent ? [`agent=${network.userAgent}`] : []),
        ...(capabilities.objectFormat === null ? [] : [`object-format=${capabilities.objectFormat}`]),
      ],
      command.args(capabilities),
    );
    const headers = {
      ...protocolHeaders(network),
      'content-type': 'application/x-git-upload-pack-request',
      accept: ANSWER,
    };
    const { maxBytes, signal } = limits;
    const answer = await network.hop({ url, namedBy, headers, bodyBytes, maxBytes, signal });
    const isAnswer = (answer.headers.get('content-type') ?? '').startsWith(ANSWER);
    if (answer.status !== 200 || !isAnswer) {
      await answer.discard();
      const refused = await this.#refusal(answer.status, answer.headers, signal);
      throw refused ?? new Misfit(`status ${answer.status}`);
    }
    const source = new ByteSource(decodedChunks(answer, maxBytes, url.host, signal));
    try {
      return await command.read(source, capabilities);
    } finally {
      await source.finish();
    }
  }

  /** What a refused command means; null where only the discovery tells what is meant. */
  async #refusal(
    status: number,
    headers: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<GitError | null> {
    const refused = refusalOf(status, headers, this.#place.address.host);
    // Before it, a repository that moved looks like one that is gone or hidden.
    if (this.#own === null) return refused?.code === 'rate-limited' ? refused : null;
    return status === 401 ? this.#settings.onLogin(this.#place, signal) : refused;
  }

  #explained(error: unknown): unknown {
    const { host } = this.#place.address;
    if (error instanceof Misfit) {
      return new HandOver('malformed', `${host} does not answer as a git server does.`, false, {
        cause: error,
      });
    }
    if (!(error instanceof HttpError)) return error;
    const asGit = gitErrorOf(error);
    // git may trust other certificates, and log in to a proxy.

    const isLocal = error.code === 'tls' || (error.code === 'unreachable' && this.#settings.network.hasProxy);
    return isLocal ? new HandOver(asGit.code, asGit.message, true, { cause: error }) : asGit;
  }
}
