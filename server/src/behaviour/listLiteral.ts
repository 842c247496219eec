import type { Tokens } from '../gosource/index.ts';

/**
 * Finds the parts of `[]T{…}`, `[2]T(x)` or `map[K]T{…}` at token `at`: where the type of the elements starts, and
 * the bracket behind it; what stands at `open` is something else when there is none.
 */
export function listLiteral(
  tokens: Tokens,
  at: number,
  to: number,
): { readonly type: number; readonly open: number } {
  let type = tokens.kind(at) === 'map' ? at + 1 : at;
  while (
    type < to &&
    (tokens.kind(type) === '[' || tokens.kind(type) === '*' || tokens.kind(type) === 'map')
  ) {
    type = tokens.kind(type) === '[' ? tokens.closing(type) + 1 : type + 1;
  }
  const kind = tokens.kind(type);
  let open = type;
  if (kind !== 'func' && kind !== 'struct' && kind !== 'interface') {
    while (open < to && !ENDS_TYPE.has(tokens.kind(open))) open++;
    return { type, open };
  }
  while (open < to && tokens.kind(open) !== '{' && tokens.kind(open) !== ';') {
    open = tokens.kind(open) === '(' ? tokens.closing(open) + 1 : open + 1;
  }
  // The first braces of a struct or an interface belong to the type.
  return { type, open: kind !== 'func' && tokens.kind(open) === '{' ? tokens.closing(open) + 1 : open };
}

const ENDS_TYPE: ReadonlySet<string> = new Set(['{', '(', ';', ',', ')', '}']);
