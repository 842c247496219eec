import {
  type OutlinedFunction,
  type OutlinedSpec,
  readOutline,
  readTokens,
  type TokenRange,
  type Tokens,
} from '../gosource/index.ts';
import { LineIndex } from '../text/index.ts';
import type { CallSite, Facts } from './facts.ts';
import {
  type FileNames,
  type ModulePackage,
  type ModulePackages,
  namesOf,
  type PackageFile,
} from './modulePackages.ts';
import { factsOfFunction, factsOfValue } from './readFacts.ts';

/** A declared function or the specification of package-level variables or types, read when it is first needed. */
export interface Piece {
  readonly id: number;
  readonly kind: 'function' | 'var' | 'const' | 'type';
  readonly package: ModulePackage;
  readonly file: PackageFile;
  /** The names of a specification; the one name of a function. */
  readonly names: readonly string[];
  readonly receiver: string | null;
  /** UTF-16 offset in the file. */
  readonly start: number;
  readonly end: number;
  /** UTF-16 offset behind the `=` of a specification. */
  readonly value: number | null;
}

/** The tokens of a piece and what they do. */
export interface ReadPiece {
  readonly tokens: Tokens;
  readonly facts: Facts;
}

/** Code that runs as a whole: a piece, or a function literal in it, by the index of its `func`. */
export interface Unit {
  readonly key: string;
  readonly piece: Piece;
  readonly literal: number;
}

/** The declarations of one package by name. */
export interface PackageIndex {
  readonly functions: ReadonlyMap<string, readonly Piece[]>;
  /** By `T.m`. */
  readonly methods: ReadonlyMap<string, readonly Piece[]>;
  readonly values: ReadonlyMap<string, readonly Piece[]>;
  readonly types: ReadonlyMap<string, readonly Piece[]>;
  /** Import path and name of what functions of the package really are, by their names here. */
  readonly links: ReadonlyMap<string, string>;
  readonly inits: readonly Piece[];
  readonly variables: readonly Piece[];
}

/** Declarations of one name, told apart by build constraints, that are looked at. */
const MAX_TWINS = 12;

/** Tokens of one function or initialiser that are read; more is no code that people write. */
const MAX_TOKENS = 1 << 20;

/**
 * The source of a module, read as far as it is asked for. Files that cannot be
 * read, and pieces that are too much, are noted in `unread`.
 */
export class Program {
  readonly packages: ModulePackages;
  readonly unread = new Set<string>();
  /** Tokens that may still be kept: the module is attacker-controlled. */
  #room = 1 << 24;
  #nextId = 0;
  readonly #indexes = new Map<ModulePackage, PackageIndex>();
  readonly #read = new Map<Piece, ReadPiece>();
  readonly #calls = new Map<Piece, ReadonlyMap<number, CallSite>>();
  readonly #callsByLiteral = new Map<Piece, ReadonlyMap<number, readonly CallSite[]>>();
  readonly #names = new Map<PackageFile, FileNames>();
  readonly #lines = new Map<PackageFile, LineIndex>();

  constructor(packages: ModulePackages) {
    this.packages = packages;
    for (const path of packages.unread) this.unread.add(path);
  }

  indexOf(of: ModulePackage): PackageIndex {
    let index = this.#indexes.get(of);
    if (index === undefined) {
      index = this.#index(of);
      this.#indexes.set(of, index);
    }
    return index;
  }

