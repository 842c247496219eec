import { latestOf } from '../proxy/index.ts';
import { compare, prerelease } from '../semver/index.ts';

/** No more versions of one module are fetched to be compared with. */
const MAX_VERSIONS = 4;

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
    lowest(listed),
  ];
  return [...new Set(candidates.filter((one): one is string => one !== null))].slice(0, MAX_VERSIONS);
}

function lowest(versions: readonly string[]): string | null {
  let least: string | null = null;
  for (const version of versions) if (least === null || compare(version, least) < 0) least = version;
  return least;
}
