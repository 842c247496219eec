import type { TokenRange } from '../gosource/index.ts';
import { addItem, addItems, type Item, type Items, outsideItem, typeItem } from './item.ts';
import { splitList } from './lookAhead.ts';
import type { ModulePackage } from './modulePackages.ts';
import type { Piece, Program } from './program.ts';

/** What a declared type is made of. */
export interface TypeDetails {
  readonly fields: ReadonlyMap<string, Items>;
  /** Those of the fields whose type holds no code: neither functions nor interfaces. */
  readonly plain: ReadonlySet<string>;
  readonly embedded: readonly Item[];
  /** The type that it is declared to be: `type T U`. */
  readonly underlying: readonly Item[];
  /** Whether it is an interface, a function, or made of such without being a struct. */
  readonly holdsCode: boolean;
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

  /**
   * Whether a value of a type may hold code that the type does not tell: functions, and what interfaces stand for.
   * An empty range, where no type is written, may. Interfaces of other modules are told by how they are named.
   */
  mayHoldCode(piece: Piece, { from, to }: TokenRange): boolean {
    const { tokens } = this.#program.read(piece);
    const { paths } = this.#program.names(piece.file);
    if (from >= to) return true;
    for (let at = from; at < Math.min(to, from + MAX_TYPE); at++) {
      const kind = tokens.kind(at);
      if (kind === 'func' || kind === 'interface') return true;
      if (kind !== 'identifier') continue;
      const name = tokens.slice(at);
      if (tokens.kind(at + 1) === '.' && paths.has(name)) {
        const member = tokens.slice(at + 2);
        const own = this.#program.packages.byImportPath.get(paths.get(name) as string);
        const may =
          own === undefined ? CODE_NAMES.test(member) : own.some((each) => this.#isCode(each, member));
        if (may) return true;
        at += 2;
      } else if (!PLAIN.has(name) && this.#isCode(piece.package, name)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name is that of a type that may hold code; names that are no types of the package stand for any type. */
  #isCode(of: ModulePackage, name: string): boolean {
    const types = this.#program.types(of, name);
    if (types.length === 0) return true;
    return this.details(of, name).holdsCode;
  }

  #addType(items: Items, of: ModulePackage, name: string): void {
    if (this.#program.types(of, name).length > 0) addItem(items, typeItem(of, name));
  }

  details(of: ModulePackage, name: string): TypeDetails {
    const key = typeItem(of, name).key;
    let details = this.#details.get(key);
    if (details === undefined) {
      // A type that is made of itself holds nothing more for it.
      this.#details.set(key, NO_DETAILS);
      details = this.#read(of, name);
      this.#details.set(key, details);
    }
    return details;
  }

  #read(of: ModulePackage, name: string): TypeDetails {
    const fields = new Map<string, Items>();
    const embedded: Item[] = [];
    const underlying: Item[] = [];
    const plain = new Set<string>();
    let holdsCode = false;
    for (const piece of this.#program.types(of, name)) {
      const { tokens } = this.#program.read(piece);
      const type = this.#program.typeOf(piece);
      let at = type.from;
      while (at < type.to && tokens.kind(at) !== 'struct' && tokens.kind(at) !== 'interface') {
        at = tokens.kind(at) === '[' ? tokens.closing(at) + 1 : at + 1;
      }
      if (tokens.kind(at) === 'struct' && tokens.kind(at + 1) === '{') {
        this.#fields(piece, { from: at + 2, to: tokens.closing(at + 1) }, fields, plain, embedded);
      } else if (at >= type.to) {
        underlying.push(...this.named(piece, type).values());
        holdsCode ||= this.mayHoldCode(piece, type);
      } else {
        holdsCode = true;
      }
    }
    return { fields, plain, embedded, underlying, holdsCode };
  }

  #fields(
    piece: Piece,
    { from, to }: TokenRange,
    fields: Map<string, Items>,
    plain: Set<string>,
    embedded: Item[],
  ): void {
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
      const type = { from: last.from + 1, to: last.to };
      const items = this.named(piece, type);
      const isPlain = !this.mayHoldCode(piece, type);
      for (const part of parts) {
        if (isPlain) plain.add(tokens.slice(part.from));
        const known = fields.get(tokens.slice(part.from));
        if (known === undefined) fields.set(tokens.slice(part.from), items);
        else addItems(known, items);
      }
    }
  }
}

const NO_DETAILS: TypeDetails = {
  fields: new Map(),
  plain: new Set(),
  embedded: [],
  underlying: [],
  holdsCode: false,
};

// The types of the universe block that hold no code; an error seldom does anything, `any` may.
const PLAIN: ReadonlySet<string> = new Set(
  (
    'bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 ' +
    'uint16 uint32 uint64 uintptr'
  ).split(' '),
);

// How interfaces and function types are named: `io.Reader`, `http.HandlerFunc`, `sort.Interface`, `flag.Value`.
const CODE_NAMES =
  /(?:er|Interface|Value|Values|Var|Func|FuncMap|Conn|FS|File|Hash|Map|Pool|Pointer|Option|Seq2?)$/;
