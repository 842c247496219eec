import type { CommitTree } from '../ports/index.ts';
import { type BorneSignature, commitSignature, tagSignature } from '../provenance/index.ts';
import type { Signatures } from '../verdict/index.ts';
import type { Located } from './located.ts';

/** What a commit says of itself, and the tag that it was read by. Whoever made them chose all of it. */
export interface CommitClaims {
  /** Committer date, in seconds since 1970. */
  readonly committedAt: number;
  readonly signature: BorneSignature;
  /** The tag object, by its id; null where the commit was asked for by its own. */
  readonly tag: { readonly id: string; readonly signature: BorneSignature } | null;
}

/** Reads what a commit says. */
export function claimsOf({ committedAt, objectBytes, tag }: CommitTree): CommitClaims {
  return {
    committedAt,
    signature: objectBytes === null ? 'unknown' : commitSignature(objectBytes),
    tag:
      tag === null
        ? null
        : { id: tag.id, signature: tag.objectBytes === null ? 'unknown' : tagSignature(tag.objectBytes) },
  };
}

/**
 * The signatures of a version's objects as they are today. `claims` may be older
 * than the tag, or have been read by another tag of the same commit: then the
 * tag's is `unknown`. A version that no tag stands for (`ref` is null) has none.
 */
export function signaturesOf(
  claims: CommitClaims | null,
  { commit, wanted }: Extract<Located, { readonly kind: 'commit' }>,
  ref: string | null,
): Signatures {
  const isObject = ref !== null && wanted.id !== commit;
  const tag = claims?.tag?.id === wanted.id ? claims.tag.signature : 'unknown';
  return { commit: claims?.signature ?? 'unknown', tag: isObject ? tag : null };
}
