import type { NamedBy } from '../../ports/index.ts';

/** One request to one address. */
export interface Hop {
  readonly url: URL;
  readonly namedBy: NamedBy;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When given, the request is a POST. */
  readonly bodyBytes?: Uint8Array;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** The beginning of an answer. */
export interface HopAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /**
   * The body as sent, without transfer decoding, at most `maxBytes`; rejects with HttpError.
   * It is read once, or given up with {@link HopAnswer.discard}.
   */
  readonly chunks: AsyncGenerator<Uint8Array, void, void>;
  /** Reads a short rest, so that the connection can be used again, and ends a long one. Never rejects. */
  discard(): Promise<void>;
}
