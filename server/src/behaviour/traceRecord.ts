import type { TokenRange } from '../gosource/index.ts';
import { actOf, givesWhatWasSent } from './acts.ts';
import { type Asked, askedOf } from './asked.ts';
import type { HiddenLiteral } from './literals.ts';
import type { Piece } from './program.ts';
import { type Sign, type Trace, withTexts } from './trace.ts';

/** Signs that are kept of one call. */
const MAX_SIGNS = 8;

/** Texts that are kept of one call, and how long, in UTF-16 units. */
const MAX_TEXTS = 128;
export const MAX_TEXT = 8192;

/** Programs of one call that are looked at by themselves. */
const MAX_PROGRAMS = 4;

/** Where something stands that flows into a call. */
export interface Stretch {
  readonly piece: Piece;
  readonly range: TokenRange;
}

/** Keeps what is met while following what flows into one call. */
export class TraceRecord {
  readonly #signs: Sign[] = [];
  readonly #texts = new Set<string>();
  readonly #asked = new Set<Asked>();
  readonly #programs: Stretch[] = [];
  #fetched = false;
  #made = false;

  get all(): Pick<Trace, 'signs' | 'texts' | 'fetched' | 'asked'> {
    return {
      signs: withTexts(this.#signs),
      texts: [...this.#texts],
      fetched: this.#fetched,
      asked: this.#asked,
    };
  }

  /** What names the programs of commands that were met. */
  get programs(): readonly Stretch[] {
    return this.#programs;
  }

  /** Whether a file was made on the way. */
  get made(): boolean {
    return this.#made;
  }

  sign(piece: Piece, at: number, hidden: HiddenLiteral | null): void {
    if (hidden === null) return;
    const { how, text, pieces } = hidden;
    const known = this.#signs.findIndex(
      (sign) => sign.how === how && (sign.text === text || sign.text === null || text === null),
    );
    const better = this.#signs[known];
    if (better === undefined) {
      if (this.#signs.length < MAX_SIGNS) this.#signs.push({ how, text, pieces, piece, at });
    } else if (better.text === null && text !== null) {
      this.#signs[known] = { how, text, pieces: pieces ?? better.pieces, piece, at };
    }
    if (text !== null) this.text(text);
  }

  text(text: string): void {
    if (text !== '' && this.#texts.size < MAX_TEXTS) this.#texts.add(text.slice(0, MAX_TEXT));
  }

  /** A call of what stands outside the module. */
  outside(path: string, name: string, method: string): void {
    const act = actOf(path, name, method)?.capability;
    this.#fetched ||= act === 'network' || givesWhatWasSent(path, name);
    this.#made ||= act === 'files';
    this.asks(path, name, method);
  }

  /** A function or variable outside the module that may ask the system. */
  asks(path: string, name: string, method: string): void {
    const asked = askedOf(path, name, method);
    if (asked !== null) this.#asked.add(asked);
  }

  program(program: Stretch): void {
    if (this.#programs.length < MAX_PROGRAMS) this.#programs.push(program);
  }
}
