/** What one read from the database gave. */
export type RemoteAnswer =
  | { readonly kind: 'found'; readonly bodyBytes: Uint8Array }
  /** The database says that it has no such thing (404 and 410). */
  | { readonly kind: 'not-found'; readonly detail: string }
  /** No answer that may be used. `reason` is a code of whoever reads, passed on as it is. */
  | { readonly kind: 'failed'; readonly reason: string; readonly detail: string };

/**
 * What the client asks of the world. Nothing that it returns is trusted: every
 * byte is attacker-controlled until it is proven.
 *
 * Paths are those of the database, escaped and with `/` in front, such as
 * `/lookup/example.com/a@v1.0.0` and `/tile/8/0/x001/234.p/5`. All methods are
 * called many times at once.
 */
export interface DatabaseOps {
  /**
   * Reads one path of the database. Bounded in bytes by whoever implements it:
   * a tile has at most 8192, a lookup at most {@link MAX_ANSWER_BYTES}. When
   * `signal` aborts, it may resolve to anything or reject.
   */
  read(path: string, signal: AbortSignal): Promise<RemoteAnswer>;
  /** What is kept of the tile or lookup of this path, or null. Never rejects. */
  readKept(path: string): Promise<Uint8Array | null>;
  /** Keeps a tile or lookup, verbatim, after it was authenticated. Never rejects. */
  keep(path: string, bytes: Uint8Array): Promise<void>;
  /** The newest signed tree head that was verified, verbatim, or null. Never rejects. */
  readHead(): Promise<Uint8Array | null>;
  /**
   * Keeps `value` as the newest head if `expected` is the one kept now. False:
   * somebody else wrote in between; it is read again and merged. Never rejects.
   */
  replaceHead(expected: Uint8Array | null, value: Uint8Array): Promise<boolean>;
  /** Told of every signed head that was verified, signature and consistency, once or more often. */
  sawHead(sizeRecords: number): void;
}

/** No answer of a database that speaks the truth comes near this, in bytes. Longer ones are refused unread. */
export const MAX_ANSWER_BYTES = 1_000_000;
