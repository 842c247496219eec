import type { CA } from '@sigstore/mock/dist/fulcio/ca.js';
import type { CTLog } from '@sigstore/mock/dist/fulcio/ctlog.js';
import type { TLog } from '@sigstore/mock/dist/rekor/tlog.js';
import type { TSA } from '@sigstore/mock/dist/timestamp/tsa.js';

/** What is to be signed, and by whom. */
export interface SigningRequest {
  /** The statement, to be written as JSON. */
  readonly statement: object;
  /** Subject alternative name of the certificate. */
  readonly identity: string;
  /** Values of Fulcio's certificate extensions, by their last number. */
  readonly claims: Readonly<Record<number, string>>;
  readonly payloadType?: string;
}

/** Everybody who has a part in a signature. */
export interface SigningServices {
  readonly authority: CA;
  readonly certificateLog: CTLog;
  readonly log: TLog;
  readonly timestamps: TSA;
}
