import type { Face } from './face.ts';
import { coarseKey } from './fold.ts';
import { hashText, MAX_SEGMENT, SegmentHash } from './keyTable.ts';
import type { KnownRepository } from './knownRepository.ts';
import type { NameIndex } from './nameIndex.ts';

/** A repository of the corpus that a name resembles by more than its repository name. */
export interface Resemblance {
  readonly code: 'squat/lookalike' | 'squat/misspelling' | 'squat/host-swap' | 'squat/owner-affix';
  readonly repository: KnownRepository;
  /** Which slip, in words. */
  readonly rule: string;
}

/** A name under judgement as one face, with what has to agree. */
export interface Suspect {
  readonly kind: Face['kind'];
  readonly who: string;
  /** What must agree: a {@link coarseKey}. */
  readonly coarse: string;
  readonly context: number;
  readonly hash: SegmentHash;
}

/**
 * Null for an empty segment, for one that is longer than any that is looked up,
 * and where no known name agrees in `what`: then it resembles none.
 */
export function makeSuspect(kind: Face['kind'], who: string, what: string, index: NameIndex): Suspect | null {
  if (who === '' || who.length > MAX_SEGMENT) return null;
  const coarse = coarseKey(what);
  const context = index.faces.open(kind, coarse);
  return context === null ? null : { kind, who, coarse, context, hash: new SegmentHash(who) };
}

/** Faces of the suspect's kind that agree in `what`, found under a key. The caller compares `who`. */
export function facesUnder(
  index: NameIndex,
  suspect: Suspect,
  segment: number,
  sort: number,
): readonly Face[] {
  return agreeing(index, suspect, index.faces.collect(segment, suspect.context, sort, null));
}

/** One for all: most look-ups find nothing. */
const NOTHING: readonly Face[] = [];

/** The same for the face ids of several look-ups, each face once. */
export function agreeing(index: NameIndex, suspect: Suspect, ids: readonly number[] | null): readonly Face[] {
  if (ids === null) return NOTHING;
  return [...new Set(ids)]
    .map((id) => index.faces.face(id))
    .filter((face) => face.kind === suspect.kind && coarseKey(face.what) === suspect.coarse);
}

/** Faces of the suspect's kind with exactly the part of its segment from `start` to before `end`. */
export function facesOfPart(
  index: NameIndex,
  suspect: Suspect,
  start: number,
  end: number,
  sort: number,
): readonly Face[] {
  return facesUnder(index, suspect, suspect.hash.part(start, end), sort);
}

/** Faces of publishers' hosts that would be written `owner` if they were an owner, in the context of an owner that is suspect. */
export function hostsWrittenAs(index: NameIndex, owner: string, suspect: Suspect, sort: number): Face[] {
  const ids: number[] = [];
  index.faces.collect(hashText(owner), suspect.context, sort, ids);
  return ids
    .map((id) => index.faces.face(id))
    .filter((face) => face.kind === 'host' && coarseKey(face.what) === suspect.coarse);
}
