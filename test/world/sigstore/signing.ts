import type { CA } from '@sigstore/mock/dist/fulcio/ca.js';
import type { CTLog } from '@sigstore/mock/dist/fulcio/ctlog.js';
import type { TLog } from '@sigstore/mock/dist/rekor/tlog.js';
import type { TSA } from '@sigstore/mock/dist/timestamp/tsa.js';
import type { TileLog } from './tileLog.ts';

/**
 * `public`: certificate log, transparency log and timestamps. `tiled`: the same
 * with a log of the second generation. `private`: timestamps alone, as code hosts
 * run it.
 */
export type InstanceKind = 'public' | 'tiled' | 'private';

/** What is to be signed, and by whom. */
export interface SigningRequest {
  /** The statement, to be written as JSON. */
  readonly statement: object;
  /** Subject alternative name of the certificate. */
  readonly identity: string;
  /** Values of Fulcio's certificate extensions, by their last number. */
  readonly claims: Readonly<Record<number, string>>;
  readonly payloadType?: string;
  /**
   * What is done wrong. `key`: it is signed with another key than the certificate's.
   * `hash`: a log of the second generation is given the hash of the statement alone.
   */
  readonly flaw?: 'key' | 'hash';
}

/** Everybody who has a part in a signature. */
export interface SigningServices {
  readonly authority: CA;
  readonly certificateLog: CTLog;
  readonly log: TLog;
  readonly tiles: TileLog;
  readonly timestamps: TSA;
}
