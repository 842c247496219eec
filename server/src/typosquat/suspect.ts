import { hashText, MAX_SEGMENT, mixKey, SegmentHash } from './keyTable.ts';
import { contextOf, type Face, type KnownRepository, type NameIndex } from './nameIndex.ts';

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
  readonly what: string;
  readonly context: number;
  readonly hash: SegmentHash;
}

/** Null for an empty segment and for one that is longer than any that is looked up. */
export function makeSuspect(kind: Face['kind'], who: string, what: string): Suspect | null {
  if (who === '' || who.length > MAX_SEGMENT) return null;
  return { kind, who, what, context: contextOf(kind, what), hash: new SegmentHash(who) };
}

/** Faces of the suspect's kind that agree in `what`, found under a key. The caller compares `who`. */
export function facesUnder(index: NameIndex, suspect: Suspect, segment: number, sort: number): Face[] {
  const ids: number[] = [];
  index.keys.collect(mixKey(segment, suspect.context, sort), ids);
  return agreeing(index, suspect, ids);
}

/** The same for the face ids of several look-ups, each face once. */
export function agreeing(index: NameIndex, suspect: Suspect, ids: readonly number[]): Face[] {
  if (ids.length === 0) return [];
  return [...new Set(ids)]
    .map((id) => index.faces[id]!)
    .filter((face) => face.kind === suspect.kind && face.what === suspect.what);
}

/** Faces of the suspect's kind with exactly the part of its segment from `start` to before `end`. */
export function facesOfPart(
  index: NameIndex,
  suspect: Suspect,
  start: number,
  end: number,
  sort: number,
): Face[] {
  return facesUnder(index, suspect, suspect.hash.part(start, end), sort);
}

/** Faces of publishers' hosts that would be written `owner` if they were an owner, with `what` as their last element. */
export function hostsWrittenAs(index: NameIndex, owner: string, what: string, sort: number): Face[] {
  const ids: number[] = [];
  index.keys.collect(mixKey(hashText(owner), contextOf('owner', what), sort), ids);
  return ids.map((id) => index.faces[id]!).filter((face) => face.kind === 'host');
}
