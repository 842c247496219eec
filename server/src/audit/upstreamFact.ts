import { upstreamIdentity } from '../origin/index.ts';
import type { VersionInfo } from '../proxy/index.ts';
import type { UpstreamAnswer } from '../sources/index.ts';
import {
  type ContentFact,
  UNKNOWN_UPSTREAM,
  type UndeterminedReason,
  type UpstreamFact,
  type UpstreamState,
} from '../verdict/index.ts';

/** Where upstream stands, beside what the mirror saw and what the comparison of the contents showed. */
export function upstreamFact(
  answer: UpstreamAnswer,
  info: VersionInfo | null,
  content: ContentFact,
): UpstreamFact {
  const base: UpstreamFact = {
    ...UNKNOWN_UPSTREAM,
    mirrorCommit: info?.origin?.hash ?? null,
    mirrorTime: info?.time ?? null,
  };
  switch (answer.kind) {
    case 'not-applicable':
      return { ...base, state: 'not-applicable', detail: answer.why };
    case 'undetermined':
      return {
        ...base,
        repository: answer.repository,
        ref: answer.ref,
        reason: answer.reason,
        detail: answer.detail,
      };
    case 'repository-gone':
      return {
        ...base,
        state: 'repository-gone',
        repository: answer.repository,
        ref: answer.ref,
        detail: answer.detail,
      };
    case 'tag-missing':
      return { ...base, state: 'tag-missing', repository: answer.repository, ref: answer.ref };
    case 'commit':
      return {
        ...base,
        state: stateOf(answer, info, content),
        repository: answer.repository,
        ref: answer.ref,
        commit: answer.commit.id,
        committedAt: answer.commit.committedAt,
        redirectsTo: answer.redirectsTo,
      };
  }
}

/** Reasons that no commit has which a mirror was able to serve: upstream was changed since. */
const ODD = new Set<UndeterminedReason>(['unbuildable', 'no-module-at-commit']);

function stateOf(
  answer: Extract<UpstreamAnswer, { kind: 'commit' }>,
  info: VersionInfo | null,
  content: ContentFact,
): UpstreamState {
  if (answer.ref !== null && isMoved(answer, info, content)) return 'tag-moved';
  return answer.redirectsTo === null ? 'present' : 'owner-changed';
}

/**
 * Tells whether the tag points elsewhere than when the mirror saw it: the
 * mirror names another commit of the same repository; or it names none, gives
 * another commit time, and the bytes differ, too, or the commit is none that a
 * mirror could have served. The time alone is no ground: some mirrors put their
 * own there.
 */
function isMoved(
  answer: Extract<UpstreamAnswer, { kind: 'commit' }>,
  info: VersionInfo | null,
  content: ContentFact,
): boolean {
  const { origin = null, time = null } = info ?? {};
  if (origin?.hash !== undefined) {
    const sameRepository =
      origin.url === undefined || upstreamIdentity(origin.url) === upstreamIdentity(answer.repository);
    return sameRepository && origin.hash !== answer.commit.id;
  }
  const differs =
    content.state === 'diverged' || (content.state === 'undetermined' && ODD.has(content.reason));
  return differs && time !== null && time !== answer.commit.committedAt;
}
