import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NameJudge } from '../audit/index.ts';
import { buildIndex, parseKnownModules } from '../typosquat/index.ts';

/**
 * Reads the corpus of known modules that the build lays beside the program.
 *
 * Throws when it is not there: without it every name would pass for harmless.
 */
export function readNames(dataFolder: string): NameJudge {
  const text = readFileSync(path.join(dataFolder, 'known-modules.txt'), 'utf8');
  return new NameJudge(() => buildIndex(parseKnownModules(text).modules));
}
