import { splitName } from './name.ts';

/**
 * Tells whether a text of a module, such as the message of its deprecation,
 * names `path` or another module of the same repository.
 *
 * Ask it of texts of the module that is imitated alone. What a suspect says of
 * itself counts for nothing: whoever imitates a module is the first to name it.
 */
export function namesRepositoryOf(path: string, text: string): boolean {
  return modulePathsIn(text).some((named) => isSameRepository(named, path));
}

/** No message needs more, in UTF-16 units, and no module has more successors. */
const MAX_TEXT = 4096;
const MAX_PATHS = 16;

/**
 * The module paths in a text such as `Deprecated: use example.com/new/place
 * instead.`, in its order: words that start with a host and have a path behind
 * it. A web address counts without its scheme.
 *
 * The text is attacker-controlled: its first 4096 UTF-16 units are read, and
 * 16 paths at the most are given.
 */
function modulePathsIn(text: string): string[] {
  const words = text.slice(0, MAX_TEXT).split(/[\s"'`<>()[\]{},;:!?]+/);
  const paths = words
    .map((word) => word.replace(/^\/\//, '').replace(/[./]+$/, ''))
    .filter((word) => /^[a-z0-9.-]+\/[!-~]+$/i.test(word) && splitName(word) !== null);
  return [...new Set(paths)].slice(0, MAX_PATHS);
}

function isSameRepository(a: string, b: string): boolean {
  const [mine, its] = [splitName(a), splitName(b)];
  return mine !== null && its !== null && mine.repositoryPath === its.repositoryPath;
}
