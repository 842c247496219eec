/**
 * Semver: Go's spelling of semantic versions, with a leading "v".
 *
 * Rules: versions are strings and stay strings; numbers may have any number of
 * digits. "v1" and "v1.2" are short for "v1.0.0" and "v1.2.0". What cannot be
 * read is invalid, never an exception. Follows golang.org/x/mod/semver, which
 * follows semver.org 2.0.0.
 */
export { compare } from './compare.ts';
export { build, canonical, isValid, major, majorMinor, prerelease } from './version.ts';
