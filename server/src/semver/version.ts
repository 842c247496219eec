import { parse } from './parse.ts';

/** Tells whether `version` is a version, such as "v1", "v1.2", "v1.2.3-rc.1" or "v2.0.0+incompatible". */
export function isValid(version: string): boolean {
  return parse(version) !== null;
}

/** The version with all three numbers and without build part; empty when `version` is invalid. */
export function canonical(version: string): string {
  const parsed = parse(version);
  if (parsed === null) return '';
  const { major, minor, patch, prerelease } = parsed;
  // Most are written so already, and need no text of their own.
  const length = major.length + minor.length + patch.length + prerelease.length + 'v..'.length;
  return length === version.length ? version : `v${major}.${minor}.${patch}${prerelease}`;
}

/** The part such as "v2" of "v2.1.0"; empty when `version` is invalid. */
export function major(version: string): string {
  const parsed = parse(version);
  return parsed === null ? '' : `v${parsed.major}`;
}

/** The part such as "v2.1" of "v2.1.0"; empty when `version` is invalid. */
export function majorMinor(version: string): string {
  const parsed = parse(version);
  return parsed === null ? '' : `v${parsed.major}.${parsed.minor}`;
}

/** The part such as "-rc.1" with its dash; empty when there is none or `version` is invalid. */
export function prerelease(version: string): string {
  return parse(version)?.prerelease ?? '';
}

/** The part such as "+incompatible" with its plus; empty when there is none or `version` is invalid. */
export function build(version: string): string {
  return parse(version)?.build ?? '';
}
