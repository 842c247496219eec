import { Evaluator, stringValue, sum, type TokenRange, type Value } from '../gosource/index.ts';
import { actOf } from './acts.ts';
import { decoderOf } from './decoders.ts';
import type { CallSite } from './facts.ts';
import { type HiddenLiteral, hiddenList, hiddenString, hiddenValue, shownText } from './literals.ts';
import type { ModulePackage } from './modulePackages.ts';
import { type Piece, type Program, type Unit, unitOf } from './program.ts';
import type { Reach, Sink } from './reach.ts';
import { argumentsAt } from './resolver.ts';

/** A sign that a text was hidden, with the token where it stands. */
export interface Sign extends HiddenLiteral {
  readonly piece: Piece;
  readonly at: number;
}

/** What flows into a call. */
export interface Trace {
  readonly signs: readonly Sign[];
  /** Texts that are written, or known, on the way. */
  readonly texts: readonly string[];
  /** Whether something that was fetched flows into it. */
  readonly fetched: boolean;
  /** Whether every step was followed. */
  readonly complete: boolean;
}

/** Tokens that are looked at for one call. */
const MAX_TOKENS = 1 << 16;

/** Signs that are kept of one call. */
const MAX_SIGNS = 8;

/** Texts that are kept of one call, and how long, in UTF-16 units. */
const MAX_TEXTS = 128;
const MAX_TEXT = 8192;

/** Picks of one text by index, runes, and letters by code, that are a sign. */
const MIN_PICKS = 4;
const MIN_RUNES = 4;
const MIN_CODES = 3;

/**
 * Follows what flows into the arguments of a sink, backwards and by names,
 * within the function, its callers and the functions whose results it uses.
 */
export function traceSink(program: Program, reach: Reach, sink: Sink, budget: { steps: number }): Trace {
  return new Tracer(program, reach, budget).trace(sink);
}

class Tracer {
  readonly #program: Program;
  readonly #reach: Reach;
  readonly #budget: { steps: number };
  readonly #signs: Sign[] = [];
  readonly #texts = new Set<string>();
  readonly #waiting: { piece: Piece; range: TokenRange }[] = [];
  readonly #seen = new Set<string>();
  readonly #picks = new Map<string, number>();
  #runes = 0;
  #codes = 0;
  #fetched = false;
  #left = MAX_TOKENS;
  #depth = 0;

  constructor(program: Program, reach: Reach, budget: { steps: number }) {
    this.#program = program;
    this.#reach = reach;
    this.#budget = budget;
  }

  trace({ unit, call }: Sink): Trace {
    const { piece } = unit;
    this.#push(piece, { from: call.start, to: call.close });
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#scan(next.piece, next.range);
    }
    return {
      signs: this.#signs,
      texts: [...this.#texts],
      fetched: this.#fetched,
      complete: this.#left > 0,
    };
  }

