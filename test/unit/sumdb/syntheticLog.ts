import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A range of records as a size, and what a database can be made to sign. */
export interface Signer {
  /** The verifier key, `name+hash+key`. */
  readonly verifierText: string;
  /** Signs a text that ends in a line feed: the whole note. */
  note(text: string): string;
  /** One signature line of a text, with its line feed. */
  line(text: string): string;
}

/** A signer with a fresh key. */
export function newSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.concat([
    Uint8Array.of(1),
    publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
  ]);
  const keyHash = sha256(Buffer.from(`${name}\n`), raw).subarray(0, 4);
  const line = (text: string): string => `— ${name} ${signature(keyHash, text, privateKey)}\n`;
  return {
    verifierText: `${name}+${keyHash.toString('hex')}+${raw.toString('base64')}`,
    line,
    note: (text) => `${text}\n${line(text)}`,
  };
}

/**
 * A log of any size, computed where it is looked at.
 *
 * Below full tiles that hold no record of `looked` everything is made up by
 * chance from `seed`; nobody can tell, as long as no tile below is asked for.
 * Written apart from the product, from RFC 6962, so that it cannot be wrong in
 * the same way.
 */
export class SyntheticLog {
  readonly #seed: string;
  readonly #texts: ReadonlyMap<number, string>;
  readonly #looked: readonly number[];
  readonly #hashes = new Map<string, Buffer>();

  constructor(seed: string, texts: ReadonlyMap<number, string>, looked: readonly number[] = []) {
    this.#seed = seed;
    this.#texts = texts;
    this.#looked = [...texts.keys(), ...looked];
  }

  /** The text of a record. */
  text(record: number): string {
    return this.#texts.get(record) ?? `example.com/${this.#seed}/r${record} v1.0.0 h1:filler\n`;
  }

  /** The hash of the complete subtree number `n` of height `level`. */
  hash(level: number, n: number): Buffer {
    const name = `${level} ${n}`;
    const known = this.#hashes.get(name);
    if (known !== undefined) return known;
    const made = this.#make(level, n);
    this.#hashes.set(name, made);
    return made;
  }

  /** The root over the first `size` records. */
  root(size: number): Buffer {
    return size === 0 ? sha256() : this.#rangeHash(0, size);
  }

  /** The bytes that a tile path (`/tile/8/L/N[.p/W]`) has; null for one that the tree has not got. */
  tile(path: string, size: number): Buffer | null {
    const parts = /^\/tile\/8\/(\d+)\/([x\d/]+\d)(?:\.p\/(\d+))?$/.exec(path);
    if (parts === null) throw new Error(`no tile path: ${path}`);
    const level = Number(parts[1]);
    const n = Number(parts[2]?.replaceAll(/[x/]/g, ''));
    const width = Number(parts[3] ?? 256);
    if ((n * 256 + width) * 256 ** level > size) return null;
    return Buffer.concat(Array.from({ length: width }, (_, i) => this.hash(8 * level, n * 256 + i)));
  }

  #make(level: number, n: number): Buffer {
    if (level === 0) return sha256(Uint8Array.of(0), Buffer.from(this.text(n)));
    const size = 2 ** level;
    const isLookedInto = this.#looked.some((record) => Math.floor(record / size) === n);
    if (level % 8 === 0 && !isLookedInto) return sha256(Buffer.from(`${this.#seed} ${level} ${n}`));
    return sha256(Uint8Array.of(1), this.hash(level - 1, 2 * n), this.hash(level - 1, 2 * n + 1));
  }

  #rangeHash(start: number, end: number): Buffer {
    const size = end - start;
    let level = 0;
    while (2 ** (level + 1) <= size) level++;
    if (2 ** level === size) return this.hash(level, start / size);
    const middle = start + 2 ** level;
    return sha256(Uint8Array.of(1), this.#rangeHash(start, middle), this.#rangeHash(middle, end));
  }
}

/** The text of the tree note of a log's first `size` records. */
export function treeText(log: SyntheticLog, size: number): string {
  return `go.sum database tree\n${size}\n${log.root(size).toString('base64')}\n`;
}

/** SHA-256 of all the parts, one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function signature(keyHash: Uint8Array, text: string, key: KeyObject): string {
  return Buffer.concat([keyHash, sign(null, Buffer.from(text), key)]).toString('base64');
}
