import { defaultName, type GoHeader, type TokenKind, type Tokens } from '../gosource/index.ts';
import { HASH_SEED, mixHash } from './hash.ts';

/** Stands for a module's own path in everything that is compared; nothing can be published under it. */
export const OWN_MODULE = 'own.invalid/module';

/** The tokens of a file behind its imports, as they are compared: one entry each, in columns. */
export interface CodeTokens {
  /**
   * All of them as UTF-16 units, a line feed behind each, without what gofmt may
   * add or drop: a comma or semicolon in front of a closing bracket.
   */
  readonly written: Uint16Array;
  readonly hashes: Uint32Array;
  /** What a token weighs: 0 for punctuation, 1 otherwise. */
  readonly weights: Uint8Array;
  /** Which tokens start a statement, a field or an element in braces. */
  readonly starts: readonly number[];
  /** For each start, the index of the first token of its declaration. */
  readonly declarationStarts: readonly number[];
  /** For each start, the index behind the last token of its declaration. */
  readonly declarationEnds: readonly number[];
}

/**
 * Takes the tokens behind the imports. Linear in the text; about twice its length is kept.
 *
 * In `hashes` every name of an imported package counts as the same name: a
 * package that was renamed, or that is the copy's own instead of the original's,
 * must not make every line of its users look new. In `written` only names of the
 * module's own packages do; `hashes` measure, `written` decides.
 */
export function takeCode(tokens: Tokens, header: GoHeader): CodeTokens {
  const imported = new Map(
    header.imports.map(({ path, name }) => [name ?? defaultName(path), isOwn(path)] as const),
  );
  const writer = new Writer(tokens);
  const weights = new Uint8Array(tokens.length);
  const starts: number[] = [];
  const declarationStarts: number[] = [];
  const declarationEnds: number[] = [];
  let [depth, declaration, isStart] = [0, 0, true];
  let index = firstAt(tokens, header.end);
  let before: TokenKind = 'end';
  let mark = MARKS.get(tokens.kind(index)) ?? 0;
  for (
    let kind = tokens.kind(index), next: TokenKind, nextMark = 0;
    index < tokens.length;
    index++, before = kind, kind = next, mark = nextMark
  ) {
    next = tokens.kind(index + 1);
    nextMark = MARKS.get(next) ?? 0;
    if ((kind === ';' || kind === ',') && nextMark === CLOSES) continue;
    if (isStart) {
      starts.push(writer.count);
      declarationStarts.push(declaration);
    }
    weights[writer.count] = mark === 0 ? 1 : 0;
    if (kind === ';') writer.put(';', null);
    else if (kind === 'identifier' && next === '.' && before !== '.') {
      const isOfOwn = imported.get(tokens.slice(index));
      if (isOfOwn === undefined) writer.copy(index);
      else writer.put(isOfOwn ? OWN_MODULE : tokens.slice(index), IMPORTED);
    } else writer.copy(index);
    if (mark === OPENS) depth++;
    else if (mark === CLOSES && depth > 0) depth--;
    isStart = kind === ';' || kind === '{';
    if (kind === ';' && depth === 0) {
      while (declarationEnds.length < starts.length) declarationEnds.push(writer.count);
      declaration = writer.count;
    }
  }
  while (declarationEnds.length < starts.length) declarationEnds.push(writer.count);
  return {
    written: writer.written(),
    hashes: writer.hashes,
    weights,
    starts,
    declarationStarts,
    declarationEnds,
  };
}

/** Writes tokens one behind the other and hashes each, without making strings of them: there are very many. */
class Writer {
  count = 0;
  readonly hashes: Uint32Array;
  readonly #tokens: Tokens;
  #units: Uint16Array;
  #at = 0;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.hashes = new Uint32Array(tokens.length);
    this.#units = new Uint16Array(tokens.text.length + tokens.length + 1024);
  }

  /** A token as it stands in the text. */
  copy(index: number): void {
    this.#write(this.#tokens.text, this.#tokens.start(index), this.#tokens.end(index));
  }

  /** A text in place of a token; `measured` is what is hashed in its place. */
  put(text: string, measured: number | null): void {
    this.#write(text, 0, text.length);
    if (measured !== null) this.hashes[this.count - 1] = measured;
  }

  written(): Uint16Array {
    return this.#units.subarray(0, this.#at);
  }

  #write(text: string, start: number, end: number): void {
    if (this.#at + (end - start) + 1 > this.#units.length) this.#grow(end - start);
    const units = this.#units;
    let at = this.#at;
    let hash = HASH_SEED;
    for (let index = start; index < end; index++) {
      const unit = text.charCodeAt(index);
      units[at++] = unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    units[at++] = 0x0a;
    this.#at = at;
    this.hashes[this.count++] = mixHash(hash, end - start);
  }

  #grow(needed: number): void {
    const units = new Uint16Array(this.#units.length * 2 + needed);
    units.set(this.#units);
    this.#units = units;
  }
}

/** Any value does: it stands for the name of an imported package. */
const IMPORTED = 0x1d0a7e5;

const [OPENS, CLOSES, DIVIDES] = [1, 2, 3];

/** Punctuation, which has no weight. */
const MARKS: ReadonlyMap<TokenKind, number> = new Map<TokenKind, number>([
  ['(', OPENS],
  ['[', OPENS],
  ['{', OPENS],
  [')', CLOSES],
  [']', CLOSES],
  ['}', CLOSES],
  [';', DIVIDES],
  [',', DIVIDES],
  ['.', DIVIDES],
]);

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
