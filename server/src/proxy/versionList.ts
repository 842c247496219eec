import { compareBytewise, isPseudoVersion, parsePseudoVersion } from '../module/index.ts';
import { compare, isValid } from '../semver/index.ts';
import { fieldsOf } from './blank.ts';
import { parseTime } from './time.ts';

/** A version as a mirror lists it. */
export interface ListedVersion {
  readonly version: string;
  /** Seconds since 1970: as listed, or of the pseudo-version itself; null when neither says. */
  readonly time: number | null;
}

/** The answer to `@v/list`. */
export interface VersionList {
  /** Lowest first, ties in byte order. No pseudo-versions. */
  readonly versions: readonly ListedVersion[];
  /**
   * The pseudo-versions that the mirror listed against the protocol, in the same
   * order. The go command looks at them only to find the newest of a module
   * without any other version.
   */
  readonly pseudoVersions: readonly ListedVersion[];
}

/**
 * Reads the body of `@v/list`: one version per line, with an optional time of
 * RFC 3339 behind it. Never rejects: lines that do not start with a valid version
 * are passed over, and so is a time that is none.
 *
 * The text is attacker-controlled and bounded by the caller. Follows
 * proxyRepo.Versions and latestFromList of cmd/go/internal/modfetch.
 */
export function parseVersionList(text: string): VersionList {
  const versions: ListedVersion[] = [];
  const pseudoVersions: ListedVersion[] = [];
  for (const line of text.split('\n')) {
    const [version, time] = fieldsOf(line);
    if (version === undefined || !isValid(version)) continue;
    const listed = time === undefined ? null : parseTime(time);
    if (isPseudoVersion(version)) {
      const own = time === undefined ? (parsePseudoVersion(version)?.committedAt ?? null) : listed;
      pseudoVersions.push({ version, time: own });
    } else {
      versions.push({ version, time: listed });
    }
  }
  return { versions: versions.sort(byVersion), pseudoVersions: pseudoVersions.sort(byVersion) };
}

function byVersion(a: ListedVersion, b: ListedVersion): number {
  return compare(a.version, b.version) || compareBytewise(a.version, b.version);
}
