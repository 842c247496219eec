import { reachOf, type TokenRange } from '../gosource/index.ts';
import { passesOn, resultOf } from './acts.ts';
import type { FieldFlow } from './facts.ts';
import { splitList } from './facts.ts';
import { addItem, addItems, type Item, type Items, outsideItem, typeItem, unitItem } from './item.ts';
import type { ModulePackage } from './modulePackages.ts';
import { type Piece, type Program, type Unit, unitOf } from './program.ts';
import { TypeReader } from './typeReader.ts';

/** A call of a unit that was met, with what it is given. */
export interface CallRecord {
  readonly piece: Piece;
  readonly arguments: readonly TokenRange[];
  /** What stands in front of a method's name. */
  readonly receiver: TokenRange | null;
}

/** What is known of the code that was reached so far; the resolver rests on it. */
export interface Reached {
  callsOf(unitKey: string): readonly CallRecord[];
  fieldsNamed(field: string): readonly { readonly piece: Piece; readonly flow: FieldFlow }[];
  /** Where reached functions set a package-level variable. */
  flowsInto(
    of: ModulePackage,
    name: string,
  ): readonly { readonly piece: Piece; readonly value: TokenRange }[];
}

/** An operand and the index of the token behind it. */
interface Operand {
  readonly items: Items;
  readonly next: number;
}

/** Expressions, names and calls inside one another beyond this are not followed. */
const MAX_DEPTH = 32;

/** Steps of one expression: `a.b().c`. */
const MAX_STEPS = 64;

/** Elements of a list that are looked at, in tokens. */
const MAX_LIST = 4096;

/**
 * Finds what expressions may be: by names, without types being checked, and
 * without regard to order and branches.
 *
 * The module is attacker-controlled: nesting is bounded by {@link MAX_DEPTH}, all
 * work by `budget`.
 */
export class Resolver {
  readonly types: TypeReader;
  readonly #program: Program;
  readonly #reached: Reached;
  readonly #budget: { steps: number };
  readonly #known = new Map<string, Items>();
  #depth = 0;

  constructor(program: Program, reached: Reached, budget: { steps: number }) {
    this.#program = program;
    this.#reached = reached;
    this.#budget = budget;
    this.types = new TypeReader(program);
  }

  /** Forgets what was found: more code has been reached since. */
  forget(): void {
    this.#known.clear();
  }

  /** All that the operands between two tokens may be. */
  itemsIn(piece: Piece, { from, to }: TokenRange): Items {
    const items: Items = new Map();
    if (this.#depth >= MAX_DEPTH) {
      return items;
    }
    this.#depth++;
    for (let at = from; at < to && this.#budget.steps-- > 0; ) {
      const operand = this.#operand(piece, at, to);
      addItems(items, operand.items);
      at = Math.max(operand.next, at + 1);
    }
    this.#depth--;
    return items;
  }

