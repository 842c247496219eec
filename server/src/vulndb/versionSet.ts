import { parsePseudoVersion } from '../module/index.ts';
import { compare, isValid } from '../semver/index.ts';

/** Some versions of a module. */
export type VersionRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly version: string }
  /** The pseudo-versions of one commit, of whose id this is the start. */
  | { readonly kind: 'commit'; readonly commit: string }
  | {
      readonly kind: 'between';
      /** The first one; null where there is no lower end. */
      readonly from: string | null;
      /** The last one, or the first that is not affected any more; null where there is no upper end. */
      readonly to: string | null;
      readonly includesTo: boolean;
    };

/** Versions of a module: those of any of its ranges. */
export type VersionSet = readonly VersionRange[];

export const ALL_VERSIONS: VersionSet = [{ kind: 'all' }];

/**
 * Tells whether a set holds a version, ordered as Go orders versions: a
 * pseudo-version has its place among the others, and a build part such as
 * `+incompatible` plays no part.
 *
 * `version` is attacker-controlled; what is no version is in the set of all
 * alone. Linear in the set.
 */
export function holdsVersion(set: VersionSet, version: string): boolean {
  return set.some((range) => rangeHolds(range, version));
}

function rangeHolds(range: VersionRange, version: string): boolean {
  if (range.kind === 'all') return true;
  if (!isValid(version)) return false;
  switch (range.kind) {
    case 'one':
      return compare(version, range.version) === 0;
    case 'commit':
      return parsePseudoVersion(version)?.revision.startsWith(range.commit) ?? false;
    case 'between': {
      if (range.from !== null && compare(version, range.from) < 0) return false;
      const order = range.to === null ? -1 : compare(version, range.to);
      return order < 0 || (order === 0 && range.includesTo);
    }
  }
}

/** More ranges than this are no set that anybody wrote. */
export const MAX_RANGES = 2000;

/**
 * Reads a set from a feed, or null where it is none: `*` for all, or ranges
 * with commas between them. A range is a version, `@` and the start of a commit
 * id, or two ends with `..` between them, of which either may be left out; `<`
 * before the second one takes it out.
 */
export function parseVersionSet(text: string): VersionSet | null {
  if (text === '*') return ALL_VERSIONS;
  const parts = text.split(',', MAX_RANGES + 1);
  if (parts.length > MAX_RANGES) return null;
  const set: VersionRange[] = [];
  for (const part of parts) {
    const range = parseRange(part);
    if (range === null) return null;
    set.push(range);
  }
  return set;
}

/** Writes a set as {@link parseVersionSet} reads it. */
export function formatVersionSet(set: VersionSet): string {
  if (set.some(({ kind }) => kind === 'all')) return '*';
  return set.map(formatRange).join(',');
}

function parseRange(text: string): VersionRange | null {
  if (text.startsWith('@')) {
    const commit = text.slice(1);
    return /^[0-9a-f]{7,40}$/.test(commit) ? { kind: 'commit', commit } : null;
  }
  const dots = text.indexOf('..');
  if (dots < 0) return isValid(text) ? { kind: 'one', version: text } : null;
  const includesTo = text[dots + 2] !== '<';
  const from = text.slice(0, dots) || null;
  const to = text.slice(dots + (includesTo ? 2 : 3)) || null;
  const isRange =
    (from !== null || to !== null) &&
    (from === null || isValid(from)) &&
    (to === null ? includesTo : isValid(to));
  return isRange ? { kind: 'between', from, to, includesTo } : null;
}

function formatRange(range: VersionRange): string {
  switch (range.kind) {
    case 'all':
      return '*';
    case 'one':
      return range.version;
    case 'commit':
      return `@${range.commit}`;
    case 'between':
      return `${range.from ?? ''}..${range.includesTo ? '' : '<'}${range.to ?? ''}`;
  }
}
