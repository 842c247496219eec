import { ATTRIBUTE_FILE, AttributeTree, type PathAttributes } from './attributes.ts';
import { type Builder, type Conversion, GO_COMMAND, readConversion } from './conversion.ts';
import { Effort } from './effort.ts';
import { entryKind, type UpstreamEntry } from './tree.ts';
import type { UpstreamBlobs } from './upstreamBlobs.ts';

/** Steps that all evaluation of attributes for one comparison may take: some seconds at most. */
const MAX_STEPS = 100_000_000;

/** The attributes of a commit, loaded as far as paths are asked for. */
export class TreeAttributes {
  readonly #blobs: UpstreamBlobs;
  /** Blob id of each .gitattributes file, by path. A symbolic link counts with its text, as in git's index. */
  readonly #ids = new Map<string, string>();
  readonly #loaded = new Map<string, Uint8Array>();
  readonly #effort = new Effort(MAX_STEPS);
  #tree = new AttributeTree(new Map());

  constructor(entries: readonly UpstreamEntry[], blobs: UpstreamBlobs) {
    this.#blobs = blobs;
    for (const { path, mode, id } of entries) {
      const isNamedSo = path === ATTRIBUTE_FILE || path.endsWith(`/${ATTRIBUTE_FILE}`);
      if (isNamedSo && entryKind(mode) !== 'submodule') this.#ids.set(path, id);
    }
  }

  /** Tells whether the commit has no .gitattributes file at all. */
  get isEmpty(): boolean {
    return this.#ids.size === 0;
  }

  /** The ids of the .gitattributes files that have a say in the paths. */
  idsFor(paths: Iterable<string>): readonly string[] {
    return [...this.#filesFor(paths)].map((file) => this.#ids.get(file) ?? '');
  }

  /** Fetches what the paths need. Rejects with BlobsUnavailable. */
  async load(paths: Iterable<string>): Promise<void> {
    if (this.isEmpty) return;
    const files = this.#filesFor(paths);
    await this.#blobs.fetch([...files].map((file) => this.#ids.get(file) ?? ''));
    for (const file of files) this.#loaded.set(file, this.#blobs.get(this.#ids.get(file) ?? ''));
    this.#tree = new AttributeTree(this.#loaded);
  }

  /** What `git archive` does to a loaded path where the go command runs it on the builder's machine. Throws TooComplex. */
  conversionOf(path: string, builder: Builder = GO_COMMAND): Conversion {
    return readConversion(this.#tree.ofFile(path, this.#effort), builder);
  }

  /** The attributes of a loaded path as a plain `git archive` reads them. Throws TooComplex. */
  asWritten(path: string, isDirectory: boolean): PathAttributes {
    return this.#tree.asWritten(path, isDirectory, this.#effort);
  }

  #filesFor(paths: Iterable<string>): ReadonlySet<string> {
    const files = new Set<string>();
    const directories = new Set<string>();
    for (const path of paths) {
      let directory = path;
      do {
        directory = directory.slice(0, Math.max(0, directory.lastIndexOf('/')));
        if (directories.has(directory)) break;
        directories.add(directory);
        const file = directory === '' ? ATTRIBUTE_FILE : `${directory}/${ATTRIBUTE_FILE}`;
        if (this.#ids.has(file)) files.add(file);
      } while (directory !== '');
    }
    return files;
  }
}
