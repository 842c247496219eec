import { fields, trimSpace } from '../text/index.ts';
import { BLANK_ROWS, type Line } from './line.ts';
import type { TokenList } from './token.ts';

/** Tells whether the first comment behind `line` is "indirect", alone or followed by a semicolon and more. */
export function isIndirect(tokens: TokenList, line: Line): boolean {
  const [comment] = line.suffix;
  if (comment === undefined) return false;
  const words = fields(tokens.textAt(comment).slice('//'.length));
  return words[0] === (words.length === 1 ? 'indirect' : 'indirect;');
}

/**
 * What the comments of a directive say, line by line.
 *
 * They are the comments before and behind its line or, when it has none, those
 * before its block. Blank rows in a block count as a comment here, without
 * saying anything; golang.org/x/mod has it so.
 */
export function commentsOf(tokens: TokenList, line: Line): string {
  const own = [...line.before, ...line.suffix];
  return own.length > 0 || line.block === null ? joinComments(tokens, own) : line.block.comments;
}

/** The texts of comment tokens without slashes and blanks around them, joined by line feeds. */
export function joinComments(tokens: TokenList, comments: readonly number[]): string {
  return comments
    .filter((comment) => comment !== BLANK_ROWS)
    .map((comment) => trimSpace(tokens.textAt(comment).slice('//'.length)))
    .join('\n');
}

/** The first paragraph of `comments` that starts with "Deprecated:", without that word; empty when there is none. */
export function deprecation(comments: string): string {
  const word = 'Deprecated:';
  const paragraph = `\n\n${word}`;
  let start: number;
  if (comments.startsWith(word)) start = word.length;
  else {
    const found = comments.indexOf(paragraph);
    if (found < 0) return '';
    start = found + paragraph.length;
  }
  while (comments[start] === ' ') start++;
  const end = comments.indexOf('\n\n', start);
  return comments.slice(start, end < 0 ? comments.length : end);
}
