import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** What made a file of vectors. */
export interface Made {
  readonly xmod: string;
  readonly go: string;
  readonly date: string;
  readonly seed: number;
}

/** The folder of the vectors that are kept with the source. */
const VECTORS = new URL('vectors/', import.meta.url);

/** Reads a file of vectors, compressed or not. */
export function readVectors<T>(name: string, folder: URL = VECTORS): { made: Made; vectors: T } {
  const bytes = readFileSync(new URL(name, folder));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return JSON.parse(text) as { made: Made; vectors: T };
}
