import type { BorneSignature } from '../provenance/index.ts';

/**
 * Which signatures the objects of a version bear. None is verified: each tells
 * that a key signed that object, and neither whose key it is, nor that the name
 * of the tag always pointed there. So they are good or bad for nothing.
 */
export interface Signatures {
  readonly commit: BorneSignature;
  /**
   * The annotated tag that the version's ref names. `unknown` also where it was
   * not read; null where no tag object is: a lightweight tag, or no tag at all.
   */
  readonly tag: BorneSignature | null;
}

/** The signatures of objects that were not read. */
export const UNKNOWN_SIGNATURES: Signatures = { commit: 'unknown', tag: 'unknown' };
