import type { TokenKind } from '../gosource/index.ts';

/** Tells whether a function of such a name changes what it is given: `copy(b, s)`, `hex.Decode(b, s)`, `io.ReadFull(r, b)`. */
export function changesArguments(name: string): boolean {
  return CHANGING.test(name);
}

const CHANGING =
  /^(?:copy|Decode|Read|Unmarshal|S?[Ss]can|Put|Crypt|XOR|Reverse|Fprint|Write|Copy|Fill|Swap|Sort|Execute)/;

/** Tells whether an expression may start behind a token of that kind. */
export function startsExpression(kind: TokenKind): boolean {
  return STARTS_EXPRESSION.has(kind);
}

const STARTS_EXPRESSION: ReadonlySet<TokenKind> = new Set<TokenKind>([
  '(',
  ',',
  '=',
  ':=',
  '+=',
  ':',
  '{',
  'return',
  '[',
]);
