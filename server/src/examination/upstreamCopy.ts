import { blobId, type ObjectFormat } from '../dirhash/index.ts';
import type { Manifest } from '../divergence/index.ts';
import { modulePath } from '../modfile/index.ts';
import type { ModuleVersion } from '../module/index.ts';
import { chooseDirectory, type Placement } from '../origin/index.ts';
import type { CommitTree } from '../ports/index.ts';
import type { UpstreamRepository } from '../sources/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import type { ModuleZip } from '../zip/index.ts';

/** One commit of upstream, with a way to read its files that asks upstream as seldom as possible. */
export class UpstreamCopy {
  readonly commit: CommitTree;
  readonly #repository: UpstreamRepository;
  readonly #byPath: ReadonlyMap<string, string>;
  readonly #known = new Map<string, Uint8Array>();
  #atMirror: { readonly zip: ModuleZip; readonly pathOf: ReadonlyMap<string, string> } | null = null;

  constructor(commit: CommitTree, repository: UpstreamRepository) {
    this.commit = commit;
    this.#repository = repository;
    // Submodules have no content here; symbolic links have their target as content.
    this.#byPath = new Map(
      commit.entries.filter(({ mode }) => (mode & 0o170000) !== 0o160000).map(({ path, id }) => [path, id]),
    );
  }

  /** The hash function of the repository's object ids. */
  get format(): ObjectFormat {
    return this.commit.id.length === 64 ? 'sha256' : 'sha1';
  }

  /** Uses the mirror's copy for blobs that it holds: an equal id is equal content. */
  readFirstFrom(zip: ModuleZip, manifest: Manifest): void {
    this.#atMirror = { zip, pathOf: new Map([...manifest.files].map(([path, file]) => [file.blobId, path])) };
  }

  /** The blob id of a file by its path in the repository; null when there is none. */
  idOf(path: string): string | null {
    return this.#byPath.get(path) ?? null;
  }

  /** The blob id of a file of the module in `directory`, empty for the root; null when there is none. */
  idInModule(directory: string, path: string): string | null {
    const below = directory === '' ? path : `${directory}/${path}`;
    // The licence that a sub-directory module gets lies at the repository's root.
    return this.idOf(below) ?? (path === 'LICENSE' ? this.idOf('LICENSE') : null);
  }

  /** Reads blobs by id. Rejects with GitError. */
  async readBlobs(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#known.get(id) ?? this.#fromMirror(id);
      if (known === null) missing.push(id);
      else found.set(id, known);
    }
    if (missing.length === 0) return found;
    for (const [id, bytes] of await this.#repository.readBlobs(missing)) {
      // A server that hands out other content than it was asked for is hostile or broken.
      if (blobId(bytes, this.format) !== id) continue;
      this.#known.set(id, bytes);
      found.set(id, bytes);
    }
    return found;
  }

  /** Finds the folder of the module in the commit, as the go command does. Rejects with GitError. */
  async directoryOf(
    module: ModuleVersion,
    placement: Placement,
  ): Promise<ReturnType<typeof chooseDirectory>> {
    const declaredAt = async (directory: string | null): Promise<string | null> => {
      const id = directory === null ? null : this.idOf(goModPath(directory));
      if (id === null) return null;
      const bytes = (await this.readBlobs([id])).get(id);
      return bytes === undefined ? '' : modulePath(decodeUtf8(bytes));
    };
    return chooseDirectory(placement, module.version, {
      codeDir: await declaredAt(placement.codeDir),
      majorDir: await declaredAt(placement.majorDir),
    });
  }

  #fromMirror(id: string): Uint8Array | null {
    const path = this.#atMirror?.pathOf.get(id);
    const file = path === undefined ? null : (this.#atMirror?.zip.find(path) ?? null);
    return file === null || this.#atMirror === null ? null : this.#atMirror.zip.read(file);
  }
}

/** The path of the go.mod of a module in `directory`, empty for the root. */
export function goModPath(directory: string): string {
  return directory === '' ? 'go.mod' : `${directory}/go.mod`;
}
