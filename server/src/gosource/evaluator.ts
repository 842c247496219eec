import type { ImportNames } from './code.ts';
import { callKnown, isKnown, replaceAllPairs } from './knownFunction.ts';
import { integerValue, runeValue, stringValue } from './literal.ts';
import type { Tokens } from './tokens.ts';
import { asText, cut, type ListValue, MAX_VALUE_LENGTH, pick, sum, textValue, type Value } from './value.ts';

/** A value and the index of the token behind its expression. */
export interface Evaluated {
  readonly value: Value;
  readonly next: number;
}

/** How much work may still be done. Shared by everything that is evaluated for one package. */
export interface Budget {
  steps: number;
  /** How many expressions are being evaluated inside one another now. */
  depth: number;
}

/**
 * Finds the values of expressions that are known without running the program:
 * literals, sums, lists and their elements, and a few functions of the standard
 * library, see {@link callKnown}.
 *
 * Never throws and runs nothing. The source is attacker-controlled: nesting is
 * bounded by `MAX_DEPTH`, and the work by `budget`.
 */
export class Evaluator {
  readonly #tokens: Tokens;
  readonly #imports: ImportNames;
  readonly #lookup: (name: string) => Value | null;
  readonly #budget: Budget;
  readonly #member: (path: string, name: string) => Value | null;

  /** `lookup` gives the value of a bare name, `member` that of a name of another package, or of a field (`x.f`) where the path is empty. */
  constructor(
    tokens: Tokens,
    imports: ImportNames,
    lookup: (name: string) => Value | null,
    budget: Budget,
    member: (path: string, name: string) => Value | null = () => null,
  ) {
    this.#member = member;
    this.#tokens = tokens;
    this.#imports = imports;
    this.#lookup = lookup;
    this.#budget = budget;
  }

  /**
   * The longest sum that starts at token `at` and is known, or null.
   *
   * `"a" + "b" + f()` gives `"ab"`, and `next` stands at the second plus sign.
   */
  evaluate(at: number): Evaluated | null {
    if (this.#budget.depth >= MAX_DEPTH) {
      return null;
    }
    this.#budget.depth++;
    try {
      let result = this.#operand(at);
      while (result !== null && this.#tokens.kind(result.next) === '+') {
        const right = this.#operand(result.next + 1);
        const value = right === null ? null : sum(result.value, right.value);
        if (right === null || value === null) {
          return result;
        }
        result = { value, next: right.next };
      }
      return result;
    } finally {
      this.#budget.depth--;
    }
  }

