import { stringValue, type TokenRange } from '../gosource/index.ts';
import { programPlace } from './acts.ts';
import { decoderOf } from './decoders.ts';
import { changesArguments, startsExpression } from './expressions.ts';
import type { CallSite, Flow } from './facts.ts';
import type { Item } from './item.ts';
import { KnownValues } from './knownValues.ts';
import { LetterCount } from './letterCount.ts';
import {
  isLetterGiven,
  isOperand,
  makesLetter,
  pickAt,
  signOfAssignment,
  signOfCall,
} from './letterSigns.ts';
import {
  type HiddenLiteral,
  hiddenArguments,
  hiddenList,
  hiddenString,
  hiddenValue,
  shownText,
} from './literals.ts';
import { lastOpening, splitList } from './lookAhead.ts';
import type { ModulePackage } from './modulePackages.ts';
import { type Piece, type Program, type Unit, unitOf } from './program.ts';
import type { Reach } from './reach.ts';
import { argumentsAt } from './reached.ts';
import type { Flowing } from './trace.ts';
import { MAX_TEXT, type Stretch, TraceRecord } from './traceRecord.ts';

/** Tokens that are looked at for one call. */
export const MAX_TOKENS = 1 << 16;

/** Functions and package-level values that are crossed on the way from a text to the sink. */
const MAX_HOPS = 8;

/**
 * Follows what flows into some expressions, backwards and by names, within the function, its callers and the
 * functions whose results it uses.
 */
export class Tracer {
  readonly #program: Program;
  readonly #reach: Reach;
  readonly #values: KnownValues;
  readonly #record = new TraceRecord();
  readonly #waiting: { piece: Piece; range: TokenRange; result: number | null; hops: number }[] = [];
  /** Functions between the sink and what is looked at now. */
  #hops = 0;
  #from: Piece | null = null;
  readonly #seen = new Set<string>();
  readonly #functions = new Set<Piece>();
  readonly #letters = new LetterCount();
  #isConverted = false;
  /** Where a remainder is taken. */
  #remainder: { readonly piece: Piece; readonly at: number } | null = null;
  readonly #limit: number;
  #left: number;

  /** Looks at `limit` tokens at the most. */
  constructor(program: Program, reach: Reach, limit = MAX_TOKENS) {
    this.#limit = limit;
    this.#left = limit;
    this.#program = program;
    this.#reach = reach;
    this.#values = new KnownValues(program, reach.records);
  }

  trace(stretches: readonly Stretch[]): Flowing {
    for (const { piece, range } of stretches) this.#push(piece, range);
    for (const next of this.#waiting) {
      this.#hops = next.hops;
      this.#from = next.piece;
      if (next.piece.kind === 'function') this.#functions.add(next.piece);
      this.#scan(next.piece, next.range, next.result);
    }
    if (this.#isConverted && this.#remainder !== null)
      this.#arithmetic(this.#remainder.piece, this.#remainder.at);
    return {
      ...this.#record.all,
      breadth: this.#functions.size,
      looked: this.#limit - Math.max(0, this.#left),
      complete: this.#left > 0,
    };
  }

  /** What else was met, for whoever asks after {@link trace}. */
  get record(): TraceRecord {
    return this.#record;
  }

  /** Looks at a range later. `result` tells which of several results of a call that is all of it is wanted. */
  #push(piece: Piece, range: TokenRange, result: number | null = null): void {
    const key = `${piece.id} ${range.from} ${range.to} ${result}`;
    if (range.to > range.from && !this.#seen.has(key) && this.#left > 0) {
      this.#seen.add(key);
      // The further away, the less what flows by name is what flows.
      const hops = this.#hops + (this.#from === null || piece === this.#from ? 0 : 1);
      if (hops <= MAX_HOPS) this.#waiting.push({ piece, range, result, hops });
    }
  }

