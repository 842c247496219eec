/** The keywords of Go, in the order of the specification. */
export const KEYWORDS = [
  'break',
  'case',
  'chan',
  'const',
  'continue',
  'default',
  'defer',
  'else',
  'fallthrough',
  'for',
  'func',
  'go',
  'goto',
  'if',
  'import',
  'interface',
  'map',
  'package',
  'range',
  'return',
  'select',
  'struct',
  'switch',
  'type',
  'var',
] as const;

/** The operators and punctuation of Go, longest first, so that the first that fits is the token. */
export const OPERATORS = [
  '<<=',
  '>>=',
  '&^=',
  '...',
  '+=',
  '-=',
  '*=',
  '/=',
  '%=',
  '&=',
  '|=',
  '^=',
  '<<',
  '>>',
  '&^',
  '&&',
  '||',
  '<-',
  '++',
  '--',
  '==',
  '!=',
  '<=',
  '>=',
  ':=',
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<',
  '>',
  '=',
  '!',
  '~',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  '.',
  ':',
] as const;

/** Kinds whose text varies, and `end`, which stands behind the last token. */
export const CLASSES = [
  'end',
  'illegal',
  'comment',
  'identifier',
  'integer',
  'float',
  'imaginary',
  'rune',
  'string',
] as const;

export type Keyword = (typeof KEYWORDS)[number];
export type Operator = (typeof OPERATORS)[number];

/** What a token is: an operator and a keyword are named by their own text. */
export type TokenKind = (typeof CLASSES)[number] | Keyword | Operator;

const KEYWORD_BY_TEXT: ReadonlyMap<string, Keyword> = new Map(KEYWORDS.map((keyword) => [keyword, keyword]));

/** The kind of a word: the keyword, or `identifier`. */
export function kindOfWord(word: string): Keyword | 'identifier' {
  return KEYWORD_BY_TEXT.get(word) ?? 'identifier';
}

const ENDS_STATEMENT: ReadonlySet<TokenKind> = new Set<TokenKind>([
  'identifier',
  'integer',
  'float',
  'imaginary',
  'rune',
  'string',
  'break',
  'continue',
  'fallthrough',
  'return',
  '++',
  '--',
  ')',
  ']',
  '}',
]);

/** Tells whether a line end behind this token is a semicolon (Go specification, "Semicolons", rule 1). */
export function endsStatement(kind: TokenKind): boolean {
  return ENDS_STATEMENT.has(kind);
}
