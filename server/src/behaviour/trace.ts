import type { HiddenLiteral } from './literals.ts';
import type { Piece } from './program.ts';

/** A sign that a text was hidden, with the token where it stands. */
export interface Sign extends HiddenLiteral {
  readonly piece: Piece;
  readonly at: number;
  /** Whether its text is not known, and so much else flows into the call that it says little of it. */
  readonly isFar: boolean;
}

/** What flows into a call. */
export interface Trace {
  readonly signs: readonly Sign[];
  /** Texts that are written, or known, on the way. */
  readonly texts: readonly string[];
  /** Whether something that was fetched flows into it. */
  readonly fetched: boolean;
  /** Whether every step was followed. */
  readonly complete: boolean;
}

/**
 * A text that is known in the end is the text of the signs that led to it; that it was built by functions is said
 * only when there is no other sign.
 */
export function withTexts(signs: readonly Sign[]): readonly Sign[] {
  const others = signs.filter(({ how }) => how !== 'replaced');
  const known = signs.find(({ how }) => how === 'replaced')?.text ?? null;
  return others.length === 0 ? signs : others.map((sign) => ({ ...sign, text: sign.text ?? known }));
}
