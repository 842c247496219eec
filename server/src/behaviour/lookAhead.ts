import { readSignature, type TokenRange, type Tokens } from '../gosource/index.ts';

/** The parts of a list between commas. */
export function splitList(tokens: Tokens, { from, to }: TokenRange, limit = MAX_PARTS): TokenRange[] {
  const parts: TokenRange[] = [];
  let start = from;
  for (let at = from; at < to && parts.length < limit; at++) {
    const kind = tokens.kind(at);
    if (kind === '(' || kind === '[' || kind === '{') {
      at = tokens.closing(at);
    } else if (kind === ',') {
      parts.push({ from: start, to: at });
      start = at + 1;
    }
  }
  if (start < to && parts.length < limit) {
    parts.push({ from: start, to });
  }
  return parts;
}

/** Index of the bracket that the last token of a range belongs to; the end of the range when there is none. */
export function lastOpening(tokens: Tokens, { from, to }: TokenRange): number {
  let at = from;
  while (at < to) {
    const kind = tokens.kind(at);
    const isOpening = kind === '(' || kind === '[' || kind === '{';
    if (isOpening && tokens.closing(at) === to - 1) return at;
    at = (isOpening ? tokens.closing(at) : at) + 1;
  }
  return to;
}

/** Parts of one list that are told apart. */
const MAX_PARTS = 64;

const STEPS_PER_TOKEN = 32;
const SPARE_STEPS = 10_000;

/**
 * Finds where statements and values end. In Go that compiles, few statements lie in one another; the tokens that
 * are looked at are bounded all the same.
 */
export class LookAhead {
  readonly #tokens: Tokens;
  #steps: number;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#steps = STEPS_PER_TOKEN * tokens.length + SPARE_STEPS;
  }

  /** Whether everything that was asked for was looked at to its end. */
  get complete(): boolean {
    return this.#steps > 0;
  }

  /** Index of the comma behind the value that starts at `at`, or `end`. */
  valueEnd(at: number, end: number): number {
    const tokens = this.#tokens;
    for (; at < end && this.#steps-- > 0; at++) {
      const kind = tokens.kind(at);
      if (kind === ',') return at;
      if (kind === '(' || kind === '[' || kind === '{') at = tokens.closing(at);
    }
    return Math.min(at, end);
  }

  /** Index of the token behind the last one of the statement that `at` is in. */
  statementEnd(at: number, end: number, inHeader: boolean): number {
    const tokens = this.#tokens;
    let listType = false;
    for (; at < end && this.#steps-- > 0; at++) {
      switch (tokens.kind(at)) {
        case ';':
        case '}':
        case ')':
        case ']':
        case ':':
          return at;
        case 'func': {
          const signature = readSignature(tokens, at + 1);
          const isLiteral = signature.body !== null && !listType;
          at = isLiteral ? tokens.closing(signature.body ?? at) : Math.max(at, signature.end - 1);
          break;
        }
        case '{':
          if (inHeader && !listType) return at;
          listType = false;
          at = tokens.closing(at);
          break;
        case '[':
          listType ||= tokens.kind(at - 1) !== 'identifier' && tokens.kind(at - 1) !== ')';
          at = tokens.closing(at);
          break;
        case 'map':
        case 'struct':
          listType = true;
          break;
        case '(':
          at = tokens.closing(at);
          break;
        default:
      }
    }
    return Math.min(at, end);
  }
}
