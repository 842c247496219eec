/** A word of a text that may be an address, with its place. Offsets are UTF-16. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly lineStart: number;
  /** From 0. */
  readonly line: number;
}

/** Longer words are no addresses that anybody reads. */
const MAX_WORD = 400;

/** More words than this are not looked at. */
const MAX_WORDS = 20_000;

const IS_ADDRESS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~/:@%+-?=&#!,') {
  IS_ADDRESS[character.charCodeAt(0)] = 1;
}

/**
 * The words of a text that hold a slash and a point, in order.
 *
 * The text is attacker-controlled: each character is looked at once, and a word
 * of any length costs no more than its length.
 */
export function* addressWords(text: string): Generator<Word> {
  let [line, lineStart, count] = [0, 0, 0];
  for (let at = 0; at < text.length && count < MAX_WORDS; ) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) {
      line++;
      lineStart = at + 1;
    }
    if (code >= 128 || IS_ADDRESS[code] === 0) {
      at++;
      continue;
    }
    const start = at;
    let [hasSlash, hasPoint] = [false, false];
    for (; at < text.length; at++) {
      const each = text.charCodeAt(at);
      if (each >= 128 || IS_ADDRESS[each] === 0) break;
      if (each === 0x2f) hasSlash = true;
      else if (each === 0x2e) hasPoint = true;
    }
    if (!hasSlash || !hasPoint || at - start > MAX_WORD) continue;
    count++;
    const word = trimmed(text, start, at);
    if (word.end > word.start) {
      yield { text: text.slice(word.start, word.end), ...word, lineStart, line };
    }
  }
}

/** Without the marks of sentences and of Markdown around a word. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  while (start < end && /[._~/:@%+\-?=&#!,]/.test(text[start] as string)) start++;
  while (start < end && /[._~:@%+\-?=&#!,]/.test(text[end - 1] as string)) end--;
  return { start, end };
}
