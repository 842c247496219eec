import { provesRetag } from '../age/index.ts';
import { upstreamIdentity } from '../origin/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import type { NoPlace, UpstreamPlace } from '../sources/index.ts';
import {
  type ContentFact,
  type SeenCommit,
  UNKNOWN_UPSTREAM,
  type UndeterminedReason,
  type UpstreamFact,
} from '../verdict/index.ts';
import { type CommitClaims, signaturesOf } from './commitClaims.ts';
import type { Located } from './located.ts';

/** What the state of upstream is judged by. */
export interface UpstreamEvidence {
  readonly place: UpstreamPlace | NoPlace;
  /** Where the version stands in the repository today. */
  readonly located: Located;
  /** What the commit that it stands for says of itself; null when it was not read. */
  readonly claims: CommitClaims | null;
  /** What the mirror says. */
  readonly info: VersionInfo | null;
  readonly content: ContentFact;
  /** Other commits that the tag was seen at, from the tag ledger. */
  readonly seenBefore: readonly SeenCommit[];
  /** The version was in the log of the checksum database before this time, in seconds since 1970; null when that is not known. */
  readonly loggedBefore: number | null;
}

/** Where upstream stands, beside what the mirror, the ledger and the log saw. */
export function upstreamFact(evidence: UpstreamEvidence): UpstreamFact {
  const { place, located, info, seenBefore } = evidence;
  const base: UpstreamFact = {
    ...UNKNOWN_UPSTREAM,
    repository: place.kind === 'not-applicable' ? null : place.repository,
    ref: place.kind === 'place' && place.reference.kind === 'tag' ? place.reference.ref : null,
    mirrorCommit: info?.origin?.hash ?? null,
    mirrorTime: info?.time ?? null,
    seenBefore,
  };
  switch (located.kind) {
    case 'not-applicable':
      return { ...base, state: 'not-applicable', detail: located.why };
    case 'undetermined':
      return { ...base, reason: located.reason, detail: located.detail };
    case 'repository-gone':
      return { ...base, state: 'repository-gone', detail: located.detail };
    case 'tag-missing':
      return { ...base, state: 'tag-missing' };
    case 'commit': {
      const isTooYoung = provesRewrite(evidence);
      const moved = base.ref !== null && (isTooYoung || isMoved(evidence, located.commit, base));
      return {
        ...base,
        state: moved ? 'tag-moved' : located.redirectsTo === null ? 'present' : 'owner-changed',
        commit: located.commit,
        committedAt: evidence.claims?.committedAt ?? null,
        signatures: signaturesOf(evidence.claims, located, base.ref),
        redirectsTo: located.redirectsTo,
        loggedBefore: isTooYoung ? evidence.loggedBefore : null,
      };
    }
  }
}

/** Reasons that no commit has which a mirror was able to serve: upstream was changed since. */
const ODD = new Set<UndeterminedReason>(['unbuildable', 'no-module-at-commit']);

/** Whether the bytes are certainly, or as good as certainly, not those of the commit. */
function isOther(content: ContentFact): boolean {
  return content.state === 'diverged' || (content.state === 'undetermined' && ODD.has(content.reason));
}

/**
 * Tells whether the commit is younger than the version: the log of the checksum
 * database, which only grows, held the version before the commit was made. A
 * committer whose clock was ahead makes the same picture, so that it counts only
 * where the bytes differ.
 */
function provesRewrite({ loggedBefore, claims, content }: UpstreamEvidence): boolean {
  return (
    isOther(content) &&
    loggedBefore !== null &&
    claims !== null &&
    provesRetag(claims.committedAt, loggedBefore)
  );
}

/**
 * Tells whether the tag points elsewhere than it did: the ledger saw it at
 * another commit; or the mirror names another commit of the same repository; or
 * it names none, and the bytes are those of another commit, or they differ and
 * the mirror gives another commit time, or the commit is none that a mirror
 * could have served. The time alone is no ground: some mirrors put their own
 * there. A mirror that names the very commit has built from another fetch: its
 * bytes differ, and the tag stayed.
 */
function isMoved(evidence: UpstreamEvidence, commit: string, { repository }: UpstreamFact): boolean {
  const { info, content, seenBefore, claims } = evidence;
  if (seenBefore.length > 0) return true;
  const { origin = null, time = null } = info ?? {};
  if (origin?.hash !== undefined) {
    const isHere =
      origin.url === undefined || upstreamIdentity(origin.url) === upstreamIdentity(repository ?? '');
    return isHere && origin.hash !== commit;
  }
  if (content.state === 'diverged' && content.equals !== null) return true;
  return isOther(content) && time !== null && time !== (claims?.committedAt ?? null);
}
