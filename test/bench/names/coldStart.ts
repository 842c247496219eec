import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildIndex, parseKnownModules } from '../../../server/src/typosquat/index.ts';

/** What a new process needs, as it tells itself. */
export interface ColdStart {
  /** Milliseconds. */
  readonly read: number;
  readonly build: number;
  /** What stays of corpus and index after a garbage collection. */
  readonly megabytes: number;
  /** A figure of the index, so that it is still needed when memory is counted. */
  readonly repositories: number;
}

/** Reads the shipped corpus and builds its index once, as a process does that has just begun. */
export function coldStart(): ColdStart {
  const before = heldBytes();
  const start = performance.now();
  const corpus = parseKnownModules(readFileSync(resolve('server/data/known-modules.txt'), 'utf8'));
  const read = performance.now();
  const index = buildIndex(corpus.modules);
  const built = performance.now();
  const megabytes = (heldBytes() - before) / 1e6;
  return { read: read - start, build: built - read, megabytes, repositories: index.repositories.size };
}

function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
