/**
 * The UTF-16 offset behind the bracket that closes the one in front of `at`; -1 when nothing closes it.
 *
 * Knows strings, runes and comments, and counts brackets of the same kind alone: in Go that compiles, the others
 * are balanced between them. Linear in what it passes over.
 */
export function behindBrackets(text: string, at: number): number {
  const open = text.charCodeAt(at - 1);
  const close = open === PARENTHESIS ? open + 1 : open + 2;
  for (let depth = 1; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === open) {
      depth++;
    } else if (code === close) {
      depth--;
      if (depth === 0) {
        return at + 1;
      }
    } else if (code === QUOTE || code === APOSTROPHE) {
      at = behindQuoted(text, at + 1, code);
      continue;
    } else if (code === BACKTICK || (code === SLASH && startsComment(text, at))) {
      const isLine = text.charCodeAt(at + 1) === SLASH;
      const mark = code === BACKTICK ? '`' : isLine ? '\n' : '*/';
      const found = text.indexOf(mark, at + (code === BACKTICK ? 1 : 2));
      if (found < 0) {
        return -1;
      }
      at = found + mark.length;
      continue;
    }
    at++;
  }
  return -1;
}

function behindQuoted(text: string, at: number, quote: number): number {
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      return at + 1;
    }
    if (code === LINE_FEED) {
      return at;
    }
    if (code === BACKSLASH) {
      at++;
    }
  }
  return at;
}

/** Tells whether a comment starts at an offset where a slash stands. */
export function startsComment(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  return second === SLASH || second === STAR;
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const PARENTHESIS = 0x28;
const STAR = 0x2a;
const SLASH = 0x2f;
const BACKSLASH = 0x5c;
const BACKTICK = 0x60;
