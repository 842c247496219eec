import type { Asked } from './asked.ts';
import type { HiddenLiteral } from './literals.ts';
import type { Piece } from './program.ts';

/** A sign that a text was hidden, with the token where it stands. */
export interface Sign extends HiddenLiteral {
  readonly piece: Piece;
  readonly at: number;
}

/** What flows into a call. */
export interface Trace {
  readonly signs: readonly Sign[];
  /** Texts that are written, or known, on the way. */
  readonly texts: readonly string[];
  /** Whether something that was fetched flows into it. */
  readonly fetched: boolean;
  /** What was asked of the system on the way. */
  readonly asked: ReadonlySet<Asked>;
  /** What names the program that is started: its texts, and whether it is a file that was made on the way. */
  readonly programs: { readonly texts: readonly string[]; readonly isWritten: boolean };
  /** What is sent over the connection that is opened, as far as its own name tells. */
  readonly sent: Pick<Trace, 'texts' | 'asked'>;
  /** How many functions and declarations were looked at. */
  readonly breadth: number;
  /** How many tokens were looked at. */
  readonly looked: number;
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

/** What was met while following what flows. */
export type Flowing = Omit<Trace, 'programs' | 'sent'>;
