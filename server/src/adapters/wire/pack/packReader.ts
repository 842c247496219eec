import { createHash, type Hash } from 'node:crypto';
import { GitError, type ObjectFormat } from '../../../ports/index.ts';
import { applyDelta, deltaHeader } from './delta.ts';
import { type EntryHeader, type ObjectType, readEntryHeader } from './entryHeader.ts';
import { inflateAt, likelyBound, Skimmer } from './inflate.ts';
import { Pending } from './pending.ts';
import { Window } from './window.ts';

/** One object of a pack, as it is hashed. */
export interface PackObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** What may come out of one pack. */
export interface PackLimits {
  /** Upper bound of all objects and deltas that are kept, uncompressed. */
  readonly maxKeptBytes: number;
  /** Upper bound of what is uncompressed only to be passed over. */
  readonly maxSkippedBytes: number;
  readonly maxObjects: number;
}

export const PACK_LIMITS: PackLimits = {
  maxKeptBytes: 256 << 20,
  maxSkippedBytes: 2 ** 31,
  maxObjects: 2_000_000,
};

/** Deltas upon deltas: git itself makes at most 4095. */
const MAX_DELTA_DEPTH = 4095;
/** Skipped objects of more bytes than this are uncompressed piece by piece. */
const LONG_OBJECT = 1 << 20;
/** An entry is tried once this much of it is there, and then each time that twice as much is. */
const FIRST_TRY_BYTES = 64 << 10;
const HEADER_BYTES = 12;

interface Stored extends PackObject {
  readonly depth: number;
}

/** Stands for an object whose type is not wanted: it is passed over, and its id is not computed. */
const SKIPPED = Symbol('skipped');

/**
 * Reads a pack while it comes. Every id is computed from the bytes, so that an
 * object can be found only under the id that it has.
 *
 * Specification: gitformat-pack(5). The pack is attacker-controlled: all work and memory is bounded by
 * {@link PackLimits}, and what does not fit is refused with GitError `malformed` or `too-large`.
 */
export class PackReader {
  readonly #format: ObjectFormat;
  readonly #idLength: number;
  readonly #kept: ReadonlySet<ObjectType>;
  readonly #limits: PackLimits;
  readonly #window = new Window();
  readonly #checksum: Hash;
  readonly #objects = new Map<string, Stored>();
  readonly #byOffset = new Map<number, Stored | typeof SKIPPED>();
  readonly #pending = new Pending();
  #state: 'header' | 'entries' | 'trailer' | 'done' = 'header';
  #position = 0;
  #entriesLeft = 0;
  #tryAt = 0;
  #keptBytes = 0;
  #skippedBytes = 0;
  #skimming: { readonly skimmer: Skimmer; readonly offset: number } | null = null;
  #hasSkipped = false;

  /** `kept` are the types of objects that are wanted. */
  constructor(format: ObjectFormat, kept: ReadonlySet<ObjectType>, limits: PackLimits = PACK_LIMITS) {
    this.#format = format;
    this.#idLength = format === 'sha1' ? 20 : 32;
    this.#kept = kept;
    this.#limits = limits;
    this.#checksum = createHash(format);
  }

