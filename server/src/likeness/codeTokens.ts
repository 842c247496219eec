import { defaultName, type GoHeader, type Tokens } from '../gosource/index.ts';
import { hashText } from './hash.ts';

/** Stands for a module's own path in everything that is compared; nothing can be published under it. */
export const OWN_MODULE = 'own.invalid/module';

/** The tokens of a file behind its imports, as they are compared. One entry each, in columns. */
export interface CodeTokens {
  /** Without what gofmt may add or drop: a comma or semicolon in front of a closing bracket. */
  readonly texts: readonly string[];
  readonly hashes: Uint32Array;
  /** What a token weighs: 0 for punctuation, 1 otherwise. */
  readonly weights: Uint8Array;
  /** Which tokens start a statement, a field or an element in braces. */
  readonly starts: readonly number[];
  /** For each start, the index behind the last token of its declaration. */
  readonly declarationEnds: readonly number[];
  /** For each start, the index of the first token of its declaration. */
  readonly declarationStarts: readonly number[];
}

/** Longer texts are not remembered: they hardly come twice. In UTF-16 units. */
const MAX_REMEMBERED = 64;

/** More different texts than this are not remembered at once. */
const MAX_MEMORY = 200_000;

/** Hashes of token texts: most texts come again and again. Used for one module. */
export class TokenHashes {
  readonly #known = new Map<string, number>();

  of(text: string): number {
    if (text.length > MAX_REMEMBERED) return hashText(text);
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    if (this.#known.size >= MAX_MEMORY) this.#known.clear();
    const hash = hashText(text);
    this.#known.set(text, hash);
    return hash;
  }
}

/**
 * Takes the tokens behind the imports. Linear in the tokens.
 *
 * In `hashes` every name of an imported package counts as the same name: a
 * package that was renamed, or that is the copy's own instead of the original's,
 * must not make every line of its users look new. In `texts` only names of the
 * module's own packages do; `hashes` measure, `texts` decide.
 */
export function takeCode(tokens: Tokens, header: GoHeader, known: TokenHashes): CodeTokens {
  const imported = new Map(
    header.imports.map(({ path, name }) => [name ?? defaultName(path), isOwn(path)] as const),
  );
  const texts: string[] = [];
  const hashes = new Uint32Array(tokens.length);
  const weights = new Uint8Array(tokens.length);
  const starts: number[] = [];
  const declarationStarts: number[] = [];
  const declarationEnds: number[] = [];
  let [depth, declaration, firstOfDeclaration, isStart] = [0, 0, 0, true];
  for (let index = firstAt(tokens, header.end); index < tokens.length; index++) {
    const kind = tokens.kind(index);
    const next = tokens.kind(index + 1);
    if ((kind === ';' || kind === ',') && (next === ')' || next === '}' || next === ']')) continue;
    if (isStart) {
      starts.push(texts.length);
      declarationStarts.push(declaration);
    }
    const text = kind === ';' ? ';' : tokens.slice(index);
    const isImported =
      kind === 'identifier' && next === '.' && tokens.kind(index - 1) !== '.'
        ? imported.get(text)
        : undefined;
    hashes[texts.length] = known.of(isImported === undefined ? text : IMPORTED);
    weights[texts.length] = PUNCTUATION.has(kind) ? 0 : 1;
    texts.push(isImported === true ? OWN_MODULE : text);
    if (OPENING.has(kind)) depth++;
    if (CLOSING.has(kind) && depth > 0) depth--;
    isStart = kind === ';' || kind === '{';
    if (kind === ';' && depth === 0) {
      while (firstOfDeclaration < starts.length) declarationEnds[firstOfDeclaration++] = texts.length;
      declaration = texts.length;
    }
  }
  while (firstOfDeclaration < starts.length) declarationEnds[firstOfDeclaration++] = texts.length;
  return { texts, hashes, weights, starts, declarationEnds, declarationStarts };
}

const IMPORTED = '\0imported';

const PUNCTUATION: ReadonlySet<string> = new Set([';', ',', '(', ')', '{', '}', '[', ']', '.']);
const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

/** Whether an import path is the module's own, after its path was replaced. */
function isOwn(path: string): boolean {
  return path === OWN_MODULE || path.startsWith(`${OWN_MODULE}/`);
}

/** The first token that starts at or behind an offset. */
function firstAt(tokens: Tokens, offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
