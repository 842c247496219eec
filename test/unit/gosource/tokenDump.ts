import { createHash } from 'node:crypto';
import { Lexer } from '../../../server/src/gosource/index.ts';

/** A token as the vectors hold it: kind, start, end in UTF-16 units; the end is -1 where Go does not tell it. */
export type DumpedToken = readonly [kind: string, start: number, end: number];

/** Reads all tokens of a text in the form that the generator writes. */
export function dumpTokens(text: string): { tokens: readonly DumpedToken[]; rejected: boolean } {
  const lexer = new Lexer(text);
  const hasReturn = text.includes('\r');
  const tokens: DumpedToken[] = [];
  for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
    const endUnknown = hasReturn && (kind === 'comment' || kind === 'string');
    tokens.push([kind, lexer.start, endUnknown ? -1 : lexer.end]);
  }
  return { tokens, rejected: lexer.fault !== null };
}

/** The digest that the generator prints for a text. */
export function digestTokens(text: string): string {
  const { tokens, rejected } = dumpTokens(text);
  const lines = tokens.map(([kind, start, end]) => `${kind} ${start} ${end}\n`);
  return createHash('sha256')
    .update(`${lines.join('')}${rejected}\n`)
    .digest('hex');
}