  #operand(at: number): Evaluated | null {
    let result = this.#primary(at);
    while (result !== null && this.#tokens.kind(result.next) === '[') {
      const element = this.#element(result.value, result.next);
      if (element === null) {
        return null;
      }
      result = element;
    }
    return result;
  }

  #primary(at: number): Evaluated | null {
    if (this.#budget.steps-- <= 0) {
      return null;
    }
    const tokens = this.#tokens;
    switch (tokens.kind(at)) {
      case 'string':
        return evaluated(
          tokens.end(at) - tokens.start(at) > MAX_LITERAL ? null : textValue(stringValue(tokens.slice(at))),
          at + 1,
        );
      case 'rune':
        return evaluated(numberValue(runeValue(tokens.slice(at))), at + 1);
      case 'integer':
        return evaluated(numberValue(integerValue(tokens.slice(at))), at + 1);
      case '-': {
        const number = tokens.kind(at + 1) === 'integer' ? integerValue(tokens.slice(at + 1)) : null;
        return evaluated(numberValue(number === null ? null : -number), at + 2);
      }
      case '(': {
        const inner = this.evaluate(at + 1);
        return inner !== null && tokens.kind(inner.next) === ')' ? { ...inner, next: inner.next + 1 } : null;
      }
      case '[':
        return this.#list(at);
      case 'identifier':
        return this.#named(at);
      default:
        return null;
    }
  }

  /** `[]T{…}`, `[...]T{…}`, `[]byte(…)`. */
  #list(at: number): Evaluated | null {
    const tokens = this.#tokens;
    const type = tokens.closing(at) + 1;
    const element = tokens.kind(type) === 'identifier' ? ELEMENTS.get(tokens.slice(type)) : undefined;
    if (element === undefined) {
      return null;
    }
    if (tokens.kind(type + 1) === '(') {
      const inner = this.evaluate(type + 2);
      return inner !== null && tokens.kind(inner.next) === ')' ? { ...inner, next: inner.next + 1 } : null;
    }
    const items = tokens.kind(type + 1) === '{' ? this.#items(type + 1) : null;
    return items === null
      ? null
      : { value: { kind: 'list', element, items: items.values }, next: items.next };
  }

  /** The values between the bracket at `open` and the one that closes it, or null when one is not known. */
  #items(open: number): { values: readonly Value[]; next: number } | null {
    const tokens = this.#tokens;
    const close = tokens.closing(open);
    const values: Value[] = [];
    for (let at = open + 1; at < close; ) {
      const item = this.evaluate(at);
      const behind = item === null ? 'end' : tokens.kind(item.next);
      const complete = item !== null && (behind === ',' || item.next === close || behind === ';');
      if (!complete || values.length >= MAX_VALUE_LENGTH) {
        return null;
      }
      values.push(item.value);
      at = item.next + 1;
    }
    return { values, next: close + 1 };
  }

  #named(at: number): Evaluated | null {
    const tokens = this.#tokens;
    const name = tokens.slice(at);
    const path = this.#imports.paths.get(name);
    if (path !== undefined && tokens.kind(at + 1) === '.' && tokens.kind(at + 2) === 'identifier') {
      return this.#imported(path, at + 2);
    }
    if (name === 'string' && tokens.kind(at + 1) === '(') {
      const inner = this.evaluate(at + 2);
      return inner !== null && tokens.kind(inner.next) === ')'
        ? evaluated(asText(inner.value), inner.next + 1)
        : null;
    }
    const behind = tokens.kind(at + 1);
    if (behind === '.' && tokens.kind(at + 2) === 'identifier' && tokens.kind(at + 3) !== '(') {
      return evaluated(this.#member('', `${name}.${tokens.slice(at + 2)}`), at + 3);
    }
    return behind === '(' || behind === '.' || behind === '{' ? null : evaluated(this.#lookup(name), at + 1);
  }

  /** `strings.Join(…)`, `base64.StdEncoding.DecodeString(…)`, `strings.NewReplacer(…).Replace(…)`. */
  #imported(path: string, at: number): Evaluated | null {
    const tokens = this.#tokens;
    let name = tokens.slice(at);
    let open = at + 1;
    if (!GOES_ON.has(tokens.kind(open))) {
      return evaluated(this.#member(path, name), open);
    }
    if (tokens.kind(open) === '.' && tokens.kind(open + 1) === 'identifier') {
      name = `${name}.${tokens.slice(open + 1)}`;
      open += 2;
    }
    if (tokens.kind(open) !== '(') {
      return null;
    }
    if (path === 'strings' && name === 'NewReplacer') {
      return this.#replacer(open);
    }
    const key = `${path} ${name}`;
    const args = isKnown(key) ? this.#items(open) : null;
    if (args === null) {
      return null;
    }
    this.#charge(args.values, 1);
    const result = callKnown(key, args.values);
    if (result?.kind === 'list') {
      this.#budget.steps -= result.items.length;
    }
    return evaluated(result, args.next);
  }

  #replacer(open: number): Evaluated | null {
    const tokens = this.#tokens;
    const pairs = this.#items(open);
    const replaces =
      pairs !== null && tokens.kind(pairs.next) === '.' && tokens.slice(pairs.next + 1) === 'Replace';
    const args = replaces && tokens.kind(pairs.next + 2) === '(' ? this.#items(pairs.next + 2) : null;
    const [text] = args?.values ?? [];
    if (pairs === null || args === null || text === undefined) {
      return null;
    }
    this.#charge(args.values, pairs.values.length);
    return evaluated(replaceAllPairs(pairs.values, text), args.next);
  }

  /** Work on long texts counts as many steps: a short source may ask for it again and again. */
  #charge(values: readonly Value[], times: number): void {
    const length = values.reduce((total, value) => total + lengthOf(value), 0);
    this.#budget.steps -= Math.ceil((length * times) / LENGTH_OF_STEP);
  }

  /** `x[1]`, `x[1:]`, `x[:2]`, `x[1:2]`. */
  #element(value: Value, open: number): Evaluated | null {
    const tokens = this.#tokens;
    const close = tokens.closing(open);
    const startsCut = tokens.kind(open + 1) === ':';
    const low = startsCut ? { value: numberValue(0) as Value, next: open + 1 } : this.evaluate(open + 1);
    if (low === null || low.value.kind !== 'number') {
      return null;
    }
    if (low.next === close) {
      return evaluated(pick(value, low.value.number), close + 1);
    }
    if (tokens.kind(low.next) !== ':') {
      return null;
    }
    const high = low.next + 1 === close ? null : this.evaluate(low.next + 1);
    if (high !== null && (high.value.kind !== 'number' || high.next !== close)) {
      return null;
    }
    if (high === null && low.next + 1 !== close) {
      return null;
    }
    this.#charge([value], 1);
    const end = high?.value.kind === 'number' ? high.value.number : null;
    return evaluated(cut(value, low.value.number, end), close + 1);
  }
}

/** Parentheses, calls and lists inside one another beyond this are not followed. */
const MAX_DEPTH = 32;

/** Literals that are longer as written, in UTF-16 units, have no known value. */
const MAX_LITERAL = 4 * MAX_VALUE_LENGTH;

const ELEMENTS: ReadonlyMap<string, ListValue['element']> = new Map([
  ['string', 'text'],
  ['byte', 'byte'],
  ['uint8', 'byte'],
  ['rune', 'rune'],
  ['int32', 'rune'],
  ['int', 'number'],
]);

const GOES_ON: ReadonlySet<string> = new Set(['(', '.', '{']);

/** UTF-16 units, or list elements, that are worked on in one step. */
const LENGTH_OF_STEP = 32;

function lengthOf(value: Value): number {
  return value.kind === 'text' ? value.text.length : value.kind === 'list' ? value.items.length : 1;
}

function numberValue(number: number | null): Value | null {
  return number === null ? null : { kind: 'number', number };
}

function evaluated(value: Value | null, next: number): Evaluated | null {
  return value === null ? null : { value, next };
}
