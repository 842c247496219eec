import { repositoryKey } from './fold.ts';
import type { KnownRepository } from './knownRepository.ts';

/**
 * One way to read a name as two segments of which the first is imitated while
 * the second stays: owner and repository, host and path, or a short name of
 * `gopkg.in` alone.
 */
export interface Face {
  readonly kind: 'owner' | 'host' | 'gopkg';
  /** The segment that may be imitated, in lower case. */
  readonly who: string;
  /** What must agree, coarsely: a {@link repositoryKey}. */
  readonly what: string;
  readonly repository: KnownRepository;
}

/**
 * The sorts of keys under which a face can be found. A skeleton that is the
 * segment itself is found under `exact`.
 */
export const KeySort = {
  exact: 0,
  /** The segment and everything that one deletion leaves of it. */
  slip: 1,
  skeleton: 2,
  /** The letters in no order, by their own hash. */
  letters: 3,
  /** The segment without its first or last word. */
  shorter: 4,
  /** A host without its last label. */
  label: 5,
  /** A host written as an owner: `uberorg` for `uber.org`. */
  hostAsOwner: 6,
  /** The label of a host that somebody registered: `uber` of `go.uber.org`. */
  domain: 7,
} as const;

/** What must agree of a path behind a host. A version that only `gopkg.in` understands is passed over on other hosts. */
export function pathKey(path: string): string {
  const isVersioned = path.includes('.v');
  return repositoryKey(isVersioned ? path.replace(/\.v\d{1,9}(-unstable)?$/, '') : path);
}

/** The context that a face is looked up in: a number for its kind and for the hash of the {@link coarseKey} of what must agree. */
export function contextOf(kind: Face['kind'], coarse: number): number {
  return (coarse + (kind === 'owner' ? 0 : kind === 'host' ? 0x51ed27 : 0x2f0b44)) | 0;
}

/** The segment without its first and without its last word; nothing for a segment of one word. */
export function withoutEndWords(segment: string): string[] {
  let first = 0;
  while (first < segment.length && !isWordEnd(segment, first)) first++;
  if (first === segment.length) return [];
  let last = segment.length - 1;
  while (!isWordEnd(segment, last)) last--;
  return [segment.slice(first + 1), segment.slice(0, last)];
}

function isWordEnd(segment: string, at: number): boolean {
  const unit = segment.charCodeAt(at);
  return unit === 0x2d || unit === 0x5f || unit === 0x2e;
}
