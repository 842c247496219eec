import { readSignature, type TokenRange, type Tokens } from '../gosource/index.ts';
import { targetOf } from './assignmentTarget.ts';
import type { Facts, Flow } from './facts.ts';
import { FactsStore } from './factsStore.ts';
import { LookAhead, splitList } from './lookAhead.ts';

/** Operands with more steps (`a.b().c`) are followed no further back. */
const MAX_STEPS = 64;

/** Tokens in front of an assignment that are looked at. */
const MAX_TARGETS = 2048;

const ASSIGNS: ReadonlySet<string> = new Set('= := += -= *= /= %= &= |= ^= <<= >>= &^='.split(' '));

// Functions of the universe block that leave their arguments as they are.
const READING: ReadonlySet<string> = new Set(
  'append byte cap float64 int int32 int64 len make new panic print println rune string uint uint32 uint64 uint8'.split(
    ' ',
  ),
);

/** Reads the facts of one function or initialiser in one walk over its tokens. */
export class FactsReader {
  readonly #tokens: Tokens;
  readonly #ahead: LookAhead;
  readonly #facts = new FactsStore();
  readonly #brackets: number[] = [];
  readonly #openings = new Map<number, number>();
  readonly #open: { readonly literal: number; readonly close: number }[] = [];
  readonly #literalOfBody = new Map<number, number>();
  #statement = 0;
  #inHeader = false;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
    this.#ahead = new LookAhead(tokens);
  }

  read(body: TokenRange, results: TokenRange): Facts {
    this.#statement = body.from;
    for (let at = body.from; at < body.to; at++) {
      at = this.#token(at, body.to);
    }
    return { ...this.#facts.all, results, body, complete: this.#facts.complete && this.#ahead.complete };
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
      const isVariadic = tokens.kind(part.from + 1) === '...';
      this.#facts.parameter(name, { literal, index: isReceiver ? -1 : index, isVariadic });
      if (type !== null) {
        this.#facts.type(name, type);
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
        this.#facts.returned(this.#literalNow(), {
          from: at + 1,
          to: this.#ahead.statementEnd(at + 1, end, this.#inHeader),
        });
        return at;
      case 'range':
        this.#facts.ranged({
          value: { from: at + 1, to: this.#ahead.statementEnd(at + 1, end, this.#inHeader) },
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
    this.#facts.literal(at, { parameters, results: { from: close + 1, to: signature.body }, body });
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
    if (start < 0) {
      return;
    }
    this.#facts.call({ start, open, close, literal: this.#literalNow() });
    this.#mutations(start, open, close);
  }

  /** What a call may change: the value whose method it is, and what it is given by address or by name. */
  #mutations(start: number, open: number, close: number): void {
    const tokens = this.#tokens;
    const statement = { from: start, to: close + 1 };
    const value = { from: open + 1, to: close };
    const change = { appends: true, whole: false, result: null, defines: false };
    if (tokens.kind(start) === 'identifier' && tokens.kind(start + 1) === '.') {
      this.#facts.flow(tokens.slice(start), { ...change, value, statement, way: 'method' });
      if (start + 5 === open && tokens.kind(start + 3) === '.') {
        const owner = { from: start, to: start + 1 };
        this.#facts.field({ owner, field: tokens.slice(start + 2), value, isMutation: true });
      }
    }
    if (start + 1 === open && READING.has(tokens.slice(start))) {
      return;
    }
    for (const part of splitList(tokens, value, 8)) {
      const isAddress = tokens.kind(part.from) === '&';
      const name = isAddress ? part.from + 1 : part.from;
      const behind = tokens.kind(name + 1);
      if (tokens.kind(name) === 'identifier' && (name + 1 === part.to || behind === '[')) {
        this.#facts.flow(tokens.slice(name), { ...change, value: statement, statement, way: 'argument' });
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
    if (from >= at || at - from > MAX_TARGETS) return;
    const to =
      operator === '++' || operator === '--' ? at : this.#ahead.statementEnd(at + 1, end, this.#inHeader);
    const statement = { from, to: Math.max(to, at + 1) };
    const right = { from: Math.min(at + 1, to), to };
    const isRange = tokens.kind(at + 1) === 'range';
    const targets = splitList(tokens, { from: this.#behindKeyword(from), to: at });
    const values = isRange ? [right] : splitList(tokens, right);
    const appends = operator !== '=' && operator !== ':=';
    const defines = operator === ':=';
    for (const [index, target] of targets.entries()) {
      const value = values.length === targets.length ? (values[index] as TokenRange) : right;
      const result = values.length === targets.length || isRange ? null : index;
      this.#target(target, { value, statement, appends, whole: true, result, way: 'assignment', defines });
    }
  }

  #behindKeyword(at: number): number {
    const kind = this.#tokens.kind(at);
    return kind === 'var' || kind === 'const' ? at + 1 : at;
  }

  #target(range: TokenRange, flow: Flow): void {
    const target = targetOf(this.#tokens, range, this.#openings);
    if (target === null) return;
    const { name, isWhole, isElement, owner, field } = target;
    this.#facts.flow(name, { ...flow, whole: isWhole || isElement, appends: flow.appends || !isWhole });
    if (field !== null) this.#facts.field({ owner, field, value: flow.value, isMutation: false });
  }

  #send(at: number, end: number): void {
    if (at > this.#statement && this.#tokens.kind(this.#statement) === 'identifier') {
      const statement = { from: this.#statement, to: this.#ahead.statementEnd(at + 1, end, this.#inHeader) };
      const value = { from: at + 1, to: statement.to };
      this.#facts.flow(this.#tokens.slice(this.#statement), {
        value,
        statement,
        appends: true,
        whole: true,
        result: null,
        way: 'assignment',
        defines: false,
      });
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
      spec = this.#ahead.statementEnd(spec, close, this.#inHeader) + 1;
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
      for (const name of names) this.#facts.type(name, { from, to: at });
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
    const value = { from: at + 1, to: this.#ahead.valueEnd(at + 1, Math.min(end, tokens.closing(opening))) };
    this.#facts.field({
      owner: this.#compositeType(opening),
      field: tokens.slice(at - 1),
      value,
      isMutation: false,
    });
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
      this.#facts.field({ owner, field: '', value: { from: open + 1, to: close }, isMutation: false });
    }
  }

  #compositeType(open: number): TokenRange | null {
    const tokens = this.#tokens;
    if (tokens.kind(open - 1) !== 'identifier') return null;
    const qualified = tokens.kind(open - 2) === '.' && tokens.kind(open - 3) === 'identifier';
    return { from: open - (qualified ? 3 : 1), to: open };
  }
}