  #index(of: ModulePackage): PackageIndex {
    const functions = new Map<string, Piece[]>();
    const methods = new Map<string, Piece[]>();
    const values = new Map<string, Piece[]>();
    const types = new Map<string, Piece[]>();
    const links = new Map<string, string>();
    const inits: Piece[] = [];
    const variables: Piece[] = [];
    for (const file of of.files) {
      const outline = readOutline(file.text);
      if (outline.fault !== null || !outline.complete) this.unread.add(file.path);
      for (const each of outline.functions) {
        const piece = this.#functionPiece(of, file, each);
        if (each.receiver !== null) add(methods, `${each.receiver}.${each.name}`, piece);
        else if (each.name === 'init') inits.push(piece);
        else add(functions, each.name, piece);
      }
      for (const { local, target } of outline.links) links.set(local, target);
      for (const each of outline.specs) {
        const piece = this.#specPiece(of, file, each);
        for (const name of each.names) add(each.kind === 'type' ? types : values, name, piece);
        if (each.kind === 'var' && each.value !== null) variables.push(piece);
      }
    }
    return { functions, methods, values, types, links, inits, variables };
  }

  #functionPiece(
    of: ModulePackage,
    file: PackageFile,
    { name, receiver, start, end }: OutlinedFunction,
  ): Piece {
    const id = this.#nextId++;
    return { id, kind: 'function', package: of, file, names: [name], receiver, start, end, value: null };
  }

  #specPiece(of: ModulePackage, file: PackageFile, { kind, names, start, end, value }: OutlinedSpec): Piece {
    return { id: this.#nextId++, kind, package: of, file, names, receiver: null, start, end, value };
  }

  read(piece: Piece): ReadPiece {
    let read = this.#read.get(piece);
    if (read === undefined) {
      const limit = Math.max(0, Math.min(MAX_TOKENS, this.#room));
      const tokens = readTokens(piece.file.text.slice(piece.start, piece.end), limit) ?? NO_TOKENS;
      this.#room -= tokens.length;
      const facts =
        piece.kind === 'function' ? factsOfFunction(tokens) : factsOfValue(tokens, valueStart(piece, tokens));
      if (tokens === NO_TOKENS || tokens.fault !== null || !facts.complete) this.unread.add(piece.file.path);
      read = { tokens, facts };
      this.#read.set(piece, read);
    }
    return read;
  }

  /** The call whose arguments the parenthesis at `open` opens. */
  callAt(piece: Piece, open: number): CallSite | undefined {
    let calls = this.#calls.get(piece);
    if (calls === undefined) {
      calls = new Map(this.read(piece).facts.calls.map((call) => [call.open, call]));
      this.#calls.set(piece, calls);
    }
    return calls.get(open);
  }

  /** The calls that run with a unit: not those of the function literals in it. */
  callsOf({ piece, literal }: Unit): readonly CallSite[] {
    let calls = this.#callsByLiteral.get(piece);
    if (calls === undefined) {
      const lists = new Map<number, CallSite[]>();
      for (const call of this.read(piece).facts.calls) {
        const list = lists.get(call.literal);
        if (list === undefined) lists.set(call.literal, [call]);
        else list.push(call);
      }
      calls = lists;
      this.#callsByLiteral.set(piece, calls);
    }
    return calls.get(literal) ?? [];
  }

  names(file: PackageFile): FileNames {
    let names = this.#names.get(file);
    if (names === undefined) {
      names = namesOf(file, this.packages.byImportPath);
      this.#names.set(file, names);
    }
    return names;
  }

  /** The line, from 0, of token `index` of a piece. */
  lineOf(piece: Piece, index: number): number {
    const { tokens } = this.read(piece);
    let lines = this.#lines.get(piece.file);
    if (lines === undefined) {
      lines = new LineIndex(piece.file.text);
      this.#lines.set(piece.file, lines);
    }
    return lines.positionAt(piece.start + (index < tokens.length ? tokens.start(index) : 0)).line;
  }

  /** The type of a specification, or what stands behind the name of a type. */
  typeOf(piece: Piece): TokenRange {
    const { tokens } = this.read(piece);
    // `type T U` and `type T = U` alike.
    if (piece.kind === 'type') return { from: tokens.kind(1) === '=' ? 2 : 1, to: tokens.length };
    const from = 2 * piece.names.length - 1;
    return { from, to: Math.max(from, valueStart(piece, tokens) - (piece.value === null ? 0 : 1)) };
  }

  /** Functions of a package by name, `init` excepted: nothing calls it. */
  functions(of: ModulePackage, name: string): readonly Piece[] {
    return (this.indexOf(of).functions.get(name) ?? []).slice(0, MAX_TWINS);
  }

  methods(of: ModulePackage, type: string, name: string): readonly Piece[] {
    return (this.indexOf(of).methods.get(`${type}.${name}`) ?? []).slice(0, MAX_TWINS);
  }

  /** All methods of a type, a few at most. */
  methodsOf(of: ModulePackage, type: string): readonly Piece[] {
    const found: Piece[] = [];
    for (const [name, pieces] of this.indexOf(of).methods) {
      if (name.startsWith(`${type}.`) && found.length < MAX_TWINS) found.push(...pieces.slice(0, MAX_TWINS));
    }
    return found;
  }

  values(of: ModulePackage, name: string): readonly Piece[] {
    return (this.indexOf(of).values.get(name) ?? []).slice(0, MAX_TWINS);
  }

  types(of: ModulePackage, name: string): readonly Piece[] {
    return (this.indexOf(of).types.get(name) ?? []).slice(0, MAX_TWINS);
  }
}

const NO_TOKENS = readTokens('') as Tokens;

/** Index of the first token of the value; the number of tokens when there is none. */
function valueStart(piece: Piece, tokens: Tokens): number {
  if (piece.value === null) return tokens.length;
  const offset = piece.value - piece.start;
  // Names and type stand in front; they are few.
  for (let at = 0; at < tokens.length; at++) {
    if (tokens.start(at) >= offset) return at;
  }
  return tokens.length;
}

function add(map: Map<string, Piece[]>, key: string, piece: Piece): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [piece]);
  else known.push(piece);
}

/** The unit of a piece, or of a literal in it. */
export function unitOf(piece: Piece, literal = -1): Unit {
  return { key: `${piece.id}:${literal}`, piece, literal };
}

/** What people call a unit: `F`, `T.M`, `init`, the names of variables; a literal goes by what it stands in. */
export function nameOf({ piece }: Unit): string {
  const name = piece.names.join(', ');
  return piece.receiver === null ? name : `${piece.receiver}.${name}`;
}