  #operand(piece: Piece, at: number, to: number): Operand {
    let operand = this.#primary(piece, at, to);
    for (let step = 0; step < MAX_STEPS && operand.next < to && operand.next > at; step++) {
      const further = this.#step(piece, operand, to);
      if (further === null) break;
      operand = further;
    }
    return operand;
  }

  #primary(piece: Piece, at: number, to: number): Operand {
    const { tokens, facts } = this.#program.read(piece);
    switch (tokens.kind(at)) {
      case 'identifier':
        return this.#named(piece, at);
      case '(':
        return {
          items: this.itemsIn(piece, { from: at + 1, to: Math.min(to, tokens.closing(at)) }),
          next: tokens.closing(at) + 1,
        };
      case 'func': {
        const literal = facts.literals.get(at);
        return literal === undefined
          ? { items: new Map(), next: at + 1 }
          : { items: one(unitItem(unitOf(piece, at))), next: literal.body.to + 1 };
      }
      case '[':
      case 'map':
        return this.#list(piece, at, to);
      case 'struct':
        return { items: new Map(), next: tokens.kind(at + 1) === '{' ? tokens.closing(at + 1) + 1 : at + 1 };
      default:
        return { items: new Map(), next: at + 1 };
    }
  }

  /** `[]T{…}`, `[2]T(x)`, `map[K]T{…}`: the type and the elements. */
  #list(piece: Piece, at: number, to: number): Operand {
    const { tokens } = this.#program.read(piece);
    let type = tokens.kind(at) === 'map' ? at + 1 : at;
    while (
      type < to &&
      (tokens.kind(type) === '[' || tokens.kind(type) === '*' || tokens.kind(type) === 'map')
    ) {
      type = tokens.kind(type) === '[' ? tokens.closing(type) + 1 : type + 1;
    }
    let open = type;
    while (open < to && !['{', '(', ';', ',', ')', '}'].includes(tokens.kind(open))) open++;
    if (tokens.kind(type) === 'func' || tokens.kind(type) === 'struct' || tokens.kind(type) === 'interface') {
      open = type;
      while (open < to && tokens.kind(open) !== '{' && tokens.kind(open) !== ';') {
        open = tokens.kind(open) === '(' ? tokens.closing(open) + 1 : open + 1;
      }
      if (tokens.kind(type) !== 'func' && tokens.kind(open) === '{') open = tokens.closing(open) + 1;
    }
    const items = this.types.named(piece, { from: type, to: Math.min(open, to) });
    if (tokens.kind(open) !== '{' && tokens.kind(open) !== '(') {
      return { items, next: Math.max(open, at + 1) };
    }
    const close = tokens.closing(open);
    if (close - open <= MAX_LIST) {
      addItems(items, this.itemsIn(piece, { from: open + 1, to: Math.min(to, close) }));
    }
    return { items, next: close + 1 };
  }

  #named(piece: Piece, at: number): Operand {
    const { tokens } = this.#program.read(piece);
    const name = tokens.slice(at);
    const items: Items = new Map(this.#local(piece, name));
    const names = this.#program.names(piece.file);
    const path = names.paths.get(name);
    if (path !== undefined && tokens.kind(at + 1) === '.' && tokens.kind(at + 2) === 'identifier') {
      addItems(items, this.#member(path, tokens.slice(at + 2)));
      return { items, next: at + 3 };
    }
    addItems(items, this.#packageLevel(piece.package, name));
    for (const dotted of names.dotted) {
      if (this.#program.packages.byImportPath.has(dotted)) addItems(items, this.#member(dotted, name));
      else if (reachOf(dotted, name) !== undefined || passesOn(dotted, name))
        addItem(items, outsideItem(dotted, name));
    }
    return { items, next: at + 1 };
  }

  /** What `path.name` is. */
  #member(path: string, name: string): Items {
    const own = this.#program.packages.byImportPath.get(path);
    if (own === undefined) return one(outsideItem(path, name));
    const items: Items = new Map();
    for (const each of own) addItems(items, this.#packageLevel(each, name));
    return items;
  }

  #packageLevel(of: ModulePackage, name: string): Items {
    return this.#remember(`package ${of.importPath} ${of.name} ${name}`, (items) => {
      for (const each of this.#program.functions(of, name)) addItem(items, unitItem(unitOf(each)));
      if (this.#program.types(of, name).length > 0) addItem(items, typeItem(of, name));
      for (const each of this.#program.values(of, name)) {
        if (each.kind !== 'var') continue;
        addItems(items, this.types.named(each, this.#program.typeOf(each)));
        addItems(items, this.itemsIn(each, this.#program.read(each).facts.body));
      }
      for (const { piece, value } of this.#reached.flowsInto(of, name))
        addItems(items, this.itemsIn(piece, value));
    });
  }

  /** What a name inside a piece may be. */
  #local(piece: Piece, name: string): Items {
    const { facts } = this.#program.read(piece);
    if (!facts.flows.has(name) && !facts.types.has(name) && !facts.parameters.has(name)) return NOTHING;
    return this.#remember(`local ${piece.id} ${name}`, (items) => {
      for (const type of facts.types.get(name) ?? []) addItems(items, this.types.named(piece, type));
      for (const flow of facts.flows.get(name) ?? []) {
        if (flow.whole) addItems(items, this.itemsIn(piece, flow.value));
      }
      for (const { literal, index } of facts.parameters.get(name) ?? []) {
        for (const call of this.#reached.callsOf(unitOf(piece, literal).key)) {
          for (const value of argumentsAt(call, index)) addItems(items, this.itemsIn(call.piece, value));
        }
      }
    });
  }

  #remember(key: string, find: (items: Items) => void): Items {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const items: Items = new Map();
    // A name that is defined by itself adds nothing; this ends the search for it.
    this.#known.set(key, items);
    find(items);
    return items;
  }

  #step(piece: Piece, { items, next }: Operand, to: number): Operand | null {
    const { tokens } = this.#program.read(piece);
    switch (tokens.kind(next)) {
      case '.':
        if (tokens.kind(next + 1) === 'identifier') {
          return { items: this.select(items, tokens.slice(next + 1)), next: next + 2 };
        }
        if (tokens.kind(next + 1) === '(') {
          const asserted: Items = new Map(items);
          const type = { from: next + 2, to: tokens.closing(next + 1) };
          addItems(asserted, this.types.named(piece, type));
          return { items: asserted, next: type.to + 1 };
        }
        return null;
      case '[':
        return { items, next: tokens.closing(next) + 1 };
      case '(': {
        const list = { from: next + 1, to: Math.min(to, tokens.closing(next)) };
        return { items: this.#called(piece, items, list), next: tokens.closing(next) + 1 };
      }
      case '{':
        // What is no type has no braces behind it: they are a block.
        return [...items.values()].some(({ kind }) => kind !== 'unit')
          ? { items, next: tokens.closing(next) + 1 }
          : null;
      default:
        return null;
    }
  }

  /** `x.name`. */
  select(items: Items, name: string): Items {
    const found: Items = new Map();
    for (const item of items.values()) {
      switch (item.kind) {
        case 'unit':
          // A function value has no methods; through reflection it is called by one.
          if (CALLING.has(name)) addItem(found, item);
          break;
        case 'outside':
          addItem(
            found,
            CALLING.has(name) && item.method === 'MethodByName'
              ? item
              : outsideItem(item.path, item.name, item.method === '' ? name : item.method),
          );
          break;
        case 'type':
          this.#selectOfType(found, item, name, 0);
      }
    }
    return found;
  }

  #selectOfType(
    found: Items,
    { package: of, name: type }: Item & { kind: 'type' },
    name: string,
    depth: number,
  ): void {
    if (depth > MAX_EMBEDDED || this.#budget.steps-- <= 0) return;
    for (const method of this.#program.methods(of, type, name)) addItem(found, unitItem(unitOf(method)));
    const { fields, embedded, underlying } = this.types.details(of, type);
    addItems(found, fields.get(name) ?? NOTHING);
    for (const { piece, flow } of this.#reached.fieldsNamed(name)) {
      if (this.#mayOwn(piece, flow, of, type)) addItems(found, this.itemsIn(piece, flow.value));
    }
    for (const each of [...embedded, ...underlying].slice(0, MAX_EMBEDDED)) {
      if (each.kind === 'type') this.#selectOfType(found, each, name, depth + 1);
      else if (each.kind === 'outside') {
        addItem(found, each.name === name ? each : outsideItem(each.path, each.name, name));
      }
    }
  }

  #mayOwn(piece: Piece, { owner }: FieldFlow, of: ModulePackage, type: string): boolean {
    if (owner === null) return true;
    const items = this.itemsIn(piece, owner);
    return items.size === 0 || items.has(typeItem(of, type).key);
  }

  /** What a call gives. */
  #called(piece: Piece, items: Items, list: TokenRange): Items {
    const found: Items = new Map();
    for (const item of items.values()) {
      switch (item.kind) {
        case 'type':
          // A conversion.
          addItem(found, item);
          addItems(found, this.itemsIn(piece, list));
          break;
        case 'outside':
          if (passesOn(item.path, item.name)) addItems(found, this.itemsIn(piece, list));
          else addItem(found, outsideItem(item.path, resultOf(item.path, item.name, item.method)));
          break;
        case 'unit':
          addItems(found, this.#resultOf(item.unit));
      }
    }
    // `new(T)`.
    if (items.size === 0) addItems(found, this.types.named(piece, list));
    return found;
  }

  #resultOf(unit: Unit): Items {
    return this.#remember(`result ${unit.key}`, (items) => {
      const { facts } = this.#program.read(unit.piece);
      const results = unit.literal < 0 ? facts.results : facts.literals.get(unit.literal)?.results;
      if (results === undefined) return;
      addItems(items, this.types.named(unit.piece, results));
      for (const value of facts.returns.get(unit.literal) ?? [])
        addItems(items, this.itemsIn(unit.piece, value));
    });
  }
}

const MAX_EMBEDDED = 6;

const NOTHING: Items = new Map();

// The methods of reflect.Value that call a function, or give what the value holds.
const CALLING: ReadonlySet<string> = new Set(['Call', 'CallSlice', 'Interface', 'Elem', 'Load']);

function one(item: Item): Items {
  return new Map([[item.key, item]]);
}

/** The arguments of a call that a parameter may stand for; several when one call gives them all: `f(g())`. */
export function argumentsAt({ arguments: list, receiver }: CallRecord, index: number): readonly TokenRange[] {
  if (index < 0) return receiver === null ? [] : [receiver];
  const own = list[index];
  return own !== undefined ? [own] : list.length === 1 ? list : [];
}

/** The arguments of a call. */
export function argumentsOf(
  program: Program,
  piece: Piece,
  open: number,
  close: number,
): readonly TokenRange[] {
  return splitList(program.read(piece).tokens, { from: open + 1, to: close });
}
