import { behindBrackets, startsComment } from './brackets.ts';
import { readNumber } from './number.ts';
import { endsStatement, kindOfWord, OPERATORS, type Operator, type TokenKind } from './token.ts';

/**
 * Reads Go source token by token, comments included.
 *
 * Follows the Go specification, "Lexical elements", and go/scanner where the
 * specification leaves the treatment of errors open. Never throws and never
 * stops early: the text is attacker-controlled, every step moves forward, and
 * no look-ahead is repeated, so the time is linear in the text. Nothing but the
 * current token is kept.
 *
 * After {@link Lexer.next}, `kind`, `start` and `end` (UTF-16 offsets) describe
 * the token. A semicolon that Go inserts has an empty span: at the line end, at
 * the first line end inside a general comment, or at the end of the text.
 */
export class Lexer {
  readonly text: string;
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** UTF-16 offset of the first thing that Go's scanner rejects; null while there is none. */
  fault: number | null = null;

  #at: number;
  #statementMayEnd = false;
  /** Whether the text holds NUL, or a byte order mark behind its start: few do. */
  readonly #mayHoldForbidden: boolean;
  /** Offset of the line end inside the comment that was just read and that is a semicolon, or -1. */
  #lineEndInComment = -1;

  constructor(text: string) {
    this.text = text;
    this.#mayHoldForbidden = text.includes('\0') || text.includes('\ufeff', 1);
    // A byte order mark is allowed as the very first character and nowhere else.
    this.#at = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  }

  /** Moves to the next token and returns its kind; `end` from the end of the text on. */
  next(): TokenKind {
    if (this.#lineEndInComment >= 0) {
      const at = this.#lineEndInComment;
      this.#lineEndInComment = -1;
      return this.#take(';', at, at);
    }
    this.#skipBlanks();
    const start = this.#at;
    if (start >= this.text.length) {
      return this.#atEnd(start);
    }
    const code = this.text.charCodeAt(start);
    if (code === LINE_FEED) {
      this.#at++;
      this.#statementMayEnd = false;
      return this.#take(';', start, start);
    }
    if (code === SLASH && startsComment(this.text, start)) {
      return this.#comment(start);
    }
    const kind = this.#token(start, code);
    if (kind !== 'illegal') {
      this.#statementMayEnd = endsStatement(kind);
    }
    return this.#take(kind, start, this.#at);
  }

  /**
   * Moves behind the bracket that closes the one that was just read, without handing out the tokens between.
   *
   * Several times faster than reading them: only strings, runes, comments and brackets of the same kind are told
   * apart. What lies between is not checked. Returns false, and stands at the end of the text, when nothing closes it.
   */
  skipBrackets(): boolean {
    const end = behindBrackets(this.text, this.#at);
    if (end < 0) {
      this.#reject(this.start);
    }
    this.#at = end < 0 ? this.text.length : end;
    this.end = this.#at;
    this.#statementMayEnd = true;
    return end >= 0;
  }

  #take(kind: TokenKind, start: number, end: number): TokenKind {
    this.kind = kind;
    this.start = start;
    this.end = end;
    return kind;
  }

  #atEnd(start: number): TokenKind {
    if (this.#statementMayEnd) {
      this.#statementMayEnd = false;
      return this.#take(';', start, start);
    }
    return this.#take('end', start, start);
  }

