import { latestOf } from '../proxy/index.ts';
import { compare, prerelease } from '../semver/index.ts';

/**
 * The versions of a module that a copy of it, published as `version`, is most
 * likely made from, the likeliest first: that of the same number, the newest,
 * the one before the number, the oldest. `listed` is what the mirror lists.
 */
export function versionsToCompare(version: string, listed: readonly string[]): readonly string[] {
  const before = listed.filter((one) => compare(one, version) < 0 && prerelease(one) === '');
  const candidates = [
    listed.includes(version) ? version : null,
    latestOf(listed, 'drop'),
    latestOf(before, 'keep'),
    inOrder(listed)[0] ?? null,
  ];
  return [...new Set(candidates.filter((one): one is string => one !== null))];
}

/**
 * The versions to look at next when `best` was the most like it of those in
 * `tried`: half way to the nearest tried one on either side. A copy is the more
 * like a version, the nearer that is to the one it was made from. Empty when
 * nothing lies between.
 */
export function versionsNearer(
  best: string,
  tried: ReadonlySet<string>,
  listed: readonly string[],
): readonly string[] {
  const ordered = inOrder(listed);
  const at = ordered.indexOf(best);
  if (at < 0) return [];
  const halfWay = (step: 1 | -1): string | null => {
    let end = at + step;
    while (end >= 0 && end < ordered.length && !tried.has(ordered[end] as string)) end += step;
    const middle = at + Math.trunc((end - at) / 2);
    return middle === at ? null : (ordered[middle] ?? null);
  };
  return [halfWay(1), halfWay(-1)].filter((one): one is string => one !== null && !tried.has(one));
}

function inOrder(versions: readonly string[]): readonly string[] {
  return [...versions].sort(compare);
}
