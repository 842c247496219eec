/** More UTF-16 units of one text from outside are cut: a hover is no place to read much. */
const MAX_TEXT = 200;

/**
 * Text from outside as Markdown that shows it and means nothing else: no link,
 * no image, no HTML, no table cell, no line end, no character that hides or
 * turns round another. Attacker-controlled: module paths, versions, file names.
 */
export function escaped(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text;
  return (
    visible(short)
      .replace(/[\\`*_{}[\]<>#|~&!$^@]/g, '\\$&')
      // A bare address would become a link.
      .replace(/\b(https?|ftp)(?=:)/gi, '$1\\')
      .replace(/\bwww(?=\.)/gi, '$&\\')
  );
}

/** A block of code; what could end it is taken out. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const text = lines.map((line) => visible(line).replaceAll('```', '` ` `')).join('\n');
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

/** A link that runs a command of ours with one argument. */
export function commandLink(text: string, command: string, argument: unknown, title: string): string {
  const target = `command:${command}?${encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, escapeParenthesis)}`;
  return `[${text}](${target} "${title.replaceAll('"', "'")}")`;
}

/** A link to an address of ours. */
export function link(text: string, address: string): string {
  return `[${text}](${address.replace(/[()\s]/g, escapeParenthesis)})`;
}

function escapeParenthesis(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, (character) => {
    return character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
