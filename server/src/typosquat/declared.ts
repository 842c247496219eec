import type { NameVerdict } from './judgeName.ts';
import { splitName } from './name.ts';

/**
 * What a module says of another one in its own go.mod or in its own
 * repository: that it moved there, that the other is its successor, or that it
 * knows of the fork.
 */
export interface Declaration {
  /** The module that says so. */
  readonly by: string;
  /** The module that it names. */
  readonly names: string;
}

/**
 * Takes a suspicion back when the module that is said to be imitated names the
 * suspect itself: `unremarkable` then, else the verdict as it is.
 *
 * What the suspect says of itself counts for nothing. It is attacker-controlled,
 * and whoever imitates a module is the first to name it. A letter case alone
 * is told all the same: the go command takes the two for different modules.
 */
export function heedDeclarations(
  path: string,
  verdict: NameVerdict,
  declarations: readonly Declaration[],
): NameVerdict {
  if (verdict.state !== 'suspect' || verdict.code === 'squat/case-variant') return verdict;
  const isDeclared = declarations.some(
    ({ by, names }) => isSameRepository(by, verdict.target) && isSameRepository(names, path),
  );
  return isDeclared ? { state: 'unremarkable' } : verdict;
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
export function modulePathsIn(text: string): string[] {
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
