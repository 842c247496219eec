import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { ObjectType } from '../../../../server/src/adapters/wire/pack/entryHeader.ts';
import {
  type PackLimits,
  type PackObject,
  PackReader,
} from '../../../../server/src/adapters/wire/pack/packReader.ts';

const NUMBERS = { commit: 1, tree: 2, blob: 3, tag: 4, offset: 6, ref: 7 } as const;
const ALL: ReadonlySet<ObjectType> = new Set(['commit', 'tree', 'blob', 'tag']);

/** Writes packs by hand, right and wrong ones. */
export class PackWriter {
  readonly #parts: Buffer[] = [];
  #length = 12;
  #count = 0;

  /** Adds an object and gives where its entry begins. `size` is what its header says. */
  object(type: ObjectType, content: string | Uint8Array, size = Buffer.from(content).length): number {
    return this.#entry(NUMBERS[type], size, Buffer.alloc(0), Buffer.from(content));
  }

  /** Adds a delta upon the entry that begins at `base`. */
  offsetDelta(base: number, delta: Uint8Array): number {
    let distance = this.#length - base;
    const bytes = [distance & 0x7f];
    while (distance >= 0x80) {
      distance = Math.floor(distance / 0x80) - 1;
      bytes.unshift((distance & 0x7f) | 0x80);
    }
    return this.#entry(NUMBERS.offset, delta.length, Buffer.from(bytes), Buffer.from(delta));
  }

  /** Adds a delta upon the object with an id. */
  refDelta(baseId: string, delta: Uint8Array): number {
    return this.#entry(NUMBERS.ref, delta.length, Buffer.from(baseId, 'hex'), Buffer.from(delta));
  }

  /** The whole pack, with the checksum that it should have. */
  finish(count = this.#count): Buffer {
    const header = Buffer.alloc(12);
    header.write('PACK', 'latin1');
    header.writeUInt32BE(2, 4);
    header.writeUInt32BE(count, 8);
    return withChecksum(Buffer.concat([header, ...this.#parts]));
  }

  #entry(number: number, size: number, base: Buffer, content: Buffer): number {
    const start = this.#length;
    const part = Buffer.concat([entryHeader(number, size), base, deflateSync(content)]);
    this.#parts.push(part);
    this.#length += part.length;
    this.#count++;
    return start;
  }
}

/** A delta: the two sizes, and instructions as given. */
export function delta(baseSize: number, resultSize: number, ...instructions: Uint8Array[]): Buffer {
  return Buffer.concat([varint(baseSize), varint(resultSize), ...instructions]);
}

export function insert(text: string): Buffer {
  return Buffer.concat([Buffer.of(text.length), Buffer.from(text)]);
}

/** Copies up to 255 bytes from an offset below 256. */
export function copy(offset: number, size: number): Buffer {
  return Buffer.of(0x91, offset, size);
}

export function withChecksum(bytes: Buffer, format = 'sha1'): Buffer {
  return Buffer.concat([bytes, createHash(format).update(bytes).digest()]);
}

export function idOf(type: string, content: string | Uint8Array, format = 'sha1'): string {
  const bytes = Buffer.from(content);
  return createHash(format).update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Reads a pack that comes in chunks of `chunk` bytes. */
export async function readPack(
  pack: Buffer,
  options: {
    readonly chunk?: number;
    readonly kept?: ReadonlySet<ObjectType>;
    readonly limits?: PackLimits;
    readonly format?: 'sha1' | 'sha256';
  } = {},
): Promise<ReadonlyMap<string, PackObject>> {
  const { chunk = pack.length, kept = ALL, limits, format = 'sha1' } = options;
  const reader = new PackReader(format, kept, limits);
  try {
    for (let at = 0; at < pack.length; at += chunk) await reader.write(pack.subarray(at, at + chunk));
    return await reader.end();
  } finally {
    reader.close();
  }
}

function entryHeader(number: number, size: number): Buffer {
  const bytes: number[] = [];
  let rest = Math.floor(size / 0x10);
  bytes.push((number << 4) | (size % 0x10));
  while (rest > 0) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest % 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from(bytes);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  do {
    const more = rest >= 0x80 ? 0x80 : 0;
    bytes.push((rest % 0x80) | more);
    rest = Math.floor(rest / 0x80);
  } while (rest > 0);
  return Buffer.from(bytes);
}
