import { integerValue, runeValue, type TokenRange, type Tokens } from '../gosource/index.ts';
import { splitList } from './lookAhead.ts';

/** Tokens of one conversion that are looked at. */
const MAX_CONVERSION = 48;

const CHARACTER_TYPES: ReadonlySet<string> = new Set(['byte', 'rune', 'string', 'uint8', 'int32']);

const WRITES_LETTERS: ReadonlySet<string> = new Set(['WriteByte', 'WriteRune']);

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', '&', '|', '<<', '>>', '&^']);

const OPERANDS: ReadonlySet<string> = new Set(['identifier', 'integer', 'rune', 'string', ')', ']']);

/** Whether an operand may end with a token of this kind: what follows is a binary operator. */
export function isOperand(kind: string): boolean {
  return OPERANDS.has(kind);
}

/**
 * What the call or conversion whose parenthesis stands at `open` says: `computed` for a letter that is computed
 * (`byte(c - 1)`, `append(b, c ^ k)`), `code` for a letter that is written as its code (`rune(104)`), or null.
 */
export function signOfCall(tokens: Tokens, open: number): 'computed' | 'code' | null {
  const name = tokens.slice(open - 1);
  const isMethod = tokens.kind(open - 2) === '.';
  if (!isMethod && CHARACTER_TYPES.has(name)) return signOfConversion(tokens, open, name);
  if (!isMethod && name === 'copy') return copiesText(tokens, open) ? 'code' : null;
  if (isMethod ? !WRITES_LETTERS.has(name) : name !== 'append') return null;
  const list = { from: open + 1, to: Math.min(tokens.closing(open), open + MAX_CONVERSION) };
  let code = false;
  for (const part of splitList(tokens, list).slice(isMethod ? 0 : 1)) {
    const isLetter = part.to === part.from + 1;
    code ||= isLetter && isCode(tokens, part.from);
    if (!isLetter && (isConversion(tokens, part.from) || computes(tokens, part))) return 'computed';
  }
  return code ? 'code' : null;
}

/** Whether a number is the code of a character that can be seen: `0` and `1` are numbers in most programs. */
function isCode(tokens: Tokens, at: number): boolean {
  const value = tokens.kind(at) === 'integer' ? (integerValue(tokens.slice(at)) ?? 0) : 0;
  return value > 0x20 && value < 0x7f;
}

/** `copy(x[10:], "text")`: a text that is laid into another piece by piece. */
function copiesText(tokens: Tokens, open: number): boolean {
  const close = tokens.closing(open);
  return (
    tokens.kind(close - 1) === 'string' && tokens.kind(close - 2) === ',' && tokens.kind(close - 3) === ']'
  );
}

/** Whether the parenthesis at `open` makes a letter of a number: `string(rune(c))`, `byte(n)`. */
export function makesLetter(tokens: Tokens, open: number): boolean {
  const name = tokens.slice(open - 1);
  return tokens.kind(open - 2) !== '.' && (name === 'rune' || name === 'byte');
}

function isConversion(tokens: Tokens, at: number): boolean {
  return (
    tokens.kind(at) === 'identifier' && CHARACTER_TYPES.has(tokens.slice(at)) && tokens.kind(at + 1) === '('
  );
}

function signOfConversion(tokens: Tokens, open: number, name: string): 'computed' | 'code' | null {
  const close = Math.min(tokens.closing(open), open + MAX_CONVERSION);
  if (close === open + 2 && tokens.kind(open + 1) === 'integer')
    return isCode(tokens, open + 1) ? 'code' : null;
  let computed = false;
  let hasText = false;
  let hasNumber = false;
  for (let at = open + 1; at < close; at++) {
    const kind = tokens.kind(at);
    const isOperator = ARITHMETIC.has(kind) && isOperand(tokens.kind(at - 1));
    computed ||= isOperator;
    hasText ||= kind === 'string';
    hasNumber ||= kind === 'integer' || kind === 'rune' || (isOperator && kind !== '+');
  }
  // `string(a + b)` and `[]byte(a + b)` join two texts.
  const makesText = name === 'string' || tokens.kind(open - 2) === ']';
  return computed && (!makesText || (hasNumber && !hasText)) ? 'computed' : null;
}

/**
 * Which part of a text is picked behind the `[` at `at`: `3` for `s[3]`, `3:4` for `s[3:4]`. Null for `s[1:]`, which
 * is all but the beginning, and for an index that is computed.
 */
export function pickAt(tokens: Tokens, at: number): string | null {
  if (tokens.kind(at - 1) !== 'identifier' || tokens.kind(at + 1) !== 'integer') return null;
  const first = tokens.slice(at + 1);
  if (tokens.kind(at + 2) === ']') return first;
  const isCut = tokens.kind(at + 2) === ':' && tokens.kind(at + 3) === 'integer';
  return isCut ? `${first}:${tokens.slice(at + 3)}` : null;
}

/**
 * Whether the rune at `at` may become a letter of a text: a letter or digit that nothing is merely compared with.
 * Blanks, commas and quotes are written one by one wherever texts are formatted.
 */
export function isLetterGiven(tokens: Tokens, at: number): boolean {
  const value = runeValue(tokens.slice(at)) ?? 0;
  if (value > 0x7f || !/[A-Za-z0-9]/.test(String.fromCharCode(value))) return false;
  if (COMPARISONS.has(tokens.kind(at - 1)) || COMPARISONS.has(tokens.kind(at + 1))) return false;
  let before = at - 1;
  for (let steps = 0; steps < MAX_CASES && tokens.kind(before) === ','; steps++) {
    if (tokens.kind(before - 1) !== 'rune') break;
    before -= 2;
  }
  return tokens.kind(before) !== 'case';
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

/** Runes of one case that are looked at. */
const MAX_CASES = 64;

/** Whether an expression computes outside brackets, and not with texts. */
function computes(tokens: Tokens, { from, to }: TokenRange): boolean {
  for (let at = from + 1; at < to; at++) {
    const kind = tokens.kind(at);
    if (kind === '(' || kind === '[' || kind === '{') at = tokens.closing(at);
    else if (kind === 'string') return false;
    else if (ARITHMETIC.has(kind) && isOperand(tokens.kind(at - 1))) return tokens.kind(at + 1) !== 'string';
  }
  return false;
}

/**
 * What the assignment whose `=` stands at `at` says: `x[i] = y[j] - 1` is computed; `x[i] = y[len(y)-1-i]`,
 * `x[i], x[j] = x[j], x[i]` and `s = string(c) + s` are reversed.
 */
export function signOfAssignment(
  tokens: Tokens,
  at: number,
  { from, to }: TokenRange,
): 'computed' | 'reversed' | null {
  const right = { from: at + 1, to };
  if (tokens.kind(at - 1) === ']') {
    const isSwap = tokens.kind(to - 1) === ']' && splitList(tokens, { from, to: at }).length === 2;
    if (isSwap) return 'reversed';
    return computes(tokens, right) ? 'computed' : countsFromEnd(tokens, right) ? 'reversed' : null;
  }
  const putsInFront = tokens.kind(to - 2) === '+' && tokens.slice(to - 1) === tokens.slice(from);
  const isLetter = tokens.slice(at + 1) === 'string' || tokens.kind(at + 2) === '[';
  return from + 1 === at && putsInFront && isLetter ? 'reversed' : null;
}

function countsFromEnd(tokens: Tokens, { from, to }: TokenRange): boolean {
  for (let at = from; at < to; at++) {
    if (tokens.kind(at) === '[' && tokens.slice(at + 1) === 'len' && tokens.kind(at + 5) === '-') return true;
  }
  return false;
}
