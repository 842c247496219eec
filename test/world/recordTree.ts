import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';

/** How many hashes a whole tile holds; tiles of height 8. */
const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/**
 * An append-only tree of records, as RFC 6962 section 2.1 has it: a leaf is
 * SHA-256 of 0x00 and the record, a node SHA-256 of 0x01 and both its children.
 */
export class RecordTree {
  readonly #records: string[] = [];
  /** By height: the hashes of all complete subtrees of that height, from left to right. */
  readonly #levels: Buffer[][] = [];

  /** How many records there are. */
  get size(): number {
    return this.#records.length;
  }

  /** The text of a record; throws when there is none. */
  record(id: number): string {
    const text = this.#records[id];
    if (text === undefined) {
      throw new Error(`there is no record ${id}`);
    }
    return text;
  }

  /** Adds a record at the end and gives its number. */
  append(text: string): number {
    let hash = sha256(0, Buffer.from(text, 'utf8'));
    for (let height = 0; ; height++) {
      this.#levels[height] ??= [];
      const level = this.#levels[height]!;
      level.push(hash);
      if (level.length % 2 === 1) {
        break;
      }
      hash = sha256(1, level.at(-2)!, level.at(-1)!);
    }
    return this.#records.push(text) - 1;
  }

  /** The root of the first `size` records. */
  root(size: number): Buffer {
    if (size > this.size) {
      throw new Error(`there are fewer than ${size} records`);
    }
    // The complete subtrees that the first records fall into, the widest first.
    const peaks: Buffer[] = [];
    let start = 0;
    for (let height = this.#levels.length - 1; height >= 0; height--) {
      const width = 2 ** height;
      if (start + width <= size) {
        peaks.push(this.#levels[height]![start / width]!);
        start += width;
      }
    }
    return peaks.length === 0
      ? createHash('sha256').digest()
      : peaks.reduceRight((right, left) => sha256(1, left, right));
  }

  /** `width` hashes of a tile, one behind the other; null when the tree has not so many there. */
  tile(level: number, index: number, width = TILE_WIDTH): Buffer | null {
    const hashes = this.#levels[level * TILE_HEIGHT] ?? [];
    const start = index * TILE_WIDTH;
    return start + width > hashes.length ? null : Buffer.concat(hashes.slice(start, start + width));
  }

  /** The records below a tile of the lowest level, each with a blank line behind it; null as for `tile`. */
  dataTile(index: number, width = TILE_WIDTH): Buffer | null {
    const start = index * TILE_WIDTH;
    if (start + width > this.size) {
      return null;
    }
    const texts = this.#records.slice(start, start + width);
    return Buffer.from(texts.map((text) => `${text}\n`).join(''), 'utf8');
  }

  /** Another history: the same records, but for one that says something else. */
  withRecord(id: number, text: string): RecordTree {
    const other = new RecordTree();
    this.#records.forEach((mine, index) => {
      other.append(index === id ? text : mine);
    });
    return other;
  }
}

function sha256(prefix: 0 | 1, ...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256').update(Buffer.of(prefix));
  for (const part of parts) {
    hash.update(part);
  }
  return hash.digest();
}
