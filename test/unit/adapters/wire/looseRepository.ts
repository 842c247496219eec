import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** One entry of a tree: mode in octal digits, name, id. Nothing is checked, for trees may be hostile. */
export type RawEntry = readonly [mode: string, name: string | Uint8Array, id: string];

/** Settings of a repository that a server reads. */
export interface LooseOptions {
  readonly format?: 'sha1' | 'sha256';
  readonly allowFilter?: boolean;
  readonly allowAny?: boolean;
}

/** A bare repository whose objects are written one by one, also those that git itself would not write. */
export class LooseRepository {
  readonly folder: string;
  readonly format: 'sha1' | 'sha256';
  readonly #pending: Promise<unknown>[] = [];
  /** Every object that was written, by id. */
  readonly objects = new Map<string, { readonly type: string; readonly bytes: Buffer }>();

  private constructor(folder: string, format: 'sha1' | 'sha256') {
    this.folder = folder;
    this.format = format;
  }

  static async create(folder: string, options: LooseOptions = {}): Promise<LooseRepository> {
    const { format = 'sha1', allowFilter = true, allowAny = true } = options;
    await mkdir(join(folder, 'objects', 'pack'), { recursive: true });
    await mkdir(join(folder, 'refs', 'heads'), { recursive: true });
    await writeFile(join(folder, 'HEAD'), 'ref: refs/heads/main\n');
    await writeFile(
      join(folder, 'config'),
      `[core]\n\trepositoryformatversion = ${format === 'sha256' ? 1 : 0}\n\tbare = true\n` +
        (format === 'sha256' ? '[extensions]\n\tobjectFormat = sha256\n' : '') +
        `[uploadpack]\n\tallowFilter = ${allowFilter}\n\tallowAnySHA1InWant = ${allowAny}\n`,
    );
    return new LooseRepository(folder, format);
  }

  object(type: string, content: string | Uint8Array): string {
    const bytes = Buffer.from(content);
    const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
    const id = createHash(this.format).update(whole).digest('hex');
    if (!this.objects.has(id)) {
      this.objects.set(id, { type, bytes });
      this.#pending.push(this.#write(`objects/${id.slice(0, 2)}/${id.slice(2)}`, deflateSync(whole)));
    }
    return id;
  }

  blob(content: string | Uint8Array): string {
    return this.object('blob', content);
  }

  /** Writes the entries as they are and in their order. */
  rawTree(entries: readonly RawEntry[]): string {
    return this.object(
      'tree',
      Buffer.concat(
        entries.flatMap(([mode, name, id]) => [
          Buffer.from(`${mode} `),
          Buffer.from(name),
          Buffer.of(0),
          Buffer.from(id, 'hex'),
        ]),
      ),
    );
  }

  /** Writes the entries in the order that git wants. */
  tree(entries: readonly RawEntry[]): string {
    const key = ([mode, name]: RawEntry): Buffer =>
      Buffer.concat([Buffer.from(name), Buffer.from(mode === '40000' ? '/' : '')]);
    return this.rawTree([...entries].sort((a, b) => Buffer.compare(key(a), key(b))));
  }

  commit(tree: string, parents: readonly string[] = [], seconds = 1_700_000_000, message = 'm'): string {
    const person = `A Maintainer <maintainer@example.test> ${seconds} +0100`;
    const headers = [
      `tree ${tree}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author ${person}`,
      `committer ${person}`,
    ];
    return this.object('commit', `${headers.join('\n')}\n\n${message}\n`);
  }

  tag(target: string, type: string, name: string): string {
    const person = 'A Maintainer <maintainer@example.test> 1700000000 +0000';
    return this.object('tag', `object ${target}\ntype ${type}\ntag ${name}\ntagger ${person}\n\n${name}\n`);
  }

  ref(name: string, id: string): void {
    this.#pending.push(this.#write(name, `${id}\n`));
  }

  /** Writes a file of the repository that is no object and no ref. */
  file(path: string, content: string): void {
    this.#pending.push(this.#write(path, content));
  }

  /** Resolves when everything is on the disk. */
  async written(): Promise<void> {
    await Promise.all(this.#pending.splice(0));
  }

  async #write(path: string, content: string | Uint8Array): Promise<void> {
    const whole = join(this.folder, path);
    await mkdir(dirname(whole), { recursive: true });
    await writeFile(whole, content);
  }
}
