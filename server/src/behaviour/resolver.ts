import { reachOf, type TokenRange } from '../gosource/index.ts';
import { HANDING_METHODS, passesOn, resultOf, STORING_METHODS } from './acts.ts';
import type { FieldFlow, Flow } from './facts.ts';
import {
  addItem,
  addItems,
  type Item,
  type Items,
  linkedItem,
  NOTHING,
  oneItem,
  outsideItem,
  typeItem,
  unitItem,
} from './item.ts';
import { listLiteral } from './listLiteral.ts';
import type { ModulePackage } from './modulePackages.ts';
import { type Piece, type Program, type Unit, unitOf } from './program.ts';
import { argumentsAt, type Reached } from './reached.ts';
import { TypeReader } from './typeReader.ts';

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
  readonly #settled = new Map<string, Items>();
  /** What may grow when more code is reached. */
  readonly #open = new Map<string, Items>();
  /** What fields of composite values belong to; the same whatever else is reached. */
  readonly #owners = new Map<FieldFlow, Items>();
  #depth = 0;
  #mayGrow = false;

  constructor(program: Program, reached: Reached, budget: { steps: number }) {
    this.#program = program;
    this.#reached = reached;
    this.#budget = budget;
    this.types = new TypeReader(program);
  }

  /** Forgets what may have grown: more code has been reached since. */
  forget(): void {
    this.#open.clear();
  }

  /** Like {@link itemsIn}, and tells whether more may be found when more code is reached. */
  resolve(piece: Piece, range: TokenRange): { readonly items: Items; readonly mayGrow: boolean } {
    this.#mayGrow = false;
    const items = this.itemsIn(piece, range);
    return { items, mayGrow: this.#mayGrow };
  }

  /** All that the operands between two tokens may be. */
  itemsIn(piece: Piece, { from, to }: TokenRange): Items {
    const items: Items = new Map();
    if (this.#depth >= MAX_DEPTH) {
      this.#mayGrow = true;
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
          : { items: oneItem(unitItem(unitOf(piece, at))), next: literal.body.to + 1 };
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
    const { type, open } = listLiteral(tokens, at, to);
    const items = this.types.named(piece, { from: type, to: Math.min(open, to) });
    if (tokens.kind(open) !== '{' && tokens.kind(open) !== '(') {
      return { items, next: Math.max(open, at + 1) };
    }
    const close = tokens.closing(open);
    if (close - open <= MAX_LIST && this.types.mayHoldCode(piece, { from: type, to: open })) {
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
    if (own === undefined) return oneItem(outsideItem(path, name));
    const items: Items = new Map();
    for (const each of own) addItems(items, this.#packageLevel(each, name));
    return items;
  }

  #packageLevel(of: ModulePackage, name: string): Items {
    return this.#remember(`package ${of.importPath} ${of.name} ${name}`, (items) => {
      for (const each of this.#program.functions(of, name)) addItem(items, unitItem(unitOf(each)));
      const link = this.#program.indexOf(of).links.get(name);
      if (link !== undefined) addItem(items, linkedItem(link));
      if (this.#program.types(of, name).length > 0) addItem(items, typeItem(of, name));
      for (const each of this.#program.values(of, name)) {
        if (each.kind !== 'var') continue;
        this.#reached.note(each);
        const type = this.#program.typeOf(each);
        addItems(items, this.types.named(each, type));
        if (!this.types.mayHoldCode(each, type)) continue;
        addItems(items, this.itemsIn(each, this.#program.read(each).facts.body));
        for (const { piece, value } of this.#grown(this.#reached.flowsInto(of, name))) {
          addItems(items, this.itemsIn(piece, value));
        }
      }
    });
  }

  /** What a name inside a piece may be. */
  #local(piece: Piece, name: string): Items {
    const { facts } = this.#program.read(piece);
    if (!facts.flows.has(name) && !facts.types.has(name) && !facts.parameters.has(name)) return NOTHING;
    return this.#remember(`local ${piece.id} ${name}`, (items) => {
      const types = facts.types.get(name) ?? [];
      for (const type of types) addItems(items, this.types.named(piece, type));
      // What has a type that holds no code is that and nothing else.
      const isPlain = types.length > 0 && !types.some((type) => this.types.mayHoldCode(piece, type));
      for (const flow of facts.flows.get(name) ?? []) {
        if (flow.whole ? !isPlain || flow.defines : this.#stores(piece, flow))
          addItems(items, this.itemsIn(piece, flow.value));
      }
      if (isPlain) return;
      for (const parameter of facts.parameters.get(name) ?? []) {
        for (const call of this.#grown(this.#reached.callsOf(unitOf(piece, parameter.literal).key))) {
          for (const value of argumentsAt(call, parameter)) addItems(items, this.itemsIn(call.piece, value));
        }
      }
    });
  }

  /** Whether a method is given something that the value hands out again: `v.Store(f)`. */
  #stores(piece: Piece, { way, value }: Flow): boolean {
    return way === 'method' && STORING_METHODS.has(this.#program.read(piece).tokens.slice(value.from - 2));
  }

  /** Marks that a list of what was reached so far was used. */
  #grown<T>(list: readonly T[]): readonly T[] {
    this.#mayGrow = true;
    return list;
  }

  #remember(key: string, find: (items: Items) => void): Items {
    const settled = this.#settled.get(key);
    if (settled !== undefined) return settled;
    const open = this.#open.get(key);
    if (open !== undefined) {
      this.#mayGrow = true;
      return open;
    }
    const items: Items = new Map();
    // A name that is defined by itself adds nothing; this ends the search for it.
    this.#open.set(key, items);
    const before = this.#mayGrow;
    this.#mayGrow = false;
    find(items);
    if (!this.#mayGrow) {
      this.#open.delete(key);
      this.#settled.set(key, items);
    }
    this.#mayGrow ||= before;
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
          if (HANDING_METHODS.has(name)) addItem(found, item);
          break;
        case 'outside':
          if (item.key === POOL && name === 'Get') {
            for (const { piece, flow } of this.#grown(this.#reached.fieldsNamed('New'))) {
              if (flow.field === 'New') addItems(found, this.itemsIn(piece, flow.value));
            }
          }
          addItem(
            found,
            HANDING_METHODS.has(name) && item.method === 'MethodByName'
              ? item
              : outsideItem(item.path, item.name, item.method === '' ? name : item.method),
          );
          break;
        case 'type':
          addItems(found, this.#selectOfType(item, name, 0));
      }
    }
    return found;
  }

  #selectOfType(
    { key, package: of, name: type }: Item & { kind: 'type' },
    name: string,
    depth: number,
  ): Items {
    if (depth > MAX_EMBEDDED || this.#budget.steps-- <= 0) return NOTHING;
    return this.#remember(`${key}.${name}`, (found) => {
      const isByName = name === 'MethodByName' || name === 'Method';
      const methods = isByName ? this.#program.methodsOf(of, type) : this.#program.methods(of, type, name);
      for (const method of methods) addItem(found, unitItem(unitOf(method)));
      const { fields, plain, embedded, underlying } = this.types.details(of, type);
      addItems(found, fields.get(name) ?? NOTHING);
      if (fields.has(name) && !plain.has(name)) {
        for (const { piece, flow } of this.#grown(this.#reached.fieldsNamed(name))) {
          const fits = !flow.isMutation && this.mayOwn(piece, flow, of, type);
          if (fits) addItems(found, this.itemsIn(piece, flow.value));
        }
      }
      for (const each of [...embedded, ...underlying].slice(0, MAX_EMBEDDED)) {
        if (each.kind === 'type') addItems(found, this.#selectOfType(each, name, depth + 1));
        else if (each.kind === 'outside') {
          addItem(found, each.name === name ? each : outsideItem(each.path, each.name, name));
        }
      }
    });
  }

  /** Whether what a field belongs to may be of a type. */
  mayOwn(piece: Piece, flow: FieldFlow, of: ModulePackage, type: string): boolean {
    const { owner } = flow;
    if (owner === null) return true;
    const items = this.#ownersOf(piece, flow, owner);
    return items.size === 0 || items.has(typeItem(of, type).key);
  }

  #ownersOf(piece: Piece, flow: FieldFlow, owner: TokenRange): Items {
    const known = this.#owners.get(flow);
    if (known !== undefined) return known;
    const before = this.#mayGrow;
    this.#mayGrow = false;
    const items = this.itemsIn(piece, owner);
    if (!this.#mayGrow) this.#owners.set(flow, items);
    this.#mayGrow ||= before;
    return items;
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
          if (item.method === 'MethodByName') addItem(found, item);
          else if (passesOn(item.path, item.name)) addItems(found, this.itemsIn(piece, list));
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
      if (!this.types.mayHoldCode(unit.piece, results)) return;
      for (const value of facts.returns.get(unit.literal) ?? [])
        addItems(items, this.itemsIn(unit.piece, value));
    });
  }
}

const MAX_EMBEDDED = 6;

// A pool calls its New when it is asked for something.
const POOL = outsideItem('sync', 'Pool').key;
