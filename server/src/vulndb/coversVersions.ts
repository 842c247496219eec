import { compare } from '../semver/index.ts';
import { holdsVersion, type VersionRange, type VersionSet } from './versionSet.ts';

/** Sets as databases write them need a few. */
const MAX_COMPARISONS = 1 << 20;

/**
 * Tells whether every version that `narrow` may hold is in `wide`, whichever
 * versions a module may get. Between two versions there are always others, so
 * that ranges have to touch. What is open, as where a commit has its place among
 * versions, is not covered, and neither is anything where the two sets are so
 * large that comparing them takes more than {@link MAX_COMPARISONS}: both are
 * attacker-controlled.
 */
export function coversVersions(wide: VersionSet, narrow: VersionSet): boolean {
  if (wide.some(({ kind }) => kind === 'all')) return true;
  if (wide.length * narrow.length > MAX_COMPARISONS) return false;
  const intervals = intervalsOf(wide);
  return narrow.every((range) => isCovered(range, wide, intervals));
}

function isCovered(range: VersionRange, wide: VersionSet, intervals: readonly Interval[]): boolean {
  switch (range.kind) {
    case 'all':
      return false;
    case 'one':
      return holdsVersion(wide, range.version);
    case 'commit':
      return wide.some((one) => one.kind === 'commit' && range.commit.startsWith(one.commit));
    case 'between':
      return coversInterval(intervals, range);
  }
}

type Interval = Omit<Extract<VersionRange, { kind: 'between' }>, 'kind'>;

/** The ranges of a set that have two ends, the lowest beginning first. */
function intervalsOf(set: VersionSet): readonly Interval[] {
  const intervals = set.flatMap((range): Interval[] => {
    if (range.kind === 'one') return [{ from: range.version, to: range.version, includesTo: true }];
    return range.kind === 'between' ? [range] : [];
  });
  return intervals.sort((a, b) => compareStarts(a.from, b.from));
}

/**
 * Goes along the intervals as far as they leave no gap: everything from the
 * beginning up to `end` is covered, and `end` itself where `isEndCovered`.
 */
function coversInterval(intervals: readonly Interval[], { from, to, includesTo }: Interval): boolean {
  const isReached = (version: string, isCovered: boolean): boolean => {
    const order = to === null ? -1 : compare(version, to);
    return order > 0 || (order === 0 && (isCovered || !includesTo));
  };
  if (from !== null && isReached(from, false)) return true;
  let [end, isEndCovered] = [from, false];
  for (const one of intervals) {
    if (compareStarts(one.from, end) > 0) return false;
    if (one.to === null) return true;
    const order = end === null ? 1 : compare(one.to, end);
    if (order > 0) [end, isEndCovered] = [one.to, one.includesTo];
    else if (order === 0) isEndCovered ||= one.includesTo;
    if (end !== null && isReached(end, isEndCovered)) return true;
  }
  return false;
}

function compareStarts(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return compare(a, b);
}
