import type { ModuleVersion } from '../module/index.ts';
import type { DatabaseOps } from './ops.ts';
import type { HeadResult, LookupResult } from './result.ts';
import type { VerifierKey } from './verifierKey.ts';

/** How one question may be answered. */
export interface LookupOptions {
  readonly signal: AbortSignal;
  /** False: kept files alone. */
  readonly remote: boolean;
}

/** A client of one checksum database. */
export class ChecksumDatabaseClient {
  readonly #key: VerifierKey;
  readonly #ops: DatabaseOps;

  constructor(key: VerifierKey, ops: DatabaseOps) {
    this.#key = key;
    this.#ops = ops;
  }

  /** Looks a module version up, and proves the answer. */
  async lookup(_module: ModuleVersion, _options: LookupOptions): Promise<LookupResult> {
    void this.#ops;
    return { kind: 'unanswered', reason: 'offline', detail: this.#key.name };
  }

  /** Reads and verifies a signed head that somebody else kept. */
  async checkHead(_noteBytes: Uint8Array, _options: LookupOptions): Promise<HeadResult> {
    return { kind: 'unanswered', reason: 'offline', detail: this.#key.name };
  }
}
