/** Why a request got no answer that may be used. */
export type HttpErrorCode =
  | 'unreachable'
  | 'timeout'
  | 'tls'
  | 'too-large'
  | 'redirect-loop'
  | 'address-not-allowed'
  | 'malformed'
  | 'aborted';

/** A request that ended without an answer. `cause` holds what the network library said. */
export class HttpError extends Error {
  readonly code: HttpErrorCode;

  constructor(code: HttpErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'HttpError';
    this.code = code;
  }
}

/**
 * Who named the address that is asked.
 *
 * `user`: a setting of the user (GOPROXY, GOINSECURE). Plain http and addresses
 * inside the user's own network are allowed.
 * `stranger`: a go.mod, a module or a server. Only https, and only addresses of
 * the public internet.
 */
export type NamedBy = 'user' | 'stranger';

/** What is asked, and how much of it may be read. */
export interface HttpRequest {
  readonly url: URL;
  readonly namedBy: NamedBy;
  /**
   * Sent besides, names in lower case. `authorization` goes to the origin of
   * `url` alone: where a redirect leads anywhere else, it is left out.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** Upper bound of the body after transfer decoding, in bytes. The body is attacker-controlled. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** An answer as served, after redirects and transfer decoding. */
export interface HttpResponse {
  readonly status: number;
  /** The address that answered, after redirects. */
  readonly url: URL;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bodyBytes: Uint8Array;
}

/** Reads from the network. The one way out of this process besides {@link Git}. */
export interface Http {
  /**
   * Gets `request.url`, following up to five redirects.
   *
   * Resolves for every status: a 404 is an answer, not an error. Rejects with
   * {@link HttpError} when there is no answer, when the body is longer than
   * `maxBytes` (refused while reading, not after), and when an address on the
   * way is not one that `namedBy` allows.
   */
  get(request: HttpRequest): Promise<HttpResponse>;
}
