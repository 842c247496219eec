import type { HiddenLiteral } from './literals.ts';

/** Picks of one text by different indexes, runes, letters by code, and different letters in strings of their own, that are a sign. */
const MIN_PICKS = 4;
const MIN_RUNES = 4;
const MIN_CODES = 3;
const MIN_LETTERS = 6;

/** Counts letters that are met one by one on the way to one call: each kind is told once, when there are enough. */
export class LetterCount {
  readonly #picks = new Map<string, Set<string>>();
  readonly #letters = new Set<string>();
  #runes = 0;
  #codes = 0;

  /** A rune literal. */
  rune(): HiddenLiteral | null {
    return ++this.#runes === MIN_RUNES ? sign('rune-array') : null;
  }

  /** A letter that is written as its code. */
  code(): HiddenLiteral | null {
    return ++this.#codes === MIN_CODES ? sign('character-arithmetic') : null;
  }

  /** An element of a list or text by its place: `3` of `s[3]`. The same place again is no further letter. */
  pick(from: string, place: string): HiddenLiteral | null {
    const places = this.#picks.get(from) ?? new Set();
    if (places.has(place)) return null;
    this.#picks.set(from, places.add(place));
    return places.size === MIN_PICKS ? sign('letter-array') : null;
  }

  /** A text; separators are single characters in honest code. */
  text(text: string): HiddenLiteral | null {
    if (!/^[A-Za-z0-9]$/.test(text) || this.#letters.has(text)) return null;
    this.#letters.add(text);
    return this.#letters.size === MIN_LETTERS ? sign('letter-array') : null;
  }
}

function sign(how: HiddenLiteral['how']): HiddenLiteral {
  return { how, text: null, pieces: null };
}
