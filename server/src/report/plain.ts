/**
 * Makes text from outside safe for a terminal: control characters (escape
 * sequences, line ends), bidirectional controls and invisible characters are
 * shown as `\u{…}`. Attacker-controlled: module paths, file names, what servers said.
 */
export function plain(text: string): string {
  // \p{Cf} holds the bidirectional controls and the zero-width characters.
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** Breaks `text` into lines of at most `width` characters, at blanks where there are any. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines;
}
