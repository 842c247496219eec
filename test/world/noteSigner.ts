import { Buffer } from 'node:buffer';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

/** The first byte of an Ed25519 key and of what its hash is made of. */
const ED25519 = 1;

/** Signs notes with an Ed25519 key of its own, made afresh. */
export class NoteSigner {
  /** For GOSUMDB: `name+hash+key`. */
  readonly verifierKey: string;
  readonly #name: string;
  readonly #keyHash: Buffer;
  readonly #privateKey;

  constructor(name: string) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    // The last 32 bytes of the DER form are the key (RFC 8410).
    const rawKey = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
    const encoded = Buffer.concat([Buffer.of(ED25519), rawKey]);
    this.#name = name;
    this.#privateKey = privateKey;
    this.#keyHash = createHash('sha256').update(`${name}\n`).update(encoded).digest().subarray(0, 4);
    this.verifierKey = `${name}+${this.#keyHash.toString('hex')}+${encoded.toString('base64')}`;
  }

  /** The text, which ends with a line feed, and the signature below it. */
  sign(text: string): string {
    const signature = sign(null, Buffer.from(text, 'utf8'), this.#privateKey);
    const encoded = Buffer.concat([this.#keyHash, signature]).toString('base64');
    return `${text}\n\u2014 ${this.#name} ${encoded}\n`;
  }

  /** The signed head of a tree. */
  signHead(size: number, root: Uint8Array): string {
    return this.sign(`go.sum database tree\n${size}\n${Buffer.from(root).toString('base64')}\n`);
  }
}
