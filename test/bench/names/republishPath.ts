import { splitPathVersion } from '../../../server/src/module/index.ts';

/** Where a module path is replaced: all over the text, or only behind a quote, as in imports. */
export type Replacing = 'everywhere' | 'literals';

/** Replaces a module path in a text. */
export type PathReplacer = (text: string, replacing: Replacing) => string;

/**
 * Replaces `from` by `to` in texts, and with them addresses of the repository
 * without the major version. Whole path elements count; a path that begins with
 * one of `kept` stays.
 */
export function pathReplacer(from: string, to: string, kept: readonly string[]): PathReplacer {
  const old = splitPathVersion(from);
  const now = splitPathVersion(to);
  const pairs: [string, string][] = [[from, to]];
  if (old !== null && now !== null && old.prefix !== from && old.pathMajor.startsWith('/'))
    pairs.push([old.prefix, now.prefix]);
  return (text, replacing) => {
    let result = text;
    for (const [before, after] of pairs) result = replaced(result, before, after, replacing, kept);
    return result;
  };
}

function replaced(
  text: string,
  before: string,
  after: string,
  replacing: Replacing,
  kept: readonly string[],
): string {
  const out: string[] = [];
  let done = 0;
  for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + before.length)) {
    const behind = text[at + before.length] ?? '';
    const inFront = text[at - 1] ?? '';
    const isWhole = !/[\w-]/.test(behind) && !/[\w.-]/.test(inFront);
    const isLiteral = inFront === '"' || inFront === '`';
    const stays = kept.some((path) => startsWithPath(text, at, path));
    if (!isWhole || stays || (replacing === 'literals' && !isLiteral)) continue;
    out.push(text.slice(done, at), after);
    done = at + before.length;
  }
  out.push(text.slice(done));
  return out.join('');
}

function startsWithPath(text: string, at: number, path: string): boolean {
  return text.startsWith(path, at) && !/[\w.~-]/.test(text[at + path.length] ?? '');
}
