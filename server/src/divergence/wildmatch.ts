import type { Effort } from './effort.ts';

/**
 * Tells whether a pattern of a .gitattributes file matches a text.
 *
 * Both are binary strings: one character is one byte, as in git. With
 * `pathname`, `*` and `?` do not cross a slash, and `**` does where it stands
 * alone between slashes; without it `*` crosses everything. `[…]` knows ranges,
 * `!` and `^`, and classes such as `[:alpha:]`; a backslash quotes.
 *
 * Follows git's wildmatch, including that a malformed bracket matches nothing.
 */
export function wildmatch(pattern: string, text: string, pathname: boolean, effort: Effort): boolean {
  return new Matcher(pattern, text, pathname, effort).match(0, 0) === Outcome.match;
}

/** `abortAll`: no later start in the text can match. `abortToDoubleStar`: none before the next `**` takes over. */
const Outcome = { match: 0, noMatch: 1, abortAll: 2, abortToDoubleStar: 3 } as const;
type Outcome = (typeof Outcome)[keyof typeof Outcome];

class Matcher {
  readonly #pattern: string;
  readonly #text: string;
  readonly #pathname: boolean;
  readonly #effort: Effort;

  constructor(pattern: string, text: string, pathname: boolean, effort: Effort) {
    this.#pattern = pattern;
    this.#text = text;
    this.#pathname = pathname;
    this.#effort = effort;
  }

  match(patternStart: number, textStart: number): Outcome {
    const pattern = this.#pattern;
    const text = this.#text;
    let at = textStart;
    for (let p = patternStart; p < pattern.length; p++, at++) {
      this.#effort.spend(1);
      const wanted = pattern.charAt(p);
      if (at >= text.length && wanted !== '*') return Outcome.abortAll;
      const found = text.charAt(at);
      if (wanted === '*') {
        const star = this.#star(p, at);
        if ('outcome' in star) return star.outcome;
        p = star.pattern;
        at = star.text;
      } else if (wanted === '?') {
        if (this.#pathname && found === '/') return Outcome.noMatch;
      } else if (wanted === '[') {
        const bracket = matchBracket(pattern, p, found, this.#effort);
        if (bracket === null) return Outcome.abortAll;
        if (!bracket.isIn || (this.#pathname && found === '/')) return Outcome.noMatch;
        p = bracket.end;
      } else if (wanted === '\\') {
        p++;
        if (found !== pattern.charAt(p)) return Outcome.noMatch;
      } else if (found !== wanted) {
        return Outcome.noMatch;
      }
    }
    return at < text.length ? Outcome.noMatch : Outcome.match;
  }

  /** Handles one star or a run of them. Gives the outcome, or where the main loop goes on (a slash after one star). */
  #star(star: number, at: number): { outcome: Outcome } | { pattern: number; text: number } {
    const pattern = this.#pattern;
    const text = this.#text;
    let p = star + 1;
    let crossesSlash = !this.#pathname;
    if (pattern.charAt(p) === '*') {
      while (pattern.charAt(p) === '*') p++;
      const startsElement = star === 0 || pattern.charAt(star - 1) === '/';
      const endsElement = p === pattern.length || pattern.charAt(p) === '/' || pattern.startsWith('\\/', p);
      if (this.#pathname && startsElement && endsElement) {
        // "a/**/b" matches "a/b" as well: the stars and their slash may stand for nothing.
        if (pattern.charAt(p) === '/' && this.match(p + 1, at) === Outcome.match)
          return { outcome: Outcome.match };
        crossesSlash = true;
      }
    }
    if (p === pattern.length) {
      const isBlocked = !crossesSlash && text.includes('/', at);
      return { outcome: isBlocked ? Outcome.noMatch : Outcome.match };
    }
    if (!crossesSlash && pattern.charAt(p) === '/') {
      const slash = text.indexOf('/', at);
      return slash < 0 ? { outcome: Outcome.noMatch } : { pattern: p, text: slash };
    }
    return { outcome: this.#tryEnds(p, at, crossesSlash) };
  }

  /** Tries every end of what a star stands for. */
  #tryEnds(p: number, start: number, crossesSlash: boolean): Outcome {
    const text = this.#text;
    const next = this.#pattern.charAt(p);
    const isLiteral = !'*?[\\'.includes(next);
    for (let at = start; at < text.length; at++) {
      this.#effort.spend(1);
      if (isLiteral) {
        while (at < text.length && text.charAt(at) !== next && (crossesSlash || text.charAt(at) !== '/'))
          at++;
        if (text.charAt(at) !== next) return Outcome.noMatch;
      }
      const outcome = this.match(p, at);
      if (outcome !== Outcome.noMatch) {
        if (!crossesSlash || outcome !== Outcome.abortToDoubleStar) return outcome;
      } else if (!crossesSlash && text.charAt(at) === '/') {
        return Outcome.abortToDoubleStar;
      }
    }
    return Outcome.abortAll;
  }
}

/** Reads a bracket that begins at `open`; null when it is malformed. `end` is its closing bracket. */
function matchBracket(
  pattern: string,
  open: number,
  found: string,
  effort: Effort,
): { isIn: boolean; end: number } | null {
  let p = open + 1;
  const isNegated = pattern.charAt(p) === '!' || pattern.charAt(p) === '^';
  if (isNegated) p++;
  let isIn = false;
  let previous = '';
  for (let isFirst = true; isFirst || pattern.charAt(p) !== ']'; isFirst = false, p++) {
    effort.spend(1);
    let current = pattern.charAt(p);
    if (current === '') return null;
    if (current === '\\') {
      current = pattern.charAt(++p);
      if (current === '') return null;
      if (found === current) isIn = true;
      previous = current;
    } else if (
      current === '-' &&
      previous !== '' &&
      p + 1 < pattern.length &&
      pattern.charAt(p + 1) !== ']'
    ) {
      current = pattern.charAt(++p);
      if (current === '\\') current = pattern.charAt(++p);
      if (current === '') return null;
      if (found >= previous && found <= current) isIn = true;
      previous = '';
    } else if (current === '[' && pattern.charAt(p + 1) === ':') {
      const close = pattern.indexOf(']', p + 2);
      if (close < 0) return null;
      if (close - 1 < p + 2 || pattern.charAt(close - 1) !== ':') {
        // No ":]": an ordinary bracket that happens to hold "[" and ":".
        if (found === '[') isIn = true;
        previous = '[';
        continue;
      }
      const members = CLASSES.get(pattern.slice(p + 2, close - 1));
      if (members === undefined) return null;
      if (members.test(found)) isIn = true;
      p = close;
      previous = '';
    } else {
      if (found === current) isIn = true;
      previous = current;
    }
  }
  return { isIn: isIn !== isNegated, end: p };
}

/** The classes as git has them: over ASCII alone, and without vertical tab and form feed among the blanks. */
const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[0-9A-Za-z]/],
  ['alpha', /[A-Za-z]/],
  ['blank', /[ \t]/],
  ['cntrl', /[\0-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[\t\n\r ]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9A-Fa-f]/],
]);
