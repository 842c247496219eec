/** Reads blobs by id, as stored. May reject, and may leave out ids. */
export type ReadBlobs = (ids: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Thrown when contents that decide are not to be had. */
export class BlobsUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'BlobsUnavailable';
  }
}

/** The blobs of one comparison: each is asked for at most once, and as many together as are known to be needed. */
export class UpstreamBlobs {
  readonly #read: ReadBlobs;
  readonly #known = new Map<string, Uint8Array>();

  constructor(read: ReadBlobs) {
    this.#read = read;
  }

  /** Fetches those of the blobs that are not known yet, in one question. Rejects with {@link BlobsUnavailable}. */
  async fetch(ids: Iterable<string>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !this.#known.has(id));
    if (missing.length === 0) return;
    let blobs: ReadonlyMap<string, Uint8Array>;
    try {
      blobs = await this.#read(missing);
    } catch (error) {
      throw new BlobsUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
    for (const id of missing) {
      const blob = blobs.get(id);
      if (blob === undefined) throw new BlobsUnavailable(`upstream did not hand out blob ${id}`);
      this.#known.set(id, blob);
    }
  }

  /** Takes note of a blob whose content was found elsewhere and proven by its id. */
  learn(id: string, blobBytes: Uint8Array): void {
    this.#known.set(id, blobBytes);
  }

  /** A blob that was fetched or learnt. Throws {@link BlobsUnavailable} for others. */
  get(id: string): Uint8Array {
    const blob = this.#known.get(id);
    if (blob === undefined) throw new BlobsUnavailable(`blob ${id} was not asked for`);
    return blob;
  }
}
