import type { TokenRange } from '../gosource/index.ts';
import { splitList } from './facts.ts';
import { addItem, addItems, type Item, type Items, outsideItem, typeItem } from './item.ts';
import type { ModulePackage } from './modulePackages.ts';
import type { Piece, Program } from './program.ts';

/** What a declared type is made of. */
export interface TypeDetails {
  readonly fields: ReadonlyMap<string, Items>;
  readonly embedded: readonly Item[];
  /** The type that it is declared to be: `type T U`. */
  readonly underlying: readonly Item[];
}

/** Tokens of one type that are looked at. */
const MAX_TYPE = 512;

/** Fields of one struct that are looked at. */
const MAX_FIELDS = 512;

/** Reads which types are named where, and what the module's own types are made of. */
export class TypeReader {
  readonly #program: Program;
  readonly #details = new Map<string, TypeDetails>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** The types that a type expression names, at whatever depth: `map[string]*T` names `T`. */
  named(piece: Piece, { from, to }: TokenRange): Items {
    const items: Items = new Map();
    const { tokens } = this.#program.read(piece);
    const { paths, dotted } = this.#program.names(piece.file);
    const { byImportPath } = this.#program.packages;
    for (let at = from; at < Math.min(to, from + MAX_TYPE); at++) {
      if (tokens.kind(at) !== 'identifier') continue;
      const name = tokens.slice(at);
      const path = tokens.kind(at + 1) === '.' ? paths.get(name) : undefined;
      if (path !== undefined && tokens.kind(at + 2) === 'identifier') {
        const member = tokens.slice(at + 2);
        const own = byImportPath.get(path);
        if (own === undefined) addItem(items, outsideItem(path, member));
        for (const each of own ?? []) this.#addType(items, each, member);
        at += 2;
        continue;
      }
      this.#addType(items, piece.package, name);
      for (const each of dotted) {
        for (const own of byImportPath.get(each) ?? []) this.#addType(items, own, name);
      }
    }
    return items;
  }

  #addType(items: Items, of: ModulePackage, name: string): void {
    if (this.#program.types(of, name).length > 0) addItem(items, typeItem(of, name));
  }

  details(of: ModulePackage, name: string): TypeDetails {
    const key = typeItem(of, name).key;
    let details = this.#details.get(key);
    if (details === undefined) {
      details = this.#read(of, name);
      this.#details.set(key, details);
    }
    return details;
  }

  #read(of: ModulePackage, name: string): TypeDetails {
    const fields = new Map<string, Items>();
    const embedded: Item[] = [];
    const underlying: Item[] = [];
    for (const piece of this.#program.types(of, name)) {
      const { tokens } = this.#program.read(piece);
      const type = this.#program.typeOf(piece);
      let at = type.from;
      while (at < type.to && tokens.kind(at) !== 'struct' && tokens.kind(at) !== 'interface') {
        at = tokens.kind(at) === '[' ? tokens.closing(at) + 1 : at + 1;
      }
      if (tokens.kind(at) === 'struct' && tokens.kind(at + 1) === '{') {
        this.#fields(piece, { from: at + 2, to: tokens.closing(at + 1) }, fields, embedded);
      } else if (at >= type.to) {
        underlying.push(...this.named(piece, type).values());
      }
    }
    return { fields, embedded, underlying };
  }

  #fields(piece: Piece, { from, to }: TokenRange, fields: Map<string, Items>, embedded: Item[]): void {
    const { tokens } = this.#program.read(piece);
    for (let at = from; at < to && fields.size + embedded.length < MAX_FIELDS; ) {
      let end = at;
      while (end < to && tokens.kind(end) !== ';') {
        const kind = tokens.kind(end);
        end = (kind === '(' || kind === '[' || kind === '{' ? tokens.closing(end) : end) + 1;
      }
      const line = { from: at, to: tokens.kind(end - 1) === 'string' ? end - 1 : end };
      at = end + 1;
      const behind = tokens.kind(line.from + 1);
      const isNamed = tokens.kind(line.from) === 'identifier' && line.to - line.from > 1 && behind !== '.';
      if (!isNamed) {
        embedded.push(...this.named(piece, line).values());
        continue;
      }
      const parts = splitList(tokens, line);
      const last = parts.at(-1) ?? line;
      const items = this.named(piece, { from: last.from + 1, to: last.to });
      for (const part of parts) {
        const known = fields.get(tokens.slice(part.from));
        if (known === undefined) fields.set(tokens.slice(part.from), items);
        else addItems(known, items);
      }
    }
  }
}
