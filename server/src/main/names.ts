import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NameJudge } from '../audit/index.ts';
import { buildIndex, loadKnownModules } from '../typosquat/index.ts';

/**
 * Reads the corpus of known modules that the build lays beside the program.
 * `now` is in milliseconds since 1970.
 *
 * Does not throw: without a corpus no name is judged, the judge says so in its
 * `problems`, and all other checks go on.
 */
export function readNames(dataFolder: string, now: number): NameJudge {
  const { modules, problems } = loadKnownModules(readText(path.join(dataFolder, 'known-modules.txt')), now);
  return new NameJudge(() => buildIndex(modules), problems);
}

/** Null for a file that cannot be read, for whatever reason: it comes to the same. */
function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
