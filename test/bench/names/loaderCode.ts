import type { Random } from '../audit/random.ts';
import { LoaderNames } from './loaderNames.ts';

/** Go that makes a text: statements to be run first, and an expression of type string. */
export interface Hidden {
  readonly lines: readonly string[];
  readonly expr: string;
}

/**
 * The Go source of one loader while it is being written: imports and
 * package-level declarations of one file.
 */
export class LoaderCode {
  readonly random: Random;
  readonly names: LoaderNames;
  readonly declarations: string[] = [];
  readonly #imports = new Map<string, string>();
  readonly #there: ReadonlyMap<string, string>;
  readonly #blocked: ReadonlySet<string>;

  /**
   * `taken` are the identifiers of the package that the code is put in; `blocked`
   * those that no import may have; `there` the imports of the file that it is put
   * in, path to name, which are used as they are.
   */
  constructor(
    random: Random,
    taken: ReadonlySet<string>,
    blocked: ReadonlySet<string> = new Set(),
    there: ReadonlyMap<string, string> = new Map(),
  ) {
    this.random = random;
    this.names = new LoaderNames(random, taken);
    this.#blocked = blocked;
    this.#there = there;
  }

  /** Imports a package and gives the name that it has in this file. */
  use(path: string): string {
    const known = this.#there.get(path) ?? this.#imports.get(path);
    if (known !== undefined) return known;
    const usual = path.slice(path.lastIndexOf('/') + 1);
    const isFree = !this.#blocked.has(usual) && !this.names.isGiven(usual);
    const name = !isFree || this.random.chance(0.06) ? this.names.fresh() : usual;
    this.names.take(name);
    this.#imports.set(path, name);
    return name;
  }

  declare(lines: readonly string[]): void {
    this.declarations.push(lines.join('\n'));
  }

  /** What has to be imported, one specification each, sorted by path. */
  importSpecs(): string[] {
    return [...this.#imports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, name]) =>
        name === path.slice(path.lastIndexOf('/') + 1) ? `"${path}"` : `${name} "${path}"`,
      );
  }

  /** The declarations in any order: Go does not mind. */
  bodyText(): string {
    return `${shuffled(this.random, this.declarations).join('\n\n')}\n`;
  }
}

/** The import declarations, as one group or line by line; empty when nothing is imported. */
export function importDeclarations(specs: readonly string[], random: Random): string {
  if (specs.length === 0) return '';
  return specs.length === 1 || random.chance(0.1)
    ? `${specs.map((spec) => `import ${spec}`).join('\n')}\n`
    : `import (\n${specs.map((spec) => `\t${spec}`).join('\n')}\n)\n`;
}

/** The items in another order. */
export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Indents lines by one tab. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? line : `\t${line}`));
}

/** A text as a Go literal in double quotes. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** Cuts a text into pieces of `least` to `most` UTF-16 units. */
export function pieces(random: Random, text: string, least: number, most: number): string[] {
  const all: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = at + least + random.below(most - least + 1);
    all.push(text.slice(at, end));
    at = end;
  }
  return all;
}

/** The elements of a composite literal, on one line or broken where it pleases. */
export function elements(random: Random, items: readonly string[]): string {
  if (items.length < 10 || random.chance(0.5)) return items.join(', ');
  const perLine = 6 + random.below(12);
  const lines: string[] = [];
  for (let at = 0; at < items.length; at += perLine) lines.push(items.slice(at, at + perLine).join(', '));
  return `\n\t\t${lines.join(',\n\t\t')},\n\t`;
}