  /** Takes the next bytes of the pack, which are copied. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#state === 'done' && bytes.length > 0) throw broken('goes on after its end');
    this.#window.append(bytes);
    await this.#advance(false);
  }

  /** Gives the objects by id, once the whole pack was written. */
  async end(): Promise<ReadonlyMap<string, PackObject>> {
    await this.#advance(true);
    if (this.#state !== 'done') throw broken('ends too early');
    // Where objects were passed over, their ids are not known, and the base may be one of them.
    if (!this.#pending.isEmpty && !this.#hasSkipped) throw broken('holds a delta whose base is missing');
    return this.#objects;
  }

  /** Frees what a pack that is given up holds. */
  close(): void {
    this.#skimming?.skimmer.close();
  }

  async #advance(isFinal: boolean): Promise<void> {
    for (;;) {
      if (this.#skimming !== null) {
        if (!(await this.#skim())) return;
      } else if (this.#state === 'header') {
        if (!this.#readHeader()) return;
      } else if (this.#state === 'entries' && this.#entriesLeft > 0) {
        if (!this.#readEntry(isFinal)) return;
      } else if (this.#state === 'entries') {
        this.#state = 'trailer';
      } else if (this.#state === 'trailer') {
        if (!this.#readTrailer()) return;
      } else {
        if (this.#window.length > 0) throw broken('goes on after its end');
        return;
      }
    }
  }

  #readHeader(): boolean {
    if (this.#window.length < HEADER_BYTES) return false;
    const { bytes } = this.#window;
    const version = bytes.readUInt32BE(4);
    if (bytes.toString('latin1', 0, 4) !== 'PACK' || (version !== 2 && version !== 3))
      throw broken('is not one');
    this.#entriesLeft = bytes.readUInt32BE(8);
    if (this.#entriesLeft > this.#limits.maxObjects) throw tooLarge('more objects');
    this.#consume(HEADER_BYTES);
    this.#state = 'entries';
    return true;
  }

  /** Reads one entry, and tells whether it was there in full. */
  #readEntry(isFinal: boolean): boolean {
    const { bytes } = this.#window;
    const header = readEntryHeader(bytes, this.#idLength);
    if (header === null) return false;
    const offset = this.#position;
    const isSkipped = this.#isSkipped(header, offset);
    if (isSkipped) this.#assertRoomToSkip(header.size);
    else this.#assertRoom(header.size);
    if (isSkipped && header.size > LONG_OBJECT) {
      this.#consume(header.length);
      this.#skimming = { skimmer: new Skimmer(header.size), offset };
      this.#skippedBytes += header.size;
      return true;
    }
    const compressed = bytes.subarray(header.length);
    const enough = this.#tryAt === 0 ? Math.min(likelyBound(header.size), FIRST_TRY_BYTES) : this.#tryAt;
    if (!isFinal && compressed.length < enough) return false;
    const inflated = inflateAt(compressed, header.size);
    if (inflated === null) {
      this.#tryAt = compressed.length * 2;
      return false;
    }
    this.#tryAt = 0;
    this.#consume(header.length + inflated.consumed);
    this.#entriesLeft--;
    if (isSkipped) {
      this.#skippedBytes += header.size;
      this.#skip(offset);
    } else {
      this.#keptBytes += header.size;
      this.#take(header, offset, inflated.result);
    }
    return true;
  }

  async #skim(): Promise<boolean> {
    const skimming = this.#skimming;
    if (skimming === null || this.#window.length === 0) return false;
    const { bytes } = this.#window;
    const consumed = await skimming.skimmer.take(bytes);
    this.#consume(consumed ?? bytes.length);
    if (consumed === null) return false;
    this.#skimming = null;
    this.#entriesLeft--;
    this.#skip(skimming.offset);
    return true;
  }

  #readTrailer(): boolean {
    if (this.#window.length < this.#idLength) return false;
    const expected = this.#checksum.digest();
    if (!expected.equals(this.#window.bytes.subarray(0, this.#idLength)))
      throw broken('has another checksum than it says');
    this.#window.consume(this.#idLength);
    this.#state = 'done';
    return true;
  }

  #isSkipped({ kind, baseDistance }: EntryHeader, offset: number): boolean {
    if (kind === 'ref-delta') return false;
    if (kind !== 'offset-delta') return !this.#kept.has(kind);
    return this.#byOffset.get(offset - (baseDistance ?? 0)) === SKIPPED;
  }

  #skip(offset: number): void {
    this.#hasSkipped = true;
    this.#byOffset.set(offset, SKIPPED);
    // A delta upon a delta that waits for an object which was passed over is never asked for.
  }

  #take(header: EntryHeader, offset: number, bytes: Buffer): void {
    const { kind } = header;
    if (kind === 'offset-delta') {
      const baseOffset = offset - (header.baseDistance ?? 0);
      const base = this.#byOffset.get(baseOffset);
      if (base !== undefined && base !== SKIPPED) this.#store(offset, this.#apply(base, bytes));
      else if (!this.#pending.waitForOffset(baseOffset, { offset, delta: bytes }))
        throw broken('holds a delta whose base is missing');
    } else if (kind === 'ref-delta') {
      const base = this.#objects.get(header.baseId ?? '');
      if (base !== undefined) this.#store(offset, this.#apply(base, bytes));
      else this.#pending.waitForId(header.baseId ?? '', { offset, delta: bytes });
    } else {
      this.#store(offset, { type: kind, bytes, depth: 0 });
    }
  }

  /** Keeps an object, and everything whose base it is. */
  #store(offset: number, object: Stored): void {
    const work: [number, Stored][] = [[offset, object]];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const [at, stored] = next;
      const id = this.#idOf(stored);
      this.#byOffset.set(at, stored);
      this.#objects.set(id, stored);
      for (const waiting of this.#pending.release(at, id)) {
        work.push([waiting.offset, this.#apply(stored, waiting.delta)]);
      }
    }
  }

  #apply(base: Stored, delta: Buffer): Stored {
    if (base.depth >= MAX_DELTA_DEPTH) throw broken('holds too many deltas upon each other');
    const header = deltaHeader(delta);
    this.#assertRoom(header.resultSize);
    this.#keptBytes += header.resultSize;
    return { type: base.type, bytes: applyDelta(base.bytes, delta, header), depth: base.depth + 1 };
  }

  #idOf({ type, bytes }: PackObject): string {
    return createHash(this.#format).update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
  }

  #assertRoom(size: number): void {
    if (this.#keptBytes + size > this.#limits.maxKeptBytes) throw tooLarge('more bytes');
  }

  #assertRoomToSkip(size: number): void {
    if (this.#skippedBytes + size > this.#limits.maxSkippedBytes) throw tooLarge('more bytes');
  }

  #consume(length: number): void {
    this.#checksum.update(this.#window.bytes.subarray(0, length));
    this.#window.consume(length);
    this.#position += length;
  }
}

function broken(words: string): GitError {
  return new GitError('malformed', `The pack of the repository ${words}.`);
}

function tooLarge(words: string): GitError {
  return new GitError('too-large', `The pack of the repository holds ${words} than may be read.`);
}
