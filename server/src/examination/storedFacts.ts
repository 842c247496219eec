import { type ContentFact, type SeenCommit, type UpstreamFact, undetermined } from '../verdict/index.ts';
import { isLikenessSettled } from './copyContents.ts';
import type { ExaminedFacts } from './examinedFacts.ts';
import { HOST_NOT_ASKED } from './hostFacts.ts';
import type { Question } from './question.ts';
import type { StoredVerdict } from './verdictStore.ts';

/** They are about a module path and not about the bytes of a version: whoever examines asks for them besides. */
export const NOTICES_NOT_ASKED = undetermined('not-examined');

/**
 * The facts about a version by its stored verdict alone, when nobody may be
 * asked. `seen` are all commits at which ledgers saw its tag.
 */
export function storedFacts(
  question: Question,
  verdict: StoredVerdict,
  { log, logged, seen }: Pick<ExaminedFacts, 'log' | 'logged'> & { readonly seen: readonly SeenCommit[] },
): ExaminedFacts {
  const { copy, storedAt, reading } = verdict;
  const upstream = storedUpstream(verdict, seen);
  return {
    content: storedContent(verdict, upstream, seen),
    reading,
    likeness: isLikenessSettled(question, verdict)
      ? verdict.likeness
      : { ...undetermined('offline'), target: question.resembles?.target ?? '' },
    circumstances: null,
    notices: NOTICES_NOT_ASKED,
    upstream,
    copy,
    log,
    logged,
    ...HOST_NOT_ASKED,
    ...(verdict.content === null ? {} : { storedAt }),
  };
}

/** Where upstream stood when it was found last, with what ledgers tell of the tag today. */
function storedUpstream({ upstream }: StoredVerdict, seen: readonly SeenCommit[]): UpstreamFact {
  const seenBefore = seen.filter(({ commit }) => commit !== upstream.commit);
  if (upstream.commit === null || seenBefore.length === 0) return upstream;
  return { ...upstream, state: 'tag-moved', seenBefore };
}

/**
 * What a stored comparison says. It is about one commit,
 * and says nothing where upstream was found without it since, or where a ledger
 * saw the tag at another one last.
 */
function storedContent(
  { content, commit }: StoredVerdict,
  upstream: UpstreamFact,
  seen: readonly SeenCommit[],
): ContentFact {
  if (content === null) return undetermined('offline');
  if (commit === null) return content;
  if (upstream.state === 'tag-missing') return undetermined('tag-missing', upstream.ref ?? '');
  if (upstream.state === 'repository-gone') return undetermined('repository-gone', upstream.detail);
  const last = seen.reduce<SeenCommit | null>(
    (newest, one) => (newest === null || one.lastSeen > newest.lastSeen ? one : newest),
    null,
  );
  if (last === null || last.commit === commit) return content;
  return undetermined('offline', `the tag was last seen at commit ${last.commit.slice(0, 12)}`);
}

/** Tells whether upstream was found otherwise than is stored; not where it could not be asked. */
export function isNewsOfUpstream(now: UpstreamFact, { upstream: then }: StoredVerdict): boolean {
  if (now.state === 'undetermined' || now.state === 'not-applicable') return false;
  return (
    now.state !== then.state ||
    now.commit !== then.commit ||
    now.redirectsTo !== then.redirectsTo ||
    now.seenBefore.length !== then.seenBefore.length
  );
}
