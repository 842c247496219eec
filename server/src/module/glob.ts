import { runeAt } from './rune.ts';

/** What one step of a pattern accepts. Classes hold closed ranges of code points, low and high in turn. */
type Step =
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'any' }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly number[] };

/** The steps up to the next star, and whether a star stands before them. */
interface Chunk {
  readonly star: boolean;
  readonly steps: readonly Step[];
}

/** A well-formed pattern of Go's `path.Match`. */
export type Glob = readonly Chunk[];

const SLASH = 0x2f;
const STAR = 0x2a;
const QUESTION = 0x3f;
const OPEN = 0x5b;
const CLOSE = 0x5d;
const CARET = 0x5e;
const MINUS = 0x2d;
const BACKSLASH = 0x5c;

/** Reads a pattern of `path.Match` in UTF-8; null when it is malformed. */
export function parseGlob(globBytes: Uint8Array): Glob | null {
  const chunks: Chunk[] = [];
  for (let at = 0; at < globBytes.length; ) {
    const start = at;
    while (globBytes[at] === STAR) at++;
    const star = at > start;
    const end = chunkEnd(globBytes, at);
    const steps = parseSteps(globBytes.subarray(at, end));
    if (steps === null) return null;
    chunks.push({ star, steps });
    at = end;
  }
  return chunks;
}

/**
 * Tells whether the whole of `nameBytes` matches.
 *
 * Each chunk takes the leftmost place that fits and is never tried again, so
 * the time is at most the product of the two lengths. Stars do not cross a
 * slash. Like Go, a star may end inside a character of several bytes.
 */
export function matchGlob(glob: Glob, nameBytes: Uint8Array): boolean {
  let at = 0;
  for (const [index, { star, steps }] of glob.entries()) {
    const last = index === glob.length - 1;
    if (star && steps.length === 0) return nameBytes.indexOf(SLASH, at) < 0;
    let end = matchSteps(steps, nameBytes, at);
    while (end < 0 || (last && end !== nameBytes.length)) {
      if (!star || at >= nameBytes.length || nameBytes[at] === SLASH) return false;
      at++;
      end = matchSteps(steps, nameBytes, at);
    }
    at = end;
  }
  return at === nameBytes.length;
}

/** Where the chunk at `start` ends: before the next star that is neither escaped nor in a class. */
function chunkEnd(globBytes: Uint8Array, start: number): number {
  let inClass = false;
  for (let at = start; at < globBytes.length; at++) {
    const byte = globBytes[at];
    if (byte === BACKSLASH) at++;
    else if (byte === OPEN) inClass = true;
    else if (byte === CLOSE) inClass = false;
    else if (byte === STAR && !inClass) return at;
  }
  return globBytes.length;
}

function parseSteps(chunkBytes: Uint8Array): Step[] | null {
  const steps: Step[] = [];
  for (let at = 0; at < chunkBytes.length; ) {
    const byte = chunkBytes[at] ?? 0;
    if (byte === OPEN) {
      const parsed = parseClass(chunkBytes, at + 1);
      if (parsed === null) return null;
      steps.push(parsed.step);
      at = parsed.end;
      continue;
    }
    if (byte === QUESTION) steps.push({ kind: 'any' });
    else if (byte !== BACKSLASH) steps.push({ kind: 'byte', byte });
    else {
      at++;
      const escaped = chunkBytes[at];
      if (escaped === undefined) return null;
      steps.push({ kind: 'byte', byte: escaped });
    }
    at++;
  }
  return steps;
}

/** Reads a class behind its opening bracket. A `]` that comes first, and an empty class, are malformed. */
function parseClass(chunkBytes: Uint8Array, start: number): { step: Step; end: number } | null {
  let at = start;
  const negated = chunkBytes[at] === CARET;
  if (negated) at++;
  const ranges: number[] = [];
  while (ranges.length === 0 || chunkBytes[at] !== CLOSE) {
    const low = parseClassRune(chunkBytes, at);
    if (low === null) return null;
    at = low.end;
    let high = low;
    if (chunkBytes[at] === MINUS) {
      const parsed = parseClassRune(chunkBytes, at + 1);
      if (parsed === null) return null;
      high = parsed;
      at = high.end;
    }
    ranges.push(low.rune, high.rune);
  }
  return { step: { kind: 'class', negated, ranges }, end: at + 1 };
}

/** Reads one character of a class. Something must follow it: a class has an end. */
function parseClassRune(chunkBytes: Uint8Array, start: number): { rune: number; end: number } | null {
  const first = chunkBytes[start];
  if (first === undefined || first === MINUS || first === CLOSE) return null;
  const at = first === BACKSLASH ? start + 1 : start;
  if (at >= chunkBytes.length) return null;
  const { rune, size } = runeAt(chunkBytes, at);
  return at + size < chunkBytes.length ? { rune, end: at + size } : null;
}

/** The end of a match that starts at `start`; -1 when there is none. */
function matchSteps(steps: readonly Step[], nameBytes: Uint8Array, start: number): number {
  let at = start;
  for (const step of steps) {
    if (at >= nameBytes.length) return -1;
    if (step.kind === 'byte') {
      if (nameBytes[at] !== step.byte) return -1;
      at++;
      continue;
    }
    const { rune, size } = runeAt(nameBytes, at);
    if (step.kind === 'any' ? rune === SLASH : includes(step.ranges, rune) === step.negated) return -1;
    at += size;
  }
  return at;
}

function includes(ranges: readonly number[], rune: number): boolean {
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    if ((ranges[i] ?? 0) <= rune && rune <= (ranges[i + 1] ?? 0)) return true;
  }
  return false;
}
