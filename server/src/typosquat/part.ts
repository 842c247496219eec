import { isSeparator } from './fold.ts';

/** A part of a segment that may be a known name with something around it. */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** Both ends are ends of the segment or stand at a separator. */
  readonly isWholeWord: boolean;
}

/** Shorter parts are known names by chance. */
const LEAST_PART = 3;

/** More separators than this are not names that people give themselves. */
const MAX_CUTS = 6;

/**
 * Prefixes and suffixes of a segment, the longest first, and then the runs of
 * whole words between two separators. The number of parts is linear in the
 * segment's length.
 */
export function partsOf(segment: string): Part[] {
  const parts: Part[] = [];
  for (let length = segment.length - 1; length >= LEAST_PART; length--) {
    const start = segment.length - length;
    parts.push({ start: 0, end: length, isWholeWord: isSeparator(segment.charCodeAt(length)) });
    parts.push({ start, end: segment.length, isWholeWord: isSeparator(segment.charCodeAt(start - 1)) });
  }
  const cuts: number[] = [];
  for (let at = 1; at < segment.length - 1 && cuts.length < MAX_CUTS; at++) {
    if (isSeparator(segment.charCodeAt(at))) cuts.push(at);
  }
  for (const start of cuts) {
    for (const end of cuts)
      if (end - start > LEAST_PART) parts.push({ start: start + 1, end, isWholeWord: true });
  }
  return parts;
}

/** What stands around a part, each perhaps empty, with its separators. */
export interface Around {
  readonly before: string;
  readonly behind: string;
}

export function aroundPart(segment: string, part: Part): Around {
  return { before: segment.slice(0, part.start), behind: segment.slice(part.end) };
}

/** In words: `-go`, `lib` or `my-…-go`. */
export function describeAround({ before, behind }: Around): string {
  return before === '' || behind === '' ? before + behind : `${before}…${behind}`;
}
