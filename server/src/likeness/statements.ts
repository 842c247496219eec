import type { CodeTokens } from './codeTokens.ts';
import { HASH_SEED, mixHash } from './hash.ts';

/**
 * A file's code cut into overlapping pieces, one for each statement.
 *
 * A piece starts with its statement and reaches into those that follow, so that
 * it says more than `if err != nil`; it does not depend on where lines end, and
 * a line that is inserted changes only the few pieces that reach over it.
 */
export interface Statements {
  /** Hashes of 30 bits. */
  readonly pieces: readonly number[];
  /** What each piece stands for: the weight of its own statement, in tokens that are no punctuation. */
  readonly weights: readonly number[];
  readonly total: number;
}

/** A piece is at least so many tokens long, where its declaration has as many. */
const LEAST_TOKENS = 16;

/** A longer statement is a table. It weighs no more, or tables would outweigh the code, and of it no more is read. */
const MOST_TOKENS = 64;

/** Cuts code into pieces. Linear in the tokens: a piece has at most {@link MOST_TOKENS}. */
export function cutStatements(code: CodeTokens): Statements {
  const { starts, declarationStarts, declarationEnds, hashes, weights } = code;
  const pieces: number[] = [];
  const ofPieces: number[] = [];
  let total = 0;
  for (const [index, start] of starts.entries()) {
    const declarationEnd = declarationEnds[index] as number;
    const end = Math.min(starts[index + 1] ?? declarationEnd, declarationEnd);
    let weight = 0;
    for (let at = start; at < end && weight < MOST_TOKENS; at++) weight += weights[at] as number;
    if (weight === 0) continue;
    const length = Math.min(Math.max(end - start, LEAST_TOKENS), MOST_TOKENS);
    // The last statements of a declaration are read with what stands in front of them.
    const from = Math.max(declarationStarts[index] as number, Math.min(start, declarationEnd - length));
    const to = Math.min(from + length, declarationEnd);
    let hash = HASH_SEED;
    for (let at = from; at < to; at++) hash = mixHash(hash, hashes[at] as number);
    pieces.push(hash >>> 2);
    ofPieces.push(weight);
    total += weight;
  }
  return { pieces, weights: ofPieces, total };
}