  #reject(offset: number): void {
    this.fault ??= offset;
  }

  #skipBlanks(): void {
    for (; ; this.#at++) {
      const code = this.text.charCodeAt(this.#at);
      const blank = code === 0x20 || code === 0x09 || code === 0x0d;
      if (!blank && !(code === LINE_FEED && !this.#statementMayEnd)) {
        return;
      }
    }
  }

  #comment(start: number): TokenKind {
    const text = this.text;
    const isLine = text.charCodeAt(start + 1) === SLASH;
    const found = text.indexOf(isLine ? '\n' : '*/', start + 2);
    const end = found < 0 ? text.length : isLine ? found : found + 2;
    if (found < 0 && !isLine) {
      this.#reject(start);
    }
    this.#rejectForbidden(start, end);
    if (!isLine && this.#statementMayEnd) {
      this.#lineEndInComment = this.#lineEndBetween(start, end);
      this.#statementMayEnd = this.#lineEndInComment < 0;
    }
    this.#at = end;
    return this.#take('comment', start, end);
  }

  /** The first line end in a comment, or -1. Looks no further than the comment: a search of the rest would be repeated. */
  #lineEndBetween(start: number, end: number): number {
    for (let at = start; at < end; at++) {
      if (this.text.charCodeAt(at) === LINE_FEED) {
        return at;
      }
    }
    return -1;
  }

  /** NUL and byte order marks are faults in comments and strings too. */
  #rejectForbidden(start: number, end: number): void {
    if (this.fault !== null || !this.#mayHoldForbidden) {
      return;
    }
    for (let at = start; at < end; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 0 || code === BYTE_ORDER_MARK) {
        this.#reject(at);
        return;
      }
    }
  }

  #token(start: number, code: number): TokenKind {
    if (isAsciiLetter(code)) {
      return this.#word(start);
    }
    if (isDecimal(code) || (code === POINT && isDecimal(this.text.charCodeAt(start + 1)))) {
      const number = readNumber(this.text, start);
      if (!number.valid) {
        this.#reject(start);
      }
      this.#at = number.end;
      return number.kind;
    }
    switch (code) {
      case QUOTE:
        return this.#string(start);
      case APOSTROPHE:
        return this.#rune(start);
      case BACKTICK:
        return this.#rawString(start);
    }
    const operators = code < 0x80 ? OPERATORS_BY_FIRST[code] : undefined;
    if (operators !== undefined) {
      return this.#operator(start, operators);
    }
    const point = this.text.codePointAt(start) as number;
    if (code >= 0x80 && isLetter(point)) {
      return this.#word(start);
    }
    this.#at += point > 0xffff ? 2 : 1;
    this.#reject(start);
    return 'illegal';
  }

  #word(start: number): TokenKind {
    const text = this.text;
    let at = start;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isAsciiLetter(code) || isDecimal(code)) {
        at++;
      } else if (code >= 0x80) {
        const point = text.codePointAt(at) as number;
        if (!isLetter(point) && !isDigit(point)) {
          break;
        }
        at += point > 0xffff ? 2 : 1;
      } else {
        break;
      }
    }
    this.#at = at;
    const length = at - start;
    // Keywords have 2 to 11 lower-case letters: most names need no copy of the text.
    return length < 2 || length > 11 ? 'identifier' : kindOfWord(text.slice(start, at));
  }

  #operator(start: number, operators: readonly Operator[]): Operator {
    for (const operator of operators) {
      if (operator.length === 1 || this.text.startsWith(operator, start)) {
        this.#at = start + operator.length;
        return operator;
      }
    }
    // Not reached: each list ends with the operator of one character.
    this.#at = start + 1;
    return operators[0] as Operator;
  }

  #string(start: number): TokenKind {
    const text = this.text;
    this.#at = start + 1;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (this.#at >= text.length || code === LINE_FEED) {
        this.#reject(start);
        break;
      }
      this.#at++;
      if (code === QUOTE) {
        break;
      }
      if (code === BACKSLASH) {
        this.#escape(QUOTE);
      }
    }
    this.#rejectForbidden(start, this.#at);
    return 'string';
  }

  #rawString(start: number): TokenKind {
    const found = this.text.indexOf('`', start + 1);
    if (found < 0) {
      this.#reject(start);
    }
    this.#at = found < 0 ? this.text.length : found + 1;
    this.#rejectForbidden(start, this.#at);
    return 'string';
  }

  #rune(start: number): TokenKind {
    const text = this.text;
    let characters = 0;
    this.#at = start + 1;
    for (;;) {
      const code = text.charCodeAt(this.#at);
      if (this.#at >= text.length || code === LINE_FEED) {
        this.#reject(start);
        break;
      }
      this.#at += (text.codePointAt(this.#at) as number) > 0xffff ? 2 : 1;
      if (code === APOSTROPHE) {
        break;
      }
      characters++;
      if (code === BACKSLASH) {
        this.#escape(APOSTROPHE);
      }
    }
    if (characters !== 1) {
      this.#reject(start);
    }
    this.#rejectForbidden(start, this.#at);
    return 'rune';
  }

  /** Reads behind a backslash. Stops in front of a character that does not fit: it may be the closing quote. */
  #escape(quote: number): void {
    const text = this.text;
    const first = this.#at;
    const code = text.charCodeAt(first);
    if (code === quote || SIMPLE_ESCAPES.has(code)) {
      this.#at++;
      return;
    }
    const form = escapeForm(code);
    if (form === null) {
      this.#reject(first);
      return;
    }
    this.#at += form.skip;
    let value = 0;
    for (let left = form.digits; left > 0; left--) {
      const digit = digitValue(text.charCodeAt(this.#at));
      if (digit >= form.base) {
        this.#reject(first);
        return;
      }
      value = value * form.base + digit;
      this.#at++;
    }
    if (value > form.max || (value >= 0xd800 && value < 0xe000)) {
      this.#reject(first);
    }
  }
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const POINT = 0x2e;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
const BYTE_ORDER_MARK = 0xfeff;

const SIMPLE_ESCAPES: ReadonlySet<number> = new Set([...'abfnrtv\\'].map((letter) => letter.charCodeAt(0)));

const OPERATORS_BY_FIRST: readonly (readonly Operator[] | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => {
    const operators = OPERATORS.filter((operator) => operator.charCodeAt(0) === code);
    return operators.length > 0 ? operators : undefined;
  },
);

interface EscapeForm {
  /** How many characters stand in front of the digits. */
  readonly skip: number;
  readonly digits: number;
  readonly base: number;
  readonly max: number;
}

const OCTAL_ESCAPE: EscapeForm = { skip: 0, digits: 3, base: 8, max: 0xff };
const BYTE_ESCAPE: EscapeForm = { skip: 1, digits: 2, base: 16, max: 0xff };
const SHORT_ESCAPE: EscapeForm = { skip: 1, digits: 4, base: 16, max: 0x10ffff };
const LONG_ESCAPE: EscapeForm = { skip: 1, digits: 8, base: 16, max: 0x10ffff };

function escapeForm(code: number): EscapeForm | null {
  switch (code) {
    case 0x78:
      return BYTE_ESCAPE;
    case 0x75:
      return SHORT_ESCAPE;
    case 0x55:
      return LONG_ESCAPE;
    default:
      return code >= 0x30 && code <= 0x37 ? OCTAL_ESCAPE : null;
  }
}

function digitValue(code: number): number {
  if (isDecimal(code)) {
    return code - 0x30;
  }
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : 16;
}

function isDecimal(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isAsciiLetter(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a && code < 0x80) || code === 0x5f;
}

function isLetter(point: number): boolean {
  return /^\p{L}$/u.test(String.fromCodePoint(point));
}

function isDigit(point: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(point));
}
