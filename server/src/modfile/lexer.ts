import { CHARACTERS, isBlank, isPunctuation, wordCharacterLength } from './character.ts';
import type { ProblemList } from './problem.ts';
import { TokenList } from './token.ts';

const { lf, cr, quote, star, slash, backslash, backtick, byteOrderMark } = CHARACTERS;

/**
 * Cuts a go.mod or go.work text into tokens, and adds the lexical problems to `problems`.
 *
 * What cannot be read becomes one `invalid` token up to the end of its line.
 * A byte order mark at the very start counts as a blank, with a problem: the
 * go command refuses it, and nothing else on that line is wrong. Follows
 * `input.readToken` of golang.org/x/mod/modfile.
 */
export function lex(text: string, problems: ProblemList): TokenList {
  const tokens = new TokenList(text);
  let at = 0;
  if (text.charCodeAt(0) === byteOrderMark) {
    problems.add('syntax', { start: 0, end: 1 }, 'The file starts with a byte order mark, which Go refuses.');
    tokens.push('blank', 0);
    at = 1;
  }
  while (at < text.length) at = lexToken(text, at, tokens, problems);
  return tokens;
}

/** Reads the token at `start` and returns where it ends. */
function lexToken(text: string, start: number, tokens: TokenList, problems: ProblemList): number {
  const unit = text.charCodeAt(start);
  if (unit === lf || isPunctuation(unit)) {
    tokens.push(unit === lf ? 'newline' : 'punctuation', start);
    return start + 1;
  }
  if (isBlank(unit)) {
    tokens.push('blank', start);
    let end = start + 1;
    while (isBlank(text.charCodeAt(end))) end++;
    return end;
  }
  if (unit === slash && text.charCodeAt(start + 1) === slash) {
    tokens.push('comment', start);
    const end = lineEnd(text, start);
    return end < text.length && text.charCodeAt(end - 1) === cr ? end - 1 : end;
  }
  if (unit === quote || unit === backtick) return lexString(text, start, tokens, problems);

  const end = wordEnd(text, start);
  if (end > start) {
    tokens.push('word', start);
    return end;
  }
  tokens.push('invalid', start);
  if (unit === slash) {
    problems.add(
      'syntax',
      { start, end: start + 2 },
      'Go files of this kind have no /* */ comments, only // ones.',
    );
  } else {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    const name = (text.codePointAt(start) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    problems.add(
      'syntax',
      { start, end: start + character.length },
      `The character U+${name} is not allowed here.`,
    );
  }
  return lineEnd(text, start);
}

/** Where the word at `start` ends: before the first character of another kind, and before a comment. */
function wordEnd(text: string, start: number): number {
  let end = start;
  for (;;) {
    if (text.charCodeAt(end) === slash) {
      const next = text.charCodeAt(end + 1);
      if (next === slash || next === star) return end;
    }
    const length = wordCharacterLength(text, end);
    if (length === 0) return end;
    end += length;
  }
}

/**
 * Reads a quoted string. It ends on its line, save that a backslash in double
 * quotes skips any character, a line end too.
 */
function lexString(text: string, start: number, tokens: TokenList, problems: ProblemList): number {
  const closing = text.charCodeAt(start);
  let end = start + 1;
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end);
    if (unit === lf) break;
    if (unit === closing) {
      tokens.push('string', start);
      return end + 1;
    }
    if (unit === backslash && closing === quote) end++;
  }
  end = Math.min(end, text.length);
  tokens.push('invalid', start);
  problems.add('syntax', { start, end }, 'The quoted string has no closing quote.');
  return end;
}

/** The offset of the line end at or after `at`, or of the end of the text. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
