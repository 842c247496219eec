import {
  ChecksumDatabaseClient,
  type DatabaseOps,
  parseVerifierKey,
  type RemoteAnswer,
} from '../../../server/src/sumdb/index.ts';
import { newSigner, type Signer, type SyntheticLog, treeText } from './syntheticLog.ts';

/** A module version whose record the log has. */
export const MODULE = { path: 'example.com/Meant', version: 'v1.2.3' };
/** Its lookup path, escaped. */
export const LOOKUP = '/lookup/example.com/!meant@v1.2.3';
/** The hashes in its record. */
export const H1 = `h1:${'a'.repeat(43)}=`;
export const GO_MOD_H1 = `h1:${'b'.repeat(43)}=`;
/** Its record. */
export const RECORD = `example.com/Meant v1.2.3 ${H1}\nexample.com/Meant v1.2.3/go.mod ${GO_MOD_H1}\n`;

/**
 * A database and a disk in memory. What is in `served` and `kept` by path is
 * given as it is; the log answers for the rest.
 */
export class FakeDatabase implements DatabaseOps {
  readonly signer: Signer;
  log: SyntheticLog;
  /** The size of the tree whose head stands behind lookups. */
  size: number;
  readonly record: number;
  readonly served = new Map<string, RemoteAnswer>();
  readonly kept = new Map<string, Uint8Array>();
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];
  readonly seenHeads: number[] = [];
  head: Uint8Array | null = null;

  constructor(
    log: SyntheticLog,
    size: number,
    record: number,
    signer: Signer = newSigner('sum.example.com'),
  ) {
    this.log = log;
    this.size = size;
    this.record = record;
    this.signer = signer;
  }

  /** A client that trusts this database's key. */
  client(): ChecksumDatabaseClient {
    const key = parseVerifierKey(this.signer.verifierText);
    if (key === null) throw new Error('the key is no key');
    return new ChecksumDatabaseClient(key, this);
  }

  /** The signed head of the first `size` records. */
  note(size: number = this.size): string {
    return this.signer.note(treeText(this.log, size));
  }

  /** The honest answer to a lookup of {@link MODULE}. */
  answer(size: number = this.size): string {
    return `${this.record}\n${this.log.text(this.record)}\n${this.note(size)}`;
  }

  /** Serves `body` at `path`. */
  serve(path: string, body: string | Uint8Array): void {
    const bodyBytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    this.served.set(path, { kind: 'found', bodyBytes });
  }

  async read(path: string): Promise<RemoteAnswer> {
    this.asked.push(path);
    const served = this.served.get(path);
    if (served !== undefined) return served;
    if (path === LOOKUP) return { kind: 'found', bodyBytes: new TextEncoder().encode(this.answer()) };
    const bodyBytes = path.startsWith('/tile/') ? this.log.tile(path, this.size) : null;
    return bodyBytes === null ? { kind: 'not-found', detail: 'no such thing' } : { kind: 'found', bodyBytes };
  }

  async readKept(path: string): Promise<Uint8Array | null> {
    return this.kept.get(path) ?? null;
  }

  async keep(path: string, bytes: Uint8Array): Promise<void> {
    this.kept.set(path, bytes);
  }

  async readHead(): Promise<Uint8Array | null> {
    return this.head;
  }

  async replaceHead(expected: Uint8Array | null, value: Uint8Array): Promise<boolean> {
    const same =
      expected === null
        ? this.head === null
        : this.head !== null && Buffer.compare(this.head, expected) === 0;
    if (same) this.head = value;
    return same;
  }

  sawHead(sizeRecords: number): void {
    this.seenHeads.push(sizeRecords);
  }
}
