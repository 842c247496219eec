import { GitError } from '../../../ports/index.ts';

/** What a delta says of itself before its instructions. */
export interface DeltaHeader {
  readonly baseSize: number;
  readonly resultSize: number;
  /** Where the instructions begin, in bytes. */
  readonly start: number;
}

/** Reads the two sizes at the beginning of a delta. Throws GitError `malformed`. */
export function deltaHeader(delta: Buffer): DeltaHeader {
  const [baseSize, afterBase] = readSize(delta, 0);
  const [resultSize, start] = readSize(delta, afterBase);
  return { baseSize, resultSize, start };
}

/**
 * Makes an object from its base and a delta. The caller bounds `header.resultSize`.
 * Throws GitError `malformed` when an instruction reaches outside the base or the result, or the sizes do not fit.
 *
 * Specification: gitformat-pack(5), "Deltified representation".
 */
export function applyDelta(base: Buffer, delta: Buffer, header: DeltaHeader): Buffer {
  if (header.baseSize !== base.length) throw broken();
  const result = Buffer.allocUnsafe(header.resultSize);
  let at = header.start;
  let written = 0;
  while (at < delta.length) {
    const instruction = delta[at++] ?? 0;
    if (instruction === 0) throw broken();
    if (instruction < 0x80) {
      const end = at + instruction;
      if (end > delta.length || written + instruction > result.length) throw broken();
      delta.copy(result, written, at, end);
      at = end;
      written += instruction;
      continue;
    }
    let offset = 0;
    let size = 0;
    for (let bit = 0; bit < 4; bit++) {
      if ((instruction & (1 << bit)) !== 0) offset += byteAt(delta, at++) * 2 ** (8 * bit);
    }
    for (let bit = 0; bit < 3; bit++) {
      if ((instruction & (0x10 << bit)) !== 0) size += byteAt(delta, at++) * 2 ** (8 * bit);
    }
    if (size === 0) size = 0x10000;
    if (offset + size > base.length || written + size > result.length) throw broken();
    base.copy(result, written, offset, offset + size);
    written += size;
  }
  if (written !== result.length) throw broken();
  return result;
}

function readSize(delta: Buffer, start: number): [size: number, end: number] {
  let size = 0;
  let at = start;
  for (let factor = 1; ; factor *= 0x80) {
    const byte = byteAt(delta, at++);
    size += (byte & 0x7f) * factor;
    if (size > Number.MAX_SAFE_INTEGER) throw broken();
    if (byte < 0x80) return [size, at];
    if (at - start > 9) throw broken();
  }
}

function byteAt(delta: Buffer, at: number): number {
  const byte = delta[at];
  if (byte === undefined) throw broken();
  return byte;
}

function broken(): GitError {
  return new GitError('malformed', 'The pack of the repository holds a delta that does not fit its base.');
}
