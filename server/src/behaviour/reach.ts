import type { TokenRange } from '../gosource/index.ts';
import { type Act, actOf, answersLater, RUNNING_METHODS, runsArguments, STORING_METHODS } from './acts.ts';
import type { CallSite, FieldFlow } from './facts.ts';
import type { Item, Items } from './item.ts';
import { mayBeIterator } from './iterator.ts';
import type { ModulePackage } from './modulePackages.ts';
import { type Piece, type Program, type Unit, unitOf } from './program.ts';
import { argumentsOf, type CallRecord, type Reached } from './reached.ts';
import { Resolver } from './resolver.ts';

/** A call that acts. */
export interface Sink {
  readonly unit: Unit;
  readonly call: CallSite;
  readonly act: Act;
  /** What is called: import path and names. */
  readonly path: string;
  readonly name: string;
  readonly method: string;
}

/** What runs on import. */
export interface Reach {
  /** By the key of the unit that calls. */
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, Unit>>;
  /** What answers requests from now on, by the key of the unit that registers it. */
  readonly later: ReadonlyMap<string, ReadonlyMap<string, Unit>>;
  readonly sinks: ReadonlyMap<string, readonly Sink[]>;
  readonly resolver: Resolver;
  readonly records: Reached;
}

/** Functions that are followed. */
const MAX_UNITS = 20_000;

/** Calls of one function of which the arguments are looked at. */
const MAX_RECORDS = 24;

/** Values of one field, or one variable, that are looked at. */
const MAX_FLOWS = 64;

/** How often what was reached may lead to more through parameters, fields and variables. */
const MAX_ROUNDS = 6;

/** Follows what the triggers call, directly and through others. */
export function follow(program: Program, triggers: readonly Unit[], budget: { steps: number }): Reach {
  const follower = new Follower(program, budget);
  follower.follow(triggers);
  return follower;
}

// Packages that call methods of what they are given: `fmt.Print(x)` calls `x.String()`.
const CALLS_METHODS: ReadonlySet<string> = new Set([
  'bufio',
  'container/heap',
  'encoding/gob',
  'encoding/json',
  'encoding/xml',
  'errors',
  'flag',
  'fmt',
  'io',
  'log',
  'log/slog',
  'sort',
]);

const IMPLICIT_METHODS = (
  'String Error GoString Format MarshalJSON UnmarshalJSON MarshalText UnmarshalText MarshalXML UnmarshalXML ' +
  'GobEncode GobDecode MarshalBinary UnmarshalBinary LogValue Unwrap Is As Read Write Close ReadFrom WriteTo Len ' +
  'Less Swap Push Pop Set Scan'
).split(' ');

class Follower implements Reach, Reached {
  readonly edges = new Map<string, Map<string, Unit>>();
  readonly later = new Map<string, Map<string, Unit>>();
  readonly sinks = new Map<string, Sink[]>();
  readonly resolver: Resolver;
  readonly records: Reached = this;
  readonly #program: Program;
  readonly #budget: { steps: number };
  readonly #units = new Map<string, Unit>();
  readonly #waiting: Unit[] = [];
  readonly #calls = new Map<string, CallRecord[]>();
  readonly #callKeys = new Set<string>();
  readonly #fields = new Map<string, { piece: Piece; flow: FieldFlow }[]>();
  readonly #flows = new Map<string, { piece: Piece; value: TokenRange }[]>();
  readonly #noted = new Set<Piece>();
  /** Packages that cannot act and were given functions of others. */
  readonly #hooked = new Set<ModulePackage>();
  /** Calls of which more may be known when more was reached. */
  readonly #open: { readonly unit: Unit; readonly call: CallSite }[] = [];
  #grown = false;

  constructor(program: Program, budget: { steps: number }) {
    this.#program = program;
    this.#budget = budget;
    this.resolver = new Resolver(program, this, budget);
  }

  callsOf(unitKey: string): readonly CallRecord[] {
    return this.#calls.get(unitKey) ?? [];
  }

