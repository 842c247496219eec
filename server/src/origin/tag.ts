import { canonicalVersion, checkPathMajor, isPseudoVersion, parsePseudoVersion } from '../module/index.ts';
import { major } from '../semver/index.ts';
import type { Placement } from './place.ts';

/** Which commit a version stands for. */
export type CommitReference =
  | { readonly kind: 'tag' /** A full ref name, `refs/tags/…`. */; readonly ref: string }
  | {
      readonly kind: 'commit';
      /** The first twelve hex digits of the commit id. */
      readonly prefix: string;
      /** The committer time that the pseudo-version tells, in seconds since 1970. */
      readonly committedAt: number;
    }
  | { readonly kind: 'invalid'; readonly reason: string };

/**
 * Tells which tag or commit a version of the placed module stands for. The
 * folder of a major version is never part of the tag, and `+incompatible` is not
 * part of it either. Invalid, with a sentence, when the go command would take
 * the version for none of this path.
 *
 * Follows revToRev and checkCanonical of cmd/go/internal/modfetch, for git.
 */
export function tagFor(version: string, placement: Placement): CommitReference {
  const invalid = (reason: string) => ({ kind: 'invalid', reason }) as const;
  if (version === '' || canonicalVersion(version) !== version) {
    return invalid(`The version ${version} is not in its canonical form.`);
  }
  const problem = majorProblem(version, placement);
  if (problem !== null) return invalid(problem);
  const base = withoutIncompatible(version);
  if (!isPseudoVersion(base)) return { kind: 'tag', ref: `refs/tags/${placement.tagPrefix}${base}` };
  const pseudo = parsePseudoVersion(base);
  if (pseudo === null)
    return invalid(`The pseudo-version ${version} tells no time, or has no possible base.`);
  if (!/^[0-9a-f]{12}$/.test(pseudo.revision)) {
    return invalid(`The pseudo-version ${version} does not end with twelve digits of a git commit id.`);
  }
  return { kind: 'commit', prefix: pseudo.revision, committedAt: pseudo.committedAt };
}

/** The version without `+incompatible` at its end. */
export function withoutIncompatible(version: string): string {
  return version.endsWith('+incompatible') ? version.slice(0, -'+incompatible'.length) : version;
}

/** What is wrong with the major version, before any file is looked at; a sentence, or null. */
function majorProblem(version: string, placement: Placement): string | null {
  const base = withoutIncompatible(version);
  const incompatible = base !== version;
  if (checkPathMajor(base, placement.pathMajor) === null) {
    if (!incompatible) return null;
    return `The version ${version} must not end with +incompatible: ${major(base)} is compatible with its path.`;
  }
  if (placement.pathMajor !== '') return `The version ${version} is not one of ${placement.path}.`;
  if (!incompatible || placement.codeDir !== '') {
    return `The version ${version} needs a module path that ends with /${major(base)}.`;
  }
  return null;
}
