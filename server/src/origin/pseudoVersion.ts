import { parsePseudoVersion, pathMajorPrefix } from '../module/index.ts';
import { compare, major } from '../semver/index.ts';
import type { Placement } from './place.ts';
import type { RefTarget } from './refDigest.ts';
import { withoutIncompatible } from './tag.ts';

/** Which rule for pseudo-versions a commit does not keep, or was not tried against. */
export type PseudoVersionNoteCode =
  | 'revision-differs'
  | 'time-differs'
  | 'major-without-tag'
  | 'tag-on-commit'
  | 'base-tag-missing'
  | 'base-not-ancestor'
  | 'base-ancestry-unknown';

/** A note, not a verdict. `text` is a sentence. */
export interface PseudoVersionNote {
  readonly code: PseudoVersionNoteCode;
  readonly text: string;
}

/**
 * Compares a pseudo-version with the commit that was found for it.
 *
 * `refs` is what the server lists today; `baseIsAncestor` says whether a tag of
 * the base version is an ancestor of the commit, null when nobody looked.
 *
 * These are the rules by which a go command takes or refuses the pseudo-version
 * when it fetches directly. They hold for the day of the first fetch: a tag that
 * was deleted or added since breaks them without any harm, so the content check
 * still decides. Follows validatePseudoVersion of cmd/go/internal/modfetch.
 */
export function pseudoVersionNotes(
  version: string,
  placement: Placement,
  commit: { readonly id: string; readonly committedAt: number },
  refs: ReadonlyMap<string, RefTarget>,
  baseIsAncestor: boolean | null,
): readonly PseudoVersionNote[] {
  const pseudo = parsePseudoVersion(withoutIncompatible(version));
  if (pseudo === null) return [];
  const notes: PseudoVersionNote[] = [];
  const note = (code: PseudoVersionNoteCode, text: string) => notes.push({ code, text });
  if (commit.id.slice(0, 12) !== pseudo.revision) {
    note('revision-differs', `The pseudo-version does not name commit ${commit.id.slice(0, 12)}.`);
  }
  if (commit.committedAt !== pseudo.committedAt) {
    note('time-differs', 'The pseudo-version tells another time than the commit.');
  }
  const { base } = pseudo;
  if (base === '') {
    if (pathMajorPrefix(placement.pathMajor) === '' && major(version) === 'v1') {
      note('major-without-tag', 'A pseudo-version without a tag before it starts with v0, not with v1.');
    }
    return notes;
  }
  const baseTag = placement.tagPrefix + base;
  // Go takes the prefix off where it is there, so a tag of the repository's root counts for a folder, too.
  const onCommit = [baseTag, base].find((tag) => idOf(refs.get(`refs/tags/${tag}`)) === commit.id);
  if (onCommit !== undefined) note('tag-on-commit', `The commit has the tag ${onCommit} itself.`);
  if (!hasTag(refs, placement.tagPrefix, base)) {
    note('base-tag-missing', `There is no tag ${baseTag}, which the pseudo-version comes after.`);
  } else if (baseIsAncestor === null) {
    note('base-ancestry-unknown', `Whether the commit comes after ${baseTag} was not looked at.`);
  } else if (!baseIsAncestor) {
    note('base-not-ancestor', `The commit does not come after ${baseTag}.`);
  }
  return notes;
}

/** Tells whether there is a tag of this version, with or without a build part. */
function hasTag(refs: ReadonlyMap<string, RefTarget>, tagPrefix: string, version: string): boolean {
  const start = `refs/tags/${tagPrefix}`;
  for (const ref of refs.keys()) {
    if (ref.startsWith(start + version) && compare(ref.slice(start.length), version) === 0) return true;
  }
  return false;
}

function idOf(target: RefTarget | undefined): string | undefined {
  return target?.peeled ?? target?.id;
}
