import { compareBytewise } from '../module/index.ts';
import { build, compare, prerelease } from '../semver/index.ts';

/**
 * The version that `latest` means among tagged versions: the highest release,
 * or the highest pre-release when there is no release; null for an empty list,
 * where the go command asks the mirror for `@latest`.
 *
 * `incompatible` says what becomes of versions that end `+incompatible`. The go
 * command drops them when the highest other version has a go.mod file, which
 * this list cannot tell, and it drops them always when it looks for the go.mod
 * file that holds retractions and the deprecation. Without another version they
 * stay in both cases.
 *
 * Follows queryMatcher.filterVersions of cmd/go/internal/modload. Retracted and
 * excluded versions are the caller's to leave out.
 */
export function latestOf(versions: readonly string[], incompatible: 'drop' | 'keep'): string | null {
  const compatible = versions.filter((version) => build(version) !== '+incompatible');
  const candidates = incompatible === 'drop' && compatible.length > 0 ? compatible : versions;
  const releases = candidates.filter((version) => prerelease(version) === '');
  return highest(releases) ?? highest(candidates);
}

function highest(versions: readonly string[]): string | null {
  let best: string | null = null;
  for (const version of versions) {
    if (best === null || (compare(version, best) || compareBytewise(version, best)) > 0) best = version;
  }
  return best;
}
