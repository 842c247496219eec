import { readSignature, type TokenRange, type Tokens } from '../gosource/index.ts';

/** A call, by indexes of tokens. */
export interface CallSite {
  /** The first token of what is called. */
  readonly start: number;
  /** The parenthesis that opens the arguments. */
  readonly open: number;
  readonly close: number;
  /** The function literal that it stands in, by the index of its `func`; -1 outside literals. */
  readonly literal: number;
}

/** A function literal. */
export interface FunctionLiteral {
  readonly parameters: TokenRange;
  readonly results: TokenRange;
  readonly body: TokenRange;
}

/** A value that is given to a field: `x.f = v`, `T{f: v}`. */
export interface FieldFlow {
  /** What the field belongs to; null where it is not written. */
  readonly owner: TokenRange | null;
  /** Empty for `T{v}`, where the field is not named. */
  readonly field: string;
  readonly value: TokenRange;
}

/** A parameter: of which literal (-1: of the function itself), and its place; -1 for the receiver. */
export interface Parameter {
  readonly literal: number;
  readonly index: number;
}

/** Something that flows into a name. */
export interface Flow {
  /** The value. */
  readonly value: TokenRange;
  /** The whole statement. */
  readonly statement: TokenRange;
  /** Whether it is added to what is there. */
  readonly appends: boolean;
  /** Whether the name as a whole is set, not an element or field. */
  readonly whole: boolean;
}

/**
 * What one function, with the literals in it, or one initialiser does, by names
 * and without regard to order, branches and blocks. Made in one walk over its
 * tokens; names are attacker-controlled.
 */
export interface Facts {
  readonly calls: readonly CallSite[];
  readonly literals: ReadonlyMap<number, FunctionLiteral>;
  readonly flows: ReadonlyMap<string, readonly Flow[]>;
  readonly types: ReadonlyMap<string, readonly TokenRange[]>;
  readonly parameters: ReadonlyMap<string, readonly Parameter[]>;
  readonly fields: readonly FieldFlow[];
  /** What is returned, by literal. */
  readonly returns: ReadonlyMap<number, readonly TokenRange[]>;
  /** What `range` goes over: it may be a function. */
  readonly ranged: readonly { readonly value: TokenRange; readonly literal: number }[];
  /** The result types of the function itself. */
  readonly results: TokenRange;
  /** The body, or the initialiser. */
  readonly body: TokenRange;
  /** Whether there was room for all of it. */
  readonly complete: boolean;
}

/** Reads the facts of a function declaration that starts at token 0 with `func`. */
export function factsOfFunction(tokens: Tokens): Facts {
  let at = 1;
  const reader = new FactsReader(tokens);
  if (tokens.kind(at) === '(') {
    reader.parameters({ from: at + 1, to: tokens.closing(at) }, -1, true);
    at = tokens.closing(at) + 1;
  }
  at++;
  if (tokens.kind(at) === '[') {
    at = tokens.closing(at) + 1;
  }
  const signature = readSignature(tokens, at);
  const close = tokens.kind(at) === '(' ? tokens.closing(at) : at;
  reader.parameters({ from: at + 1, to: close }, -1, false);
  const open = signature.body ?? signature.end;
  const body =
    signature.body === null ? { from: open, to: open } : { from: open + 1, to: tokens.closing(open) };
  return reader.read(body, { from: close + 1, to: open });
}

/** Reads the facts of a specification of variables whose value starts at token `value`. */
export function factsOfValue(tokens: Tokens, value: number): Facts {
  const none = { from: 0, to: 0 };
  return new FactsReader(tokens).read({ from: value, to: tokens.length }, none);
}

/** The parts of a list between commas. */
export function splitList(tokens: Tokens, { from, to }: TokenRange, limit = MAX_PARTS): TokenRange[] {
  const parts: TokenRange[] = [];
  let start = from;
  for (let at = from; at < to && parts.length < limit; at++) {
    const kind = tokens.kind(at);
    if (kind === '(' || kind === '[' || kind === '{') {
      at = tokens.closing(at);
    } else if (kind === ',') {
      parts.push({ from: start, to: at });
      start = at + 1;
    }
  }
  if (start < to && parts.length < limit) {
    parts.push({ from: start, to });
  }
  return parts;
}

