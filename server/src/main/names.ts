import path from 'node:path';
import { NameJudge } from '../audit/index.ts';
import { buildIndex, loadAddedModules, loadKnownModules } from '../typosquat/index.ts';
import { readText } from './readText.ts';

/**
 * Reads the corpus of known modules that the build lays beside the program, and
 * the user's own list at `addition`, if that names one. `now` is in
 * milliseconds since 1970.
 *
 * Does not throw: without a corpus no name is judged, the judge says so in its
 * `problems`, and all other checks go on.
 */
export function readNames(dataFolder: string, now: number, addition: string | undefined): NameJudge {
  const shipped = loadKnownModules(readText(path.join(dataFolder, 'known-modules.txt')), now);
  const added = addition ? loadAddedModules(addition, readText(addition)) : { modules: [], problems: [] };
  const problems = [...shipped.problems, ...added.problems];
  const modules = [...shipped.modules, ...added.modules];
  return new NameJudge(() => buildIndex(modules), problems, modules.length > 0);
}
