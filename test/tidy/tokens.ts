/** A piece of TypeScript text that is neither blank nor comment. */
export interface Token {
  /**
   * `string` is a quoted string or a template without substitutions; `value` is
   * a number, a regular expression or the end of a template with substitutions.
   */
  readonly kind: 'word' | 'string' | 'punctuation' | 'value';
  /** As written; for a `string`, what stands between the quotes, escapes untouched. */
  readonly text: string;
  /** Offset of the first character, in UTF-16 units. */
  readonly start: number;
}

const BLANK = /\s+/y;
const LINE_COMMENT = /\/\/.*/y;
const BLOCK_COMMENT = /\/\*[\s\S]*?(?:\*\/|$)/y;
const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$_]*/uy;
const NUMBER = /[0-9][\w.]*/y;
const QUOTED = /'(?:[^'\\\r\n]|\\[\s\S])*'?|"(?:[^"\\\r\n]|\\[\s\S])*"?/y;
const REGULAR_EXPRESSION = /\/(?:[^\\/[\r\n]|\\.|\[(?:[^\]\\\r\n]|\\.)*\])+\/[a-z]*/y;
const TEMPLATE_PART = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(`|\$\{|$)/y;

/** Words after which a slash starts a regular expression. */
const BEFORE_EXPRESSION = new Set(
  'await case delete do else in instanceof new of return throw typeof void yield'.split(' '),
);

/**
 * Splits TypeScript into tokens, well enough to find import specifiers.
 *
 * Comments are left out, and text within strings, templates and regular
 * expressions never shows as words. A slash after `)`, `]` or `}` is read as a
 * division; a quoted string ends at its line, so a wrong guess does no harm
 * beyond that line. Never throws.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  // For every open template: how many braces are open inside its substitution.
  const templates: number[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? null;
  };
  const push = (kind: Token['kind'], tokenText: string, length = tokenText.length): void => {
    tokens.push({ kind, text: tokenText, start: at });
    at += length;
  };
  const template = (opened: boolean): void => {
    const start = at;
    at += 1;
    const part = take(TEMPLATE_PART) ?? '';
    if (part.endsWith('${')) templates.push(0);
    else if (opened) tokens.push({ kind: 'string', text: part.slice(0, -1), start });
    else tokens.push({ kind: 'value', text: part, start });
    at += part.length;
  };
  while (at < text.length) {
    const skipped = take(BLANK) ?? take(LINE_COMMENT) ?? take(BLOCK_COMMENT);
    if (skipped !== null) {
      at += skipped.length;
      continue;
    }
    const word = take(WORD);
    if (word !== null) {
      push('word', word);
      continue;
    }
    const number = take(NUMBER);
    if (number !== null) {
      push('value', number);
      continue;
    }
    const quoted = take(QUOTED);
    if (quoted !== null) {
      const end = quoted.length > 1 && quoted.endsWith(quoted[0]!) ? -1 : quoted.length;
      push('string', quoted.slice(1, end), quoted.length);
      continue;
    }
    const character = text[at]!;
    if (character === '`') {
      template(true);
      continue;
    }
    if (character === '}' && templates.at(-1) === 0) {
      templates.pop();
      template(false);
      continue;
    }
    if (character === '/' && expressionMayStart(tokens.at(-1))) {
      const expression = take(REGULAR_EXPRESSION);
      if (expression !== null) {
        push('value', expression);
        continue;
      }
    }
    const depth = templates.length - 1;
    if (depth >= 0 && character === '{') templates[depth]! += 1;
    if (depth >= 0 && character === '}') templates[depth]! -= 1;
    push('punctuation', character);
  }
  return tokens;
}

function expressionMayStart(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return BEFORE_EXPRESSION.has(before.text);
  return before.kind === 'punctuation' && !')]}'.includes(before.text);
}