  #sign(piece: Piece, at: number, hidden: HiddenLiteral | null): void {
    this.#record.sign(piece, at, hidden);
  }

  #text(text: string): void {
    this.#record.text(text);
  }

  #scan(piece: Piece, range: TokenRange, result: number | null): void {
    const { tokens } = this.#program.read(piece);
    let evaluated = -1;
    for (let at = range.from; at < range.to && this.#left-- > 0; at++) {
      const starts = at === range.from || startsExpression(tokens.kind(at - 1));
      if (starts && at >= evaluated) evaluated = this.#evaluate(piece, { from: at, to: range.to });
      this.#token(piece, at, range, result);
    }
  }

  #token(piece: Piece, at: number, range: TokenRange, result: number | null): void {
    const { tokens } = this.#program.read(piece);
    switch (tokens.kind(at)) {
      case 'string':
        this.#literal(piece, at);
        return;
      case 'rune':
        if (isLetterGiven(tokens, at)) this.#sign(piece, at, this.#letters.rune());
        return;
      case '{': {
        this.#sign(piece, at, hiddenList(tokens, at));
        return;
      }
      case '(':
        this.#call(piece, at, range, result);
        return;
      case '[':
        this.#index(piece, at);
        return;
      case '%':
        if (isOperand(tokens.kind(at - 1)) && tokens.kind(at - 1) !== 'string')
          this.#remainder ??= { piece, at };
        return;
      case '^':
      case '^=':
        if (isOperand(tokens.kind(at - 1))) this.#arithmetic(piece, at);
        return;
      case '=':
        this.#assignment(piece, at, range);
        return;
      case '-=':
      case '+=':
      case '++':
      case '--':
        if (tokens.kind(at - 1) === ']') this.#arithmetic(piece, at);
        return;
      case 'identifier':
        this.#name(piece, at, range.to);
        return;
      default:
    }
  }

  #assignment(piece: Piece, at: number, range: TokenRange): void {
    const sign = signOfAssignment(this.#program.read(piece).tokens, at, range);
    if (sign === 'computed') this.#arithmetic(piece, at);
    else if (sign === 'reversed') this.#sign(piece, at, { how: 'reversed', text: null, pieces: null });
  }

  #arithmetic(piece: Piece, at: number): void {
    this.#sign(piece, at, { how: 'character-arithmetic', text: null, pieces: null });
  }

  #literal(piece: Piece, at: number): void {
    const { tokens } = this.#program.read(piece);
    const written = tokens.slice(at);
    this.#sign(piece, at, hiddenString(written));
    const text = written.length > 4 * MAX_TEXT ? written : stringValue(written);
    this.#text(text);
    this.#sign(piece, at, this.#letters.text(text));
    if ((text.match(/%c/g)?.length ?? 0) >= 2) this.#arithmetic(piece, at);
  }

  /** `s[3]`, `s[3:4]` */
  #index(piece: Piece, at: number): void {
    const { tokens } = this.#program.read(piece);
    const pick = pickAt(tokens, at);
    if (pick !== null) this.#sign(piece, at, this.#letters.pick(`${piece.id} ${tokens.slice(at - 1)}`, pick));
  }

  #call(piece: Piece, open: number, range: TokenRange, result: number | null): void {
    const { tokens } = this.#program.read(piece);
    if (tokens.kind(open - 1) === 'identifier') {
      const sign = signOfCall(tokens, open);
      if (sign === 'computed') this.#arithmetic(piece, open);
      else if (sign === 'code') this.#sign(piece, open, this.#letters.code());
      this.#isConverted ||= makesLetter(tokens, open);
      if (tokens.slice(open - 1) === 'recover') this.#panics(piece);
    }
    const call = this.#program.callAt(piece, open);
    if (call === undefined) return;
    const isAll = call.start === range.from && call.close === range.to - 1;
    // `g(f())` hands on all results; elsewhere an expression has one.
    const isOnly = tokens.kind(call.start - 1) === '(' && tokens.kind(call.close + 1) === ')';
    const wanted = isAll ? result : isOnly ? null : 0;
    const items = this.#reach.resolver.itemsIn(piece, { from: call.start, to: call.open });
    for (const item of items.values()) {
      if (item.kind === 'unit') this.#results(item.unit, wanted);
      else if (item.kind === 'outside') this.#outside(piece, call, item);
    }
  }

  #outside(piece: Piece, call: CallSite, { path, name, method }: Item & { kind: 'outside' }): void {
    const how = decoderOf(path, name, method);
    if (how !== null) this.#sign(piece, call.start, { how, text: null, pieces: null });
    this.#record.outside(path, name, method);
    const place = method === '' ? programPlace(path, name) : -1;
    const parts = splitList(this.#program.read(piece).tokens, { from: call.open + 1, to: call.close });
    const program = parts[place];
    if (program !== undefined) this.#record.program({ piece, range: program });
  }

  /** What is panicked with in a function is what it recovers. */
  #panics(piece: Piece): void {
    const { tokens, facts } = this.#program.read(piece);
    for (const { start, open, close } of facts.calls) {
      if (start + 1 === open && tokens.slice(start) === 'panic')
        this.#push(piece, { from: open + 1, to: close });
    }
  }

  /** What a function of the module gives back, and what it does to what it is given. */
  #results({ piece, literal }: Unit, wanted: number | null): void {
    const { tokens, facts } = this.#program.read(piece);
    const returned = facts.returns.get(literal) ?? [];
    // Who panics and recovers returns nothing in writing.
    let isBare = returned.length === 0;
    for (const value of returned) {
      isBare ||= value.from >= value.to;
      const parts = splitList(tokens, value);
      if (parts.length === 1) this.#push(piece, value, wanted);
      else
        for (const [index, part] of parts.entries())
          if (wanted === null || wanted === index) this.#push(piece, part);
    }
    if (isBare) this.#namedResults({ piece, literal }, wanted);
    for (const [name, parameters] of facts.parameters) {
      if (parameters.some((each) => each.literal === literal && each.index >= 0))
        this.#changesOf(piece, name);
    }
  }

  /** What is done to a parameter's elements: the caller's value is changed by it. */
  #changesOf(piece: Piece, name: string): void {
    for (const flow of this.#program.read(piece).facts.flows.get(name) ?? []) {
      if (flow.way === 'assignment' && flow.appends) this.#push(piece, flow.statement);
    }
  }

  /** Results with names are given back by a bare return. */
  #namedResults({ piece, literal }: Pick<Unit, 'piece' | 'literal'>, wanted: number | null): void {
    const { tokens, facts } = this.#program.read(piece);
    const results = literal < 0 ? facts.results : facts.literals.get(literal)?.results;
    if (results === undefined || tokens.kind(results.from) !== '(') return;
    const list = splitList(tokens, { from: results.from + 1, to: tokens.closing(results.from) });
    for (const [index, { from }] of list.entries()) {
      if (wanted === null || wanted === index) this.#flowsInto(piece, tokens.slice(from));
    }
  }

  #name(piece: Piece, at: number, end: number): void {
    const { tokens } = this.#program.read(piece);
    const name = tokens.slice(at);
    if (tokens.kind(at - 1) === '.') {
      // The number of a system call says what it does.
      if (name.startsWith('SYS_')) this.#text(name);
      // What stands in front is no plain name: a field is found by its own name alone.
      const isCalled = tokens.kind(at + 1) === '(';
      if (!isCalled && tokens.kind(at - 2) !== 'identifier') this.#field(piece, null, name);
      return;
    }
    // A receiver is looked at as a whole: the method behind it belongs to the call.
    if (at + 1 < end && tokens.kind(at + 1) === '.' && this.#chain(piece, at)) return;
    if (this.#isSeen(`${piece.id} name ${name}`)) return;
    this.#flowsInto(piece, name);
    this.#packageLevel(piece.package, name);
    const { paths, dotted } = this.#program.names(piece.file);
    const path = paths.get(name);
    if (path !== undefined && tokens.kind(at + 1) === '.') {
      if (tokens.kind(at + 3) !== '(') this.#record.asks(path, tokens.slice(at + 2), '');
      this.#member(path, tokens.slice(at + 2));
    }
    for (const each of dotted) this.#member(each, name);
  }

  /**
   * `x.f.g`, when x is of a type of the module: what flows into the fields, and not into x as a whole. False when
   * it is of no such type.
   */
  #chain(piece: Piece, at: number): boolean {
    const { tokens } = this.#program.read(piece);
    let end = at + 1;
    let isOwn = false;
    for (let steps = 0; steps < MAX_STEPS && tokens.kind(end) === '.'; steps++, end += 2) {
      const items = this.#reach.resolver.itemsIn(piece, { from: at, to: end });
      const kinds = new Set([...items.values()].map(({ kind }) => kind));
      if (!kinds.has('type')) break;
      // The same name may stand for something else in another block.
      isOwn = !kinds.has('outside');
      if (tokens.kind(end + 2) === '(') {
        // A method that is not the module's own may use all of x.
        const method = this.#reach.resolver.itemsIn(piece, { from: at, to: end + 2 });
        isOwn &&= [...method.values()].every(({ kind }) => kind === 'unit');
        break;
      }
      this.#field(piece, { from: at, to: end }, tokens.slice(end + 1));
    }
    return isOwn;
  }

  /** What flows into a name inside a piece. */
  #flowsInto(piece: Piece, name: string): void {
    const { facts } = this.#program.read(piece);
    for (const flow of facts.flows.get(name) ?? []) {
      if (flow.way === 'assignment') {
        this.#push(piece, flow.appends || !flow.whole ? flow.statement : flow.value, flow.result);
      } else {
        this.#change(piece, flow);
      }
    }
    for (const parameter of facts.parameters.get(name) ?? []) {
      for (const call of this.#reach.records.callsOf(unitOf(piece, parameter.literal).key)) {
        const values = argumentsAt(call, parameter);
        const hidden = hiddenArguments(this.#program.read(call.piece).tokens, values);
        this.#sign(call.piece, values[0]?.from ?? 0, hidden);
        for (const value of values) this.#push(call.piece, value);
      }
    }
  }

  /** A call that may change a value: of one of its methods, or of a function that it is handed to. */
  #change(piece: Piece, { statement, way }: Flow): void {
    const { tokens } = this.#program.read(piece);
    const call = this.#program.callAt(piece, lastOpening(tokens, statement));
    if (call === undefined) return;
    const items = [...this.#reach.resolver.itemsIn(piece, { from: call.start, to: call.open }).values()];
    const units = items.flatMap((item) => (item.kind === 'unit' ? [item.unit] : []));
    for (const { piece: other, literal } of units) {
      for (const [name, parameters] of this.#program.read(other).facts.parameters) {
        if (parameters.some((each) => each.literal === literal)) this.#changesOf(other, name);
      }
    }
    if (units.length > 0) return;
    if (way === 'method' || changesArguments(tokens.slice(call.open - 1))) this.#push(piece, statement);
  }

  #isSeen(key: string): boolean {
    const seen = this.#seen.has(key);
    this.#seen.add(key);
    return seen;
  }

  #member(path: string, name: string): void {
    for (const each of this.#program.packages.byImportPath.get(path) ?? []) this.#packageLevel(each, name);
  }

  #packageLevel(of: ModulePackage, name: string): void {
    for (const each of this.#program.values(of, name)) this.#push(each, this.#program.read(each).facts.body);
    for (const { piece, value } of this.#reach.records.flowsInto(of, name)) this.#push(piece, value);
  }

  #field(piece: Piece, owner: TokenRange | null, name: string): void {
    const items = owner === null ? [] : [...this.#reach.resolver.itemsIn(piece, owner).values()];
    const types = items.flatMap((item) => (item.kind === 'type' ? [item] : []));
    if (this.#isSeen(`${piece.package.importPath} field ${types.map(({ key }) => key).join()} ${name}`))
      return;
    for (const { piece: other, flow } of this.#reach.records.fieldsNamed(name)) {
      const fits =
        types.length === 0
          ? other.package === piece.package && flow.field === name
          : types.some((type) => this.#reach.resolver.mayOwn(other, flow, type.package, type.name));
      if (fits) this.#push(other, flow.value);
    }
  }

  /** Looks whether the expression that starts a range is known, and returns the index behind what is. */
  #evaluate(piece: Piece, { from, to }: TokenRange): number {
    const result = this.#values.at(piece, from);
    if (result === null || result.next > to) return from;
    const shown = shownText(result.value);
    if (shown !== null) this.#text(shown);
    this.#sign(piece, from, hiddenValue(result.value));
    return result.next;
  }
}

/** Steps of `x.f.g` that are followed. */
const MAX_STEPS = 8;