  fieldsNamed(field: string): readonly { readonly piece: Piece; readonly flow: FieldFlow }[] {
    return [...(this.#fields.get(field) ?? []), ...(this.#fields.get('') ?? [])];
  }

  flowsInto(of: ModulePackage, name: string): readonly { piece: Piece; value: TokenRange }[] {
    return this.#flows.get(`${of.importPath} ${of.name} ${name}`) ?? [];
  }

  follow(triggers: readonly Unit[]): void {
    for (const trigger of triggers) this.#reach(trigger);
    for (let round = 0; round < MAX_ROUNDS; round++) {
      this.#grown = false;
      const before = this.#units.size;
      const again = this.#open.splice(0);
      for (const { unit, call } of again) this.#readCall(unit, call);
      for (let unit = this.#waiting.pop(); unit !== undefined; unit = this.#waiting.pop()) this.#read(unit);
      if (round > 0 && !this.#grown && before === this.#units.size) break;
      this.resolver.forget();
    }
  }

  #reach(unit: Unit): void {
    if (this.#units.has(unit.key)) return;
    if (this.#units.size >= MAX_UNITS) {
      this.#program.unread.add(unit.piece.file.path);
      return;
    }
    this.#units.set(unit.key, unit);
    this.#waiting.push(unit);
    this.note(unit.piece);
  }

  note(piece: Piece): void {
    if (this.#noted.has(piece)) return;
    this.#noted.add(piece);
    const { facts } = this.#program.read(piece);
    for (const flow of facts.fields) {
      this.#push(this.#fields, flow.field, { piece, flow });
      if (!flow.isMutation) this.#noteHook(piece, flow);
    }
    for (const [name, flows] of facts.flows) {
      if (facts.types.has(name) || this.#program.values(piece.package, name).length === 0) continue;
      const key = `${piece.package.importPath} ${piece.package.name} ${name}`;
      const { tokens } = this.#program.read(piece);
      for (const { value, whole, way } of flows) {
        const stores = way === 'method' && STORING_METHODS.has(tokens.slice(value.from - 2));
        if (whole || stores) this.#push(this.#flows, key, { piece, value });
      }
    }
  }

  /** `other.Hook = f`, `other.T{Hook: f}`. */
  #noteHook(piece: Piece, { owner, value }: FieldFlow): void {
    const { tokens } = this.#program.read(piece);
    const path =
      owner === null ? undefined : this.#program.names(piece.file).paths.get(tokens.slice(owner.from));
    const own = path === undefined ? undefined : this.#program.packages.byImportPath.get(path);
    if (own === undefined || own.every((each) => each.canAct || this.#hooked.has(each))) return;
    if ([...this.resolver.itemsIn(piece, value).values()].some(({ kind }) => kind === 'unit')) {
      for (const each of own) this.#hooked.add(each);
      this.#grown = true;
    }
  }

  #push<T>(map: Map<string, T[]>, key: string, value: T): void {
    const known = map.get(key);
    if (known === undefined) map.set(key, [value]);
    else if (known.length < MAX_FLOWS) known.push(value);
    else return;
    this.#grown = true;
  }

  #read(unit: Unit): void {
    const { facts } = this.#program.read(unit.piece);
    if (this.#budget.steps <= 0) {
      this.#program.unread.add(unit.piece.file.path);
      return;
    }
    for (const call of this.#program.callsOf(unit)) this.#readCall(unit, call);
    for (const { value, literal } of facts.ranged) {
      if (literal !== unit.literal) continue;
      for (const item of this.resolver.itemsIn(unit.piece, value).values()) {
        if (item.kind === 'unit' && mayBeIterator(this.#program, item.unit))
          this.#call(unit, item.unit, null);
      }
    }
  }

  #readCall(unit: Unit, call: CallSite): void {
    const { piece } = unit;
    const { items, mayGrow } = this.resolver.resolve(piece, { from: call.start, to: call.open });
    if (mayGrow) this.#open.push({ unit, call });
    for (const item of items.values()) this.#readItem(unit, call, item);
    if (items.size === 0 && RUNNING_METHODS.has(this.#lastName(call, piece))) this.#runArguments(unit, call);
  }

  #lastName({ open }: CallSite, piece: Piece): string {
    const { tokens } = this.#program.read(piece);
    return tokens.kind(open - 2) === '.' ? tokens.slice(open - 1) : '';
  }

  #readItem(unit: Unit, call: CallSite, item: Item): void {
    switch (item.kind) {
      case 'unit':
        this.#call(unit, item.unit, call);
        return;
      case 'outside': {
        const { path, name, method } = item;
        const act = actOf(path, name, method);
        if (act !== null) this.#addSink({ unit, call, act, path, name, method });
        if (answersLater(path, name, method)) this.#registerArguments(unit, call);
        else if (runsArguments(path, name, method)) this.#runArguments(unit, call);
        else if (CALLS_METHODS.has(path)) this.#runMethods(unit, call);
        return;
      }
      case 'type':
    }
  }

  #addSink(sink: Sink): void {
    const known = this.sinks.get(sink.unit.key);
    if (known === undefined) this.sinks.set(sink.unit.key, [sink]);
    else if (!known.some((each) => each.call === sink.call && each.act.capability === sink.act.capability)) {
      known.push(sink);
    }
  }

  /** Methods of values that are handed to packages which call them by interfaces of their own. */
  #runMethods(unit: Unit, { open, close }: CallSite): void {
    const items = this.resolver.itemsIn(unit.piece, { from: open + 1, to: close });
    for (const item of items.values()) {
      if (item.kind !== 'type' || !item.package.canAct) continue;
      for (const name of IMPLICIT_METHODS) {
        for (const method of this.#program.methods(item.package, item.name, name))
          this.#callImplicitly(unit, unitOf(method), { from: open + 1, to: close });
      }
    }
  }

  /** A method that is called by whoever was handed its value: with that value, and with what else was handed over. */
  #callImplicitly(from: Unit, to: Unit, handed: TokenRange): void {
    this.#call(from, to, null);
    this.#record(`${from.piece.id} ${handed.from} ${to.key}`, to, {
      piece: from.piece,
      arguments: [handed],
      receiver: handed,
    });
  }

  /** Functions that are handed to something that calls them. */
  #runArguments(unit: Unit, { open, close }: CallSite): void {
    const { piece } = unit;
    const items: Items = this.resolver.itemsIn(piece, { from: open + 1, to: close });
    for (const item of items.values()) {
      if (item.kind === 'unit') this.#call(unit, item.unit, null);
    }
  }

  /** Functions, and values with a method of their own, that answer requests later. */
  #registerArguments(unit: Unit, { open, close }: CallSite): void {
    for (const item of this.resolver.itemsIn(unit.piece, { from: open + 1, to: close }).values()) {
      if (item.kind === 'unit') this.#register(unit, item.unit);
      else if (item.kind === 'type' && item.package.canAct) {
        for (const method of this.#program.methods(item.package, item.name, 'ServeHTTP'))
          this.#register(unit, unitOf(method));
      }
    }
  }

  #register(from: Unit, to: Unit): void {
    const known = this.later.get(from.key);
    if (known === undefined) this.later.set(from.key, new Map([[to.key, to]]));
    else known.set(to.key, to);
    this.#reach(to);
  }

  /** Whether a function may act: by what its package imports, or by code that it is handed. */
  #mayAct(from: Unit, to: Unit, call: CallSite | null): boolean {
    const of = to.piece.package;
    if (call === null || of.canAct || this.#hooked.has(of) || this.#units.has(to.key)) return true;
    const { tokens } = this.#program.read(from.piece);
    for (const part of argumentsOf(this.#program, from.piece, call.open, call.close)) {
      const kind = tokens.kind(part.from);
      if (kind === 'string' || kind === 'integer') continue;
      const { items, mayGrow } = this.resolver.resolve(from.piece, part);
      if (mayGrow) this.#open.push({ unit: from, call });
      if (
        [...items.values()].some(
          (item) => item.kind === 'unit' || (item.kind === 'type' && item.package.canAct),
        )
      ) {
        return true;
      }
    }
    return false;
  }

  #call(from: Unit, to: Unit, call: CallSite | null): void {
    let targets = this.edges.get(from.key);
    if (targets === undefined) {
      targets = new Map();
      this.edges.set(from.key, targets);
    }
    targets.set(to.key, to);
    if (this.#mayAct(from, to, call)) this.#reach(to);
    if (call === null) return;
    this.#record(`${from.piece.id} ${call.open} ${to.key}`, to, {
      piece: from.piece,
      arguments: argumentsOf(this.#program, from.piece, call.open, call.close),
      receiver: { from: call.start, to: Math.max(call.start, call.open - 2) },
    });
  }

  #record(key: string, to: Unit, record: CallRecord): void {
    const records = this.#calls.get(to.key) ?? [];
    if (this.#callKeys.has(key) || records.length >= MAX_RECORDS) return;
    this.#callKeys.add(key);
    this.#grown = true;
    records.push(record);
    this.#calls.set(to.key, records);
  }
}

/** The units that run when a package is imported: `init` functions, and initialisers that call something. */
export function triggersOf(program: Program, of: ModulePackage): readonly Unit[] {
  const { inits, variables } = program.indexOf(of);
  const initialisers = variables.filter(({ file, value, end }) => mayCall(file.text, value ?? end, end));
  return [...inits, ...initialisers].map((piece) => unitOf(piece));
}

/**
 * Whether a text may hold a call, or receive from a channel: whether a parenthesis stands behind anything but an
 * operator, a bracket or a predeclared type. Tables of numbers are told apart by this without being read.
 */
function mayCall(text: string, from: number, to: number): boolean {
  // Only this much is searched: the next sign may be far behind, and there are many initialisers.
  const value = text.slice(from, to);
  if (value.includes('<-')) return true;
  for (let at = value.indexOf('('); at >= 0; at = value.indexOf('(', at + 1)) {
    if (!NO_CALL.test(value.slice(Math.max(0, at - MAX_WORD), at))) return true;
  }
  return false;
}

const MAX_WORD = 16;

const NO_CALL =
  /(?:[-+*/&|^<>!%:;=,({[]|\b(?:u?int(?:8|16|32|64)?|uintptr|byte|rune|string|float(?:32|64)|bool|len|cap|make|new|Pointer))\s*$/;
