import { repoSum } from '../origin/index.ts';
import { type CommitWanted, GitError, type RemoteRefs } from '../ports/index.ts';
import {
  commitOf,
  REASON_OF_GIT,
  redirectOf,
  type UpstreamPlace,
  type UpstreamRepository,
} from '../sources/index.ts';
import type { UndeterminedReason } from '../verdict/index.ts';

/** Which commit a version stands for in its repository today, or why there is none. */
export type Located =
  | {
      readonly kind: 'commit';
      /** Full hex. */
      readonly commit: string;
      /** How the repository is asked for it. */
      readonly wanted: CommitWanted;
      /** Where the repository redirects to, when another owner's name answers. */
      readonly redirectsTo: string | null;
      /** For a commit that no ref names: the digest of all refs, among which it was found. */
      readonly amongRefs: string | null;
    }
  | { readonly kind: 'tag-missing' }
  | { readonly kind: 'repository-gone'; readonly detail: string }
  | { readonly kind: 'undetermined'; readonly reason: UndeterminedReason; readonly detail: string }
  | { readonly kind: 'not-applicable'; readonly why: string };

/** A commit that an earlier audit found among refs, by the digest of these refs. */
export interface FoundBefore {
  readonly commit: string;
  readonly amongRefs: string | null;
}

/** Finds the commit of a version. `listing` holds its tag, or all refs for a pseudo-version. Never rejects. */
export async function locate(
  place: UpstreamPlace,
  repository: UpstreamRepository,
  listing: Promise<RemoteRefs>,
  before: FoundBefore | null,
): Promise<Located> {
  try {
    const { refs } = await listing;
    const redirectsTo = redirectOf(await repository.remote(), place.isStatic);
    const { reference } = place;
    if (reference.kind === 'tag') {
      const listed = refs.get(reference.ref);
      if (listed === undefined) return { kind: 'tag-missing' };
      const wanted = { id: listed.id, ref: reference.ref };
      return { kind: 'commit', commit: commitOf(listed), wanted, redirectsTo, amongRefs: null };
    }
    const { prefix, committedAt } = reference;
    const amongRefs = repoSum(refs);
    for (const [name, listed] of refs) {
      // HEAD may be any branch; the branch itself is listed as well.
      if (name === 'HEAD' || !commitOf(listed).startsWith(prefix)) continue;
      const wanted = { id: listed.id, ref: name };
      return { kind: 'commit', commit: commitOf(listed), wanted, redirectsTo, amongRefs };
    }
    // While no ref moved, what they reach is what they reached.
    const known = before?.amongRefs === amongRefs && before.commit.startsWith(prefix) ? before.commit : null;
    const commit = known ?? (await repository.findCommit(prefix, committedAt));
    if (commit === null) {
      const detail = 'no head and no tag of upstream reaches the commit';
      return { kind: 'undetermined', reason: 'commit-missing', detail };
    }
    return { kind: 'commit', commit, wanted: { id: commit, ref: null }, redirectsTo, amongRefs };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.code === 'not-found') return { kind: 'repository-gone', detail: error.message };
    return { kind: 'undetermined', reason: REASON_OF_GIT[error.code], detail: error.message };
  }
}