  #push(piece: Piece, range: TokenRange): void {
    const key = `${piece.id} ${range.from} ${range.to}`;
    if (range.to > range.from && !this.#seen.has(key) && this.#left > 0) {
      this.#seen.add(key);
      this.#waiting.push({ piece, range });
    }
  }

  #sign(piece: Piece, at: number, { how, text, pieces }: HiddenLiteral): void {
    const known = this.#signs.findIndex(
      (sign) => sign.how === how && (sign.text === text || sign.text === null || text === null),
    );
    const better = this.#signs[known];
    if (better === undefined) {
      if (this.#signs.length < MAX_SIGNS) this.#signs.push({ how, text, pieces, piece, at });
    } else if (better.text === null && text !== null) {
      this.#signs[known] = { how, text, pieces: pieces ?? better.pieces, piece, at };
    }
    if (text !== null) this.#text(text);
  }

  #text(text: string): void {
    if (text !== '' && this.#texts.size < MAX_TEXTS) this.#texts.add(text.slice(0, MAX_TEXT));
  }

  #scan(piece: Piece, { from, to }: TokenRange): void {
    this.#evaluate(piece, { from, to });
    for (let at = from; at < to && this.#left-- > 0; at++) {
      this.#token(piece, at);
    }
  }

  #token(piece: Piece, at: number): void {
    const { tokens } = this.#program.read(piece);
    switch (tokens.kind(at)) {
      case 'string':
        this.#literal(piece, at);
        return;
      case 'rune':
        this.#runes++;
        if (this.#runes === MIN_RUNES) this.#sign(piece, at, { how: 'rune-array', text: null, pieces: null });
        return;
      case '{': {
        const list = hiddenList(tokens, at);
        if (list !== null) this.#sign(piece, at, list);
        return;
      }
      case '(':
        this.#call(piece, at);
        return;
      case '[':
        this.#index(piece, at);
        return;
      case '^':
      case '^=':
        if (isOperand(tokens.kind(at - 1))) this.#arithmetic(piece, at);
        return;
      case '-=':
      case '+=':
      case '++':
      case '--':
        if (tokens.kind(at - 1) === ']') this.#arithmetic(piece, at);
        return;
      case 'identifier':
        this.#name(piece, at);
        return;
      default:
    }
  }

  #arithmetic(piece: Piece, at: number): void {
    this.#sign(piece, at, { how: 'character-arithmetic', text: null, pieces: null });
  }

  #literal(piece: Piece, at: number): void {
    const { tokens } = this.#program.read(piece);
    const written = tokens.slice(at);
    const hidden = hiddenString(written);
    if (hidden !== null) this.#sign(piece, at, hidden);
    const text = written.length > 4 * MAX_TEXT ? written : stringValue(written);
    this.#text(text);
    if ((text.match(/%c/g)?.length ?? 0) >= 2) this.#arithmetic(piece, at);
  }

  /** `s[3]`, `s[3:4]` */
  #index(piece: Piece, at: number): void {
    const { tokens } = this.#program.read(piece);
    if (tokens.kind(at - 1) !== 'identifier' || tokens.kind(at + 1) !== 'integer') return;
    const key = `${piece.id} ${tokens.slice(at - 1)}`;
    const count = (this.#picks.get(key) ?? 0) + 1;
    this.#picks.set(key, count);
    if (count === MIN_PICKS) this.#sign(piece, at, { how: 'letter-array', text: null, pieces: null });
  }

  #call(piece: Piece, open: number): void {
    const { tokens, facts } = this.#program.read(piece);
    if (tokens.kind(open - 1) === 'identifier') this.#conversion(piece, open);
    const call = this.#callsByOpening(piece, facts.calls).get(open);
    if (call === undefined) return;
    const items = this.#reach.resolver.itemsIn(piece, { from: call.start, to: call.open });
    for (const item of items.values()) {
      if (item.kind === 'unit') this.#results(item.unit);
      else if (item.kind === 'outside') {
        const how = decoderOf(item.path, item.name, item.method);
        if (how !== null) this.#sign(piece, call.start, { how, text: null, pieces: null });
        if (actOf(item.path, item.name, item.method)?.capability === 'network') this.#fetched = true;
      }
    }
  }

  readonly #openings = new Map<Piece, Map<number, CallSite>>();

  #callsByOpening(piece: Piece, calls: readonly CallSite[]): ReadonlyMap<number, CallSite> {
    let map = this.#openings.get(piece);
    if (map === undefined) {
      map = new Map(calls.map((call) => [call.open, call]));
      this.#openings.set(piece, map);
    }
    return map;
  }

  /** What a function of the module gives back, and what it does to what it is given. */
  #results({ piece, literal }: Unit): void {
    const { facts } = this.#program.read(piece);
    for (const value of facts.returns.get(literal) ?? []) this.#push(piece, value);
    for (const [name, parameters] of facts.parameters) {
      if (!parameters.some((each) => each.literal === literal)) continue;
      for (const flow of facts.flows.get(name) ?? []) {
        if (flow.appends || !flow.whole) this.#push(piece, flow.statement);
      }
    }
    // Named results are given back by a bare return.
    const results = literal < 0 ? facts.results : facts.literals.get(literal)?.results;
    const { tokens } = this.#program.read(piece);
    for (let at = results?.from ?? 0; at < (results?.to ?? 0); at++) {
      if (tokens.kind(at) === 'identifier' && facts.flows.has(tokens.slice(at))) this.#name(piece, at);
    }
  }

  /** `byte(c - 1)`, `string(rune(104))`. */
  #conversion(piece: Piece, open: number): void {
    const { tokens } = this.#program.read(piece);
    const name = tokens.slice(open - 1);
    if (!CHARACTER_TYPES.has(name) || tokens.kind(open - 2) === '.') return;
    const close = Math.min(tokens.closing(open), open + MAX_CONVERSION);
    if (close === open + 2 && tokens.kind(open + 1) === 'integer') {
      this.#codes++;
      if (this.#codes === MIN_CODES) this.#arithmetic(piece, open);
      return;
    }
    let computes = false;
    let hasText = false;
    let hasNumber = false;
    for (let at = open + 1; at < close; at++) {
      const kind = tokens.kind(at);
      computes ||= ARITHMETIC.has(kind) && isOperand(tokens.kind(at - 1));
      hasText ||= kind === 'string';
      hasNumber ||= kind === 'integer' || kind === 'rune' || (ARITHMETIC.has(kind) && kind !== '+');
    }
    if (computes && (name === 'string' ? hasNumber && !hasText : true)) this.#arithmetic(piece, open);
  }

  #name(piece: Piece, at: number): void {
    const { tokens, facts } = this.#program.read(piece);
    const name = tokens.slice(at);
    if (tokens.kind(at - 1) === '.') {
      if (tokens.kind(at + 1) !== '(') this.#field(piece, name);
      return;
    }
    if (this.#isSeen(`${piece.id} name ${name}`)) return;
    for (const flow of facts.flows.get(name) ?? []) {
      this.#push(piece, flow.appends || !flow.whole ? flow.statement : flow.value);
    }
    for (const { literal, index } of facts.parameters.get(name) ?? []) {
      for (const call of this.#reach.records.callsOf(unitOf(piece, literal).key)) {
        for (const value of argumentsAt(call, index)) this.#push(call.piece, value);
      }
    }
    this.#packageLevel(piece.package, name);
    const { paths, dotted } = this.#program.names(piece.file);
    const path = paths.get(name);
    if (path !== undefined && tokens.kind(at + 1) === '.') this.#member(path, tokens.slice(at + 2));
    for (const each of dotted) this.#member(each, name);
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

  #field(piece: Piece, name: string): void {
    if (this.#isSeen(`${piece.id} field ${name}`)) return;
    for (const { piece: other, flow } of this.#reach.records.fieldsNamed(name)) {
      if (other.package === piece.package && flow.field === name) this.#push(other, flow.value);
    }
  }

  #evaluate(piece: Piece, range: TokenRange): void {
    const value = this.#valueOf(piece, range);
    if (value === null) return;
    const shown = shownText(value);
    if (shown !== null) this.#text(shown);
    const hidden = hiddenValue(value);
    if (hidden !== null) this.#sign(piece, range.from, hidden);
  }

  #valueOf(piece: Piece, { from, to }: TokenRange): Value | null {
    if (this.#depth >= MAX_DEPTH || to <= from) return null;
    this.#depth++;
    const { tokens } = this.#program.read(piece);
    const names = this.#program.names(piece.file);
    const budget = { steps: Math.min(this.#budget.steps, MAX_EVALUATION), depth: 0 };
    const evaluator = new Evaluator(
      tokens,
      { paths: names.paths, dotted: [] },
      (name) => this.#known(piece, name),
      budget,
    );
    const result = evaluator.evaluate(from);
    this.#depth--;
    return result !== null && result.next >= to ? result.value : null;
  }

  /** The value of a name that is set once, or grows step by step. */
  #known(piece: Piece, name: string): Value | null {
    const { facts } = this.#program.read(piece);
    const flows = (facts.flows.get(name) ?? []).filter(({ whole }) => whole);
    if (flows.length > 0 && flows.length <= MAX_GROWTH) {
      let value: Value | null = null;
      for (const [index, flow] of flows.entries()) {
        const next = this.#valueOf(piece, flow.value);
        if (next === null || (index > 0 && !flow.appends)) return null;
        value = value === null ? next : sum(value, next);
      }
      return value;
    }
    const values = this.#program.values(piece.package, name);
    const [only] = values;
    return only === undefined || values.length > 1
      ? null
      : this.#valueOf(only, this.#program.read(only).facts.body);
  }
}

const MAX_DEPTH = 12;
const MAX_EVALUATION = 20_000;
const MAX_GROWTH = 64;
const MAX_CONVERSION = 48;

const CHARACTER_TYPES: ReadonlySet<string> = new Set(['byte', 'rune', 'string', 'uint8', 'int32']);

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', '&', '|', '<<', '>>', '&^']);

function isOperand(kind: string): boolean {
  return ['identifier', 'integer', 'rune', 'string', ')', ']'].includes(kind);
}
