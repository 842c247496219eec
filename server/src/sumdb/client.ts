import type { ModuleVersion } from '../module/index.ts';
import { equalBytes, recordHash } from './hash.ts';
import { type LookupAnswer, lookupPath, parseLookupAnswer } from './lookupAnswer.ts';
import type { DatabaseOps, RemoteAnswer } from './ops.ts';
import type { ReadOptions } from './provenTiles.ts';
import { readRecordLines } from './recordLines.ts';
import type { Fork, HeadResult, LookupResult, Rejected, Unanswered } from './result.ts';
import { SharedWork } from './sharedWork.ts';
import { TileReader } from './tileReader.ts';
import { Timeline } from './timeline.ts';
import { openTreeHead, type TreeHead } from './treeHead.ts';
import type { VerifierKey } from './verifierKey.ts';

/** How a question may be answered. */
export interface LookupOptions {
  readonly signal: AbortSignal;
  /** False: from kept files alone, without a request. */
  readonly remote: boolean;
}

const ABORTED: RemoteAnswer = { kind: 'failed', reason: 'aborted', detail: 'the question was withdrawn' };

/**
 * A client of one checksum database. Any number of questions may be under way
 * at once; what they share is asked for once.
 *
 * Follows Client of golang.org/x/mod/sumdb, and differs in three ways: kept files
 * that are wrong are asked for anew; an answer without a line for the module is
 * refused; and so is one without a signed note, which Go takes for that of an
 * empty tree.
 */
export class ChecksumDatabaseClient {
  readonly #key: VerifierKey;
  readonly #ops: DatabaseOps;
  readonly #reads = new SharedWork<RemoteAnswer>(ABORTED);
  /** Answers that came and are not kept yet, by path: who asks meanwhile takes them. */
  readonly #unkept = new Map<string, RemoteAnswer>();
  readonly #timeline: Timeline;

  constructor(key: VerifierKey, ops: DatabaseOps) {
    this.#key = key;
    this.#ops = ops;
    this.#timeline = new Timeline(key, ops, new TileReader(ops));
  }

  /**
   * Looks a module version up and proves the answer: the head is signed and on
   * one timeline with all others seen, and the record is in the tree.
   *
   * An answer that is kept and still proves costs no request when the tiles for
   * it are kept, too. With `remote` false and nothing that suffices the result is
   * `unanswered` with reason `offline`. Rejects only when the ops do.
   */
  async lookup(module: ModuleVersion, options: LookupOptions): Promise<LookupResult> {
    const path = lookupPath(module);
    if (path === null) {
      const detail = 'no checksum database can have a record of this path or version';
      return { kind: 'unanswered', reason: 'invalid-module', detail };
    }
    const fromKept = await this.#lookUpKept(module, path, options);
    if (isFinal(fromKept) || !options.remote) return fromKept;
    const answer =
      this.#unkept.get(path) ??
      (await this.#reads.do(path, options.signal, (signal) => this.#ops.read(path, signal)));
    if (answer.kind === 'failed') return { ...answer, kind: 'unanswered' };
    if (answer.kind === 'not-found') return { kind: 'unlogged', detail: answer.detail };
    this.#unkept.set(path, answer);
    try {
      const result = await this.#prove(module, answer.bodyBytes, options);
      if (result.kind === 'proven') await this.#ops.keep(path, answer.bodyBytes);
      return result;
    } finally {
      this.#unkept.delete(path);
    }
  }

  /**
   * Puts a signed head that somebody else kept, such as the go command's own
   * `latest`, on the timeline, so that a database that shows others another tree
   * is found out.
   */
  async checkHead(noteBytes: Uint8Array, options: LookupOptions): Promise<HeadResult> {
    const head = openTreeHead(noteBytes, this.#key);
    if (head.kind !== 'head') return head;
    const merged = await this.#timeline.merge(head, options);
    if (merged.kind === 'fork' || merged.kind === 'rejected' || merged.kind === 'unanswered') return merged;
    await this.#keepTiles(this.#timeline.newest ?? head);
    return { kind: 'consistent', treeSize: head.size };
  }

  /** What is kept, first without any request, then with requests for tiles. */
  async #lookUpKept(module: ModuleVersion, path: string, options: LookupOptions): Promise<LookupResult> {
    const bytes = await this.#ops.readKept(path);
    if (bytes === null) return { kind: 'unanswered', reason: 'offline', detail: 'no answer is kept' };
    const result = await this.#prove(module, bytes, { ...options, remote: false });
    if (isFinal(result)) return result;
    if (options.remote && result.kind === 'unanswered') return this.#prove(module, bytes, options);
    return {
      kind: 'unanswered',
      reason: 'offline',
      detail: `the kept answer does not suffice: ${result.detail}`,
    };
  }

  async #prove(module: ModuleVersion, answerBytes: Uint8Array, options: ReadOptions): Promise<LookupResult> {
    const answer = parseLookupAnswer(answerBytes);
    if (answer.kind === 'rejected') return answer;
    const head = openTreeHead(answer.noteBytes, this.#key);
    if (head.kind === 'rejected') return head;
    const merged = await this.#timeline.merge(head, options);
    if (merged.kind === 'fork' || merged.kind === 'rejected' || merged.kind === 'unanswered') return merged;
    // The newest tree: what proves that it extends the answer's own one proves most of the way to the record, too.
    const newest = this.#timeline.newest ?? head;
    const failure = await this.#checkRecord(newest, answer, options);
    if (failure !== null) return failure;
    const lines = readRecordLines(answer.textBytes, module);
    if (lines.kind === 'rejected') return lines;
    return { ...lines, kind: 'proven', record: answer.record, treeSize: newest.size };
  }

  /** Null when the tree has this record at its number. */
  async #checkRecord(
    head: TreeHead,
    { record, textBytes }: LookupAnswer,
    options: ReadOptions,
  ): Promise<Rejected | Unanswered | null> {
    if (record >= head.size) {
      return { kind: 'rejected', problem: 'proof', detail: `the tree has no record ${record}` };
    }
    const answer = await this.#timeline.tilesOf(head).hashesOf([{ level: 0, n: record }], options);
    if (answer.kind !== 'hashes') return answer;
    const [inTree] = answer.hashes;
    if (inTree === undefined || !equalBytes(inTree, recordHash(textBytes))) {
      return { kind: 'rejected', problem: 'proof', detail: `the tree has another record ${record}` };
    }
    await this.#keepTiles(head);
    return null;
  }

  /** Keeps the proven tiles of a head that is on the timeline. */
  async #keepTiles(head: TreeHead): Promise<void> {
    const unkept = this.#timeline.tilesOf(head).takeUnkept();
    await Promise.all([...unkept].map(([path, bytes]) => this.#ops.keep(path, bytes)));
  }
}

/** Whether asking anew would add nothing: it is proven, or the key contradicts itself. */
function isFinal(result: LookupResult): result is Extract<LookupResult, { kind: 'proven' }> | Fork {
  return result.kind === 'proven' || result.kind === 'fork';
}