/** Parts of one list that are told apart. */
const MAX_PARTS = 64;

/** Operands with more steps (`a.b().c`) are followed no further back. */
const MAX_STEPS = 64;

/** Things of one kind that are kept of one function. */
const MAX_FACTS = 1 << 16;

const STEPS_PER_TOKEN = 32;
const SPARE_STEPS = 10_000;

const ASSIGNS: ReadonlySet<string> = new Set('= := += -= *= /= %= &= |= ^= <<= >>= &^='.split(' '));

// Functions of the universe block that leave their arguments as they are.
const READING: ReadonlySet<string> = new Set(
  'append byte cap float64 int int32 int64 len make new panic print println rune string uint uint32 uint64 uint8'.split(
    ' ',
  ),
);

class FactsReader {
  readonly #tokens: Tokens;
  readonly #calls: CallSite[] = [];
  readonly #literals = new Map<number, FunctionLiteral>();
  readonly #flows = new Map<string, Flow[]>();
  readonly #types = new Map<string, TokenRange[]>();
  readonly #parameters = new Map<string, Parameter[]>();
  readonly #fields: FieldFlow[] = [];
  readonly #returns = new Map<number, TokenRange[]>();
  readonly #ranged: { value: TokenRange; literal: number }[] = [];
  readonly #brackets: number[] = [];
  readonly #openings = new Map<number, number>();
  readonly #open: { readonly literal: number; readonly close: number }[] = [];
  readonly #literalOfBody = new Map<number, number>();
  #statement = 0;
  #inHeader = false;
  #left = MAX_FACTS;
  /** Tokens that may still be looked at ahead: in Go that compiles, few statements lie in one another. */
  #steps: number;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#steps = STEPS_PER_TOKEN * tokens.length + SPARE_STEPS;
  }

  read(body: TokenRange, results: TokenRange): Facts {
    this.#statement = body.from;
    for (let at = body.from; at < body.to; at++) {
      at = this.#token(at, body.to);
    }
    return {
      calls: this.#calls,
      literals: this.#literals,
      flows: this.#flows,
      types: this.#types,
      parameters: this.#parameters,
      fields: this.#fields,
      returns: this.#returns,
      ranged: this.#ranged,
      results,
      body,
      complete: this.#left > 0 && this.#steps > 0,
    };
  }

  /** Notes the parameters of a list: `a, b T, c ...U`. */
  parameters(list: TokenRange, literal: number, isReceiver: boolean): void {
    const tokens = this.#tokens;
    const parts = splitList(tokens, list);
    const named = parts.some((part) => this.#hasName(part));
    if (!named) {
      return;
    }
    let type: TokenRange | null = null;
    for (let index = parts.length - 1; index >= 0; index--) {
      const part = parts[index] as TokenRange;
      if (part.to - part.from > 1) {
        type = { from: part.from + 1, to: part.to };
      }
      const name = tokens.slice(part.from);
      this.#add(this.#parameters, name, { literal, index: isReceiver ? -1 : index });
      if (type !== null) {
        this.#add(this.#types, name, type);
      }
    }
  }

  #hasName({ from, to }: TokenRange): boolean {
    const tokens = this.#tokens;
    const behind = tokens.kind(from + 1);
    if (to - from < 2 || tokens.kind(from) !== 'identifier' || behind === '.') return false;
    // `a []T` and `a [2]T` are named, `T[K]` is a type alone.
    return behind !== '[' || tokens.closing(from + 1) + 1 < to;
  }

  #add<T>(map: Map<string, T[]> | Map<number, T[]>, key: string | number, value: T): void {
    if (this.#left-- <= 0) {
      return;
    }
    const lists = map as Map<string | number, T[]>;
    const known = lists.get(key);
    if (known === undefined) lists.set(key, [value]);
    else known.push(value);
  }

  /** Reads what starts at a token, and returns the index of the last token that was read. */
  #token(at: number, end: number): number {
    const tokens = this.#tokens;
    const kind = tokens.kind(at);
    switch (kind) {
      case 'func':
        return this.#literal(at);
      case '(':
        this.#call(at);
        this.#brackets.push(at);
        return at;
      case '{':
        this.#brackets.push(at);
        this.#unkeyed(at);
        this.#startStatement(at + 1, false);
        return at;
      case '[':
        this.#brackets.push(at);
        return at;
      case ')':
      case ']':
      case '}':
        this.#closeBracket(at);
        return at;
      case ';':
        this.#startStatement(at + 1, this.#inHeader);
        return at;
      case ':':
        this.#colon(at, end);
        return at;
      case 'if':
      case 'for':
      case 'switch':
        this.#startStatement(at + 1, true);
        return at;
      case 'else':
      case 'case':
      case 'default':
      case 'select':
      case 'defer':
      case 'go':
        this.#startStatement(at + 1, false);
        return at;
      case 'var':
      case 'const':
        this.#declaration(at);
        return at;
      case 'return':
        this.#add(this.#returns, this.#literalNow(), { from: at + 1, to: this.#statementEnd(at + 1, end) });
        return at;
      case 'range':
        this.#ranged.push({
          value: { from: at + 1, to: this.#statementEnd(at + 1, end) },
          literal: this.#literalNow(),
        });
        return at;
      case '<-':
        this.#send(at, end);
        return at;
      case '++':
      case '--':
        this.#assign(at, at + 1);
        return at;
      default:
        if (ASSIGNS.has(kind)) {
          this.#assign(at, end);
        }
        return at;
    }
  }

  #literalNow(): number {
    return this.#open.at(-1)?.literal ?? -1;
  }

  #startStatement(at: number, inHeader: boolean): void {
    this.#statement = at;
    this.#inHeader = inHeader;
  }

  #closeBracket(at: number): void {
    const opening = this.#brackets.pop();
    if (opening !== undefined) {
      this.#openings.set(at, opening);
    }
    if (this.#open.at(-1)?.close === at) {
      this.#open.pop();
    }
    if (this.#tokens.kind(at) === '}') {
      this.#startStatement(at + 1, false);
    }
  }

  #literal(at: number): number {
    const tokens = this.#tokens;
    const signature = readSignature(tokens, at + 1);
    if (signature.body === null || tokens.kind(at - 1) === ']') {
      // A type. In `[]func() {…}` the braces hold elements.
      return Math.max(at, signature.end - 1);
    }
    const body = { from: signature.body + 1, to: tokens.closing(signature.body) };
    const close = tokens.closing(at + 1);
    const parameters = { from: at + 2, to: close };
    this.#literals.set(at, { parameters, results: { from: close + 1, to: signature.body }, body });
    this.#literalOfBody.set(signature.body, at);
    this.parameters(parameters, at, false);
    this.#open.push({ literal: at, close: body.to });
    this.#brackets.push(signature.body);
    this.#startStatement(body.from, false);
    return signature.body;
  }

  #call(open: number): void {
    const tokens = this.#tokens;
    const before = tokens.kind(open - 1);
    if (before !== 'identifier' && before !== ')' && before !== ']' && before !== '}') {
      return;
    }
    const start = this.#operandStart(open - 1);
    const close = tokens.closing(open);
    if (start < 0 || this.#left-- <= 0) {
      return;
    }
    this.#calls.push({ start, open, close, literal: this.#literalNow() });
    this.#mutations(start, open, close);
  }

  /** What a call may change: the value whose method it is, and what it is given by address or by name. */
  #mutations(start: number, open: number, close: number): void {
    const tokens = this.#tokens;
    const statement = { from: start, to: close + 1 };
    const value = { from: open + 1, to: close };
    if (tokens.kind(start) === 'identifier' && tokens.kind(start + 1) === '.') {
      this.#flow(tokens.slice(start), { value, statement, appends: true, whole: false });
    }
    if (start + 1 === open && READING.has(tokens.slice(start))) {
      return;
    }
    for (const part of splitList(tokens, value, 8)) {
      const isAddress = tokens.kind(part.from) === '&';
      const name = isAddress ? part.from + 1 : part.from;
      const behind = tokens.kind(name + 1);
      if (tokens.kind(name) === 'identifier' && (name + 1 === part.to || behind === '[')) {
        this.#flow(tokens.slice(name), { value: statement, statement, appends: true, whole: false });
      }
    }
  }

  /** Index of the first token of the operand that ends at `at`, or -1. */
  #operandStart(at: number): number {
    const tokens = this.#tokens;
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      const kind = tokens.kind(at);
      if (kind === 'identifier') {
        if (tokens.kind(at - 1) !== '.') return at;
        at -= 2;
        continue;
      }
      if (kind !== ')' && kind !== ']' && kind !== '}') return -1;
      const opening = this.#openings.get(at);
      if (opening === undefined) return -1;
      const literal = this.#literalOfBody.get(opening);
      if (literal !== undefined) return literal;
      const before = tokens.kind(opening - 1);
      if (kind === ')' && before === '.') at = opening - 2;
      else if (before === 'identifier' || before === ')' || before === ']' || before === '}')
        at = opening - 1;
      else if (before === 'map' || before === 'struct') return opening - 1;
      else return opening;
    }
    return -1;
  }

  /** `x = v`, `x.f += v`, `a, b := f()`, `x[i]++` at the operator. */
  #assign(at: number, end: number): void {
    const tokens = this.#tokens;
    const operator = tokens.kind(at);
    const from = this.#statement;
    if (from >= at) return;
    const to = operator === '++' || operator === '--' ? at : this.#statementEnd(at + 1, end);
    const statement = { from, to: Math.max(to, at + 1) };
    const right = { from: Math.min(at + 1, to), to };
    const isRange = tokens.kind(at + 1) === 'range';
    const targets = splitList(tokens, { from: this.#behindKeyword(from), to: at });
    const values = isRange ? [right] : splitList(tokens, right);
    const appends = operator !== '=' && operator !== ':=';
    for (const [index, target] of targets.entries()) {
      const value = values.length === targets.length ? (values[index] as TokenRange) : right;
      this.#target(target, { value, statement, appends, whole: true });
    }
  }

  #behindKeyword(at: number): number {
    const kind = this.#tokens.kind(at);
    return kind === 'var' || kind === 'const' ? at + 1 : at;
  }

  #target({ from, to }: TokenRange, flow: Flow): void {
    const tokens = this.#tokens;
    let name = from;
    while (name < to && tokens.kind(name) !== 'identifier') name++;
    if (name >= to) return;
    const behind = tokens.kind(name + 1);
    // `x`, `*p`, and `x T` of a declaration.
    const isWhole = name + 1 >= to || (behind !== '.' && behind !== '[' && behind !== '(' && behind !== ')');
    const isElement = !isWhole && tokens.kind(to - 1) === ']' && behind === '[';
    this.#flow(tokens.slice(name), {
      ...flow,
      whole: isWhole || isElement,
      appends: flow.appends || !isWhole,
    });
    if (!isWhole && tokens.kind(to - 1) === 'identifier' && tokens.kind(to - 2) === '.') {
      this.#field({ owner: { from, to: to - 2 }, field: tokens.slice(to - 1), value: flow.value });
    } else if (!isWhole && !isElement && tokens.kind(to - 1) === ']') {
      const opening = this.#openings.get(to - 1) ?? to;
      if (tokens.kind(opening - 1) === 'identifier' && tokens.kind(opening - 2) === '.') {
        this.#field({
          owner: { from, to: opening - 2 },
          field: tokens.slice(opening - 1),
          value: flow.value,
        });
      }
    }
  }

  #flow(name: string, flow: Flow): void {
    this.#add(this.#flows, name, flow);
  }

  #field(field: FieldFlow): void {
    if (this.#left-- > 0) this.#fields.push(field);
  }

  #send(at: number, end: number): void {
    if (at > this.#statement && this.#tokens.kind(this.#statement) === 'identifier') {
      const statement = { from: this.#statement, to: this.#statementEnd(at + 1, end) };
      const value = { from: at + 1, to: statement.to };
      this.#flow(this.#tokens.slice(this.#statement), { value, statement, appends: true, whole: true });
    }
  }

  /** `var a, b T`, and each line of `var (…)`: names and types; values are met at their `=`. */
  #declaration(at: number): void {
    const tokens = this.#tokens;
    if (tokens.kind(at + 1) !== '(') {
      this.#spec(at + 1);
      this.#startStatement(at, false);
      return;
    }
    const close = tokens.closing(at + 1);
    for (let spec = at + 2; spec < close; ) {
      this.#spec(spec);
      spec = this.#statementEnd(spec, close) + 1;
    }
    this.#startStatement(at + 2, false);
  }

  #spec(at: number): void {
    const tokens = this.#tokens;
    const names: string[] = [];
    while (tokens.kind(at) === 'identifier') {
      names.push(tokens.slice(at++));
      if (tokens.kind(at) !== ',') break;
      at++;
    }
    const from = at;
    while (
      tokens.kind(at) !== '=' &&
      tokens.kind(at) !== ';' &&
      tokens.kind(at) !== 'end' &&
      tokens.kind(at) !== ')'
    ) {
      const kind = tokens.kind(at);
      at = (kind === '(' || kind === '[' || kind === '{' ? tokens.closing(at) : at) + 1;
    }
    if (at > from) {
      for (const name of names) this.#add(this.#types, name, { from, to: at });
    }
  }

  /** `T{f: v}`. */
  #colon(at: number, end: number): void {
    const tokens = this.#tokens;
    const opening = this.#brackets.at(-1);
    const inFront = tokens.kind(at - 2);
    const isKey =
      tokens.kind(at - 1) === 'identifier' &&
      (inFront === '{' || inFront === ',') &&
      opening !== undefined &&
      tokens.kind(opening) === '{';
    if (!isKey) {
      if (opening === undefined || tokens.kind(opening) === '{') this.#startStatement(at + 1, false);
      return;
    }
    const value = { from: at + 1, to: this.#valueEnd(at + 1, Math.min(end, tokens.closing(opening))) };
    this.#field({ owner: this.#compositeType(opening), field: tokens.slice(at - 1), value });
  }

  /** `T{a, b}`. */
  #unkeyed(open: number): void {
    const tokens = this.#tokens;
    const owner = this.#compositeType(open);
    const close = tokens.closing(open);
    const first = splitList(tokens, { from: open + 1, to: close }, 1)[0];
    if (owner === null || first === undefined) return;
    const isKeyed = tokens.kind(open + 2) === ':';
    const isBlock = first.to < close && tokens.kind(first.to) !== ',';
    if (!isKeyed && !isBlock && tokens.kind(owner.from - 1) !== ']' && !this.#inHeader) {
      this.#field({ owner, field: '', value: { from: open + 1, to: close } });
    }
  }

  #compositeType(open: number): TokenRange | null {
    const tokens = this.#tokens;
    if (tokens.kind(open - 1) !== 'identifier') return null;
    const qualified = tokens.kind(open - 2) === '.' && tokens.kind(open - 3) === 'identifier';
    return { from: open - (qualified ? 3 : 1), to: open };
  }

  #valueEnd(at: number, end: number): number {
    const tokens = this.#tokens;
    for (; at < end && this.#steps-- > 0; at++) {
      const kind = tokens.kind(at);
      if (kind === ',') return at;
      if (kind === '(' || kind === '[' || kind === '{') at = tokens.closing(at);
    }
    return Math.min(at, end);
  }

  /** Index of the token behind the last one of the statement that `at` is in. */
  #statementEnd(at: number, end: number): number {
    const tokens = this.#tokens;
    let listType = false;
    for (; at < end && this.#steps-- > 0; at++) {
      switch (tokens.kind(at)) {
        case ';':
        case '}':
        case ')':
        case ']':
        case ':':
          return at;
        case 'func': {
          const signature = readSignature(tokens, at + 1);
          const isLiteral = signature.body !== null && !listType;
          at = isLiteral ? tokens.closing(signature.body ?? at) : Math.max(at, signature.end - 1);
          break;
        }
        case '{':
          if (this.#inHeader && !listType) return at;
          listType = false;
          at = tokens.closing(at);
          break;
        case '[':
          listType ||= tokens.kind(at - 1) !== 'identifier' && tokens.kind(at - 1) !== ')';
          at = tokens.closing(at);
          break;
        case 'map':
        case 'struct':
          listType = true;
          break;
        case '(':
          at = tokens.closing(at);
          break;
        default:
      }
    }
    return Math.min(at, end);
  }
}
