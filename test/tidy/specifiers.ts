import { type Token, tokenize } from './tokens.ts';

/** One place where a file names another module. */
export interface Import {
  /** What is named, as written; null where it is no plain string and so cannot be checked. */
  readonly specifier: string | null;
  readonly form: 'import' | 'export' | 'dynamic' | 'require';
  /** Counted from 1. */
  readonly line: number;
}

/**
 * Finds every import declaration, re-export, `import()` and `require()` of a
 * TypeScript text, type-only ones and `import('…')` types included.
 */
export function importsOf(text: string): Import[] {
  const tokens = tokenize(text);
  const found: Import[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'word' || isPunctuation(tokens[index - 1], '.')) continue;
    const form = formOf(tokens, index);
    if (form === null) continue;
    const target = form === 'import' || form === 'export' ? declared(tokens, index) : called(tokens, index);
    if (target === undefined) continue;
    const specifier = target?.text.includes('\\') ? null : (target?.text ?? null);
    found.push({ specifier, form, line: text.slice(0, token.start).split('\n').length });
  }
  return found;
}

function formOf(tokens: readonly Token[], index: number): Import['form'] | null {
  const opensCall = isPunctuation(tokens[index + 1], '(');
  switch (tokens[index]!.text) {
    case 'import':
      return opensCall ? 'dynamic' : 'import';
    case 'export':
      return 'export';
    case 'require':
      return opensCall || isWord(tokens[index + 2], 'resolve') ? 'require' : null;
    default:
      return null;
  }
}

/** The string of a declaration: undefined when there is none, as in `export const` and `import.meta`. */
function declared(tokens: readonly Token[], index: number): Token | undefined {
  let at = index + 1;
  const isImport = tokens[index]!.text === 'import';
  if (isImport && tokens[at]?.kind === 'string') return tokens[at];
  if (isWord(tokens[at], 'type')) at += 1;
  if (!isImport && !isPunctuation(tokens[at], '*') && !isPunctuation(tokens[at], '{')) return undefined;
  for (; at < tokens.length; at += 1) {
    const token = tokens[at]!;
    if (token.kind === 'string' && isWord(tokens[at - 1], 'from')) return token;
    if (token.kind === 'value' || (token.kind === 'punctuation' && !'{},*'.includes(token.text)))
      return undefined;
    const closes = isPunctuation(token, '}') && !isWord(tokens[at + 1], 'from');
    if (closes) return undefined;
  }
  return undefined;
}

/** The argument of a call: null when it is no plain string, undefined when this is no call. */
function called(tokens: readonly Token[], index: number): Token | null | undefined {
  const open = tokens.findIndex((token, at) => at > index && isPunctuation(token, '('));
  const argument = tokens[open + 1];
  const after = tokens[open + 2];
  if (argument?.kind === 'string' && (isPunctuation(after, ')') || isPunctuation(after, ',')))
    return argument;
  // A method or function of that name is being declared.
  return isPunctuation(argument, ')') || isPunctuation(after, ':') ? undefined : null;
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === 'word' && token.text === text;
}

function isPunctuation(token: Token | undefined, text: string): boolean {
  return token?.kind === 'punctuation' && token.text === text;
}
