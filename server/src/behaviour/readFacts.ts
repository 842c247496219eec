import { readSignature, type Tokens } from '../gosource/index.ts';
import type { Facts } from './facts.ts';
import { FactsReader } from './factsReader.ts';

/** Reads the facts of a function declaration that starts at token 0 with `func`. */
export function factsOfFunction(tokens: Tokens): Facts {
  let at = 1;
  const reader = new FactsReader(tokens);
  if (tokens.kind(at) === '(') {
    reader.parameters({ from: at + 1, to: tokens.closing(at) }, -1, true);
    at = tokens.closing(at) + 1;
  }
  at++;
  if (tokens.kind(at) === '[') {
    at = tokens.closing(at) + 1;
  }
  const signature = readSignature(tokens, at);
  const close = tokens.kind(at) === '(' ? tokens.closing(at) : at;
  reader.parameters({ from: at + 1, to: close }, -1, false);
  const open = signature.body ?? signature.end;
  const body =
    signature.body === null ? { from: open, to: open } : { from: open + 1, to: tokens.closing(open) };
  return reader.read(body, { from: close + 1, to: open });
}

/** Reads the facts of a specification of variables whose value starts at token `value`. */
export function factsOfValue(tokens: Tokens, value: number): Facts {
  const none = { from: 0, to: 0 };
  return new FactsReader(tokens).read({ from: value, to: tokens.length }, none);
}
