import type { Evaluator } from './evaluator.ts';
import type { GoFile } from './file.ts';
import { stringValue } from './literal.ts';
import type { PackageValues } from './packageValues.ts';
import { isEscapedBytes, notesOf, type SourceStringKind } from './sourceStrings.ts';
import { asText, type ListValue, sum, type TextValue, type Value } from './value.ts';

/** A string of note in a file. The text is attacker-controlled. */
export interface SourceString {
  readonly kind: SourceStringKind;
  readonly text: string;
  readonly assembled: boolean;
  /** UTF-16 offset. */
  readonly start: number;
}

/**
 * Lists the strings of note of a file: those that its literals are, and those
 * that are put together from what is known, see {@link Evaluator}.
 *
 * Local variables are followed in the order in which they are written, without
 * regard to branches and loops. Each text is listed once.
 */
export function stringsOfFile(file: GoFile, values: PackageValues): readonly SourceString[] {
  const found = new Map<string, SourceString>();
  const add = (string: SourceString): void => {
    const known = found.get(string.text);
    if (known === undefined || (string.assembled && !known.assembled)) {
      found.set(string.text, string);
    }
  };
  const assembled = [...assembledStrings(file, values)];
  const hidden = assembled.filter((each) => each.assembled && each.end > each.start);
  let next = 0;
  for (let at = file.bodyStart; at < file.tokens.length; at++) {
    if (file.tokens.kind(at) !== 'string') {
      continue;
    }
    const start = file.tokens.start(at);
    while ((hidden[next]?.end ?? Number.POSITIVE_INFINITY) <= start) {
      next++;
    }
    // The pieces of a hidden string are no strings of note by themselves.
    if (start < (hidden[next]?.start ?? Number.POSITIVE_INFINITY)) {
      for (const string of literalStrings(file.tokens.slice(at), start)) {
        add(string);
      }
    }
  }
  for (const string of assembled) {
    add(string);
  }
  return [...found.values()];
}

function literalStrings(literal: string, start: number): readonly SourceString[] {
  if (isEscapedBytes(literal)) {
    return [{ kind: 'encoded', text: literal, assembled: false, start }];
  }
  return notesOf(stringValue(literal)).map(({ kind, text }) => ({ kind, text, assembled: false, start }));
}

/** A string with the UTF-16 offset behind its expression; the same as `start` when it has no single one. */
type PlacedString = SourceString & { readonly end: number };

function* assembledStrings(file: GoFile, values: PackageValues): Generator<PlacedString> {
  const { tokens } = file;
  const bodies = file.functions.flatMap(({ body }) => (body === null ? [] : [body]));
  let nextBody = 0;
  let scope = new Scope(file, values, -1);

  for (let at = file.bodyStart; at < tokens.length; ) {
    const body = bodies[nextBody];
    if (body !== undefined && at >= body.from) {
      yield* scope.grown();
      scope = new Scope(file, values, body.to);
      nextBody++;
    }
    const target = at < scope.end ? assignment(file, at) : null;
    const start = target?.value ?? at;
    if (target === null && !mayStartExpression(file, at)) {
      at++;
      continue;
    }
    const result = scope.evaluator.evaluate(start);
    const whole = result !== null && endsExpression(file, result.next) ? result.value : null;
    if (target !== null) {
      scope.set(target, whole, tokens.start(at));
    }
    if (result === null) {
      at = target === null ? at + 1 : start;
      continue;
    }
    const string = assembledString(result.value, tokens.start(start), tokens.kind(start) === '[', () =>
      tokens.text.slice(tokens.start(start), tokens.end(result.next - 1)),
    );
    if (string !== null) {
      yield { ...string, end: tokens.end(result.next - 1) };
    }
    at = result.next;
  }
  yield* scope.grown();
}

/** The local variables of one function, as far as their values are known. */
class Scope {
  /** Index of the token that ends the function; -1 outside functions. */
  readonly end: number;
  readonly evaluator: Evaluator;
  readonly #locals = new Map<string, Value | null>();
  readonly #grown = new Map<string, number>();

  constructor(file: GoFile, values: PackageValues, end: number) {
    this.end = end;
    this.evaluator = values.evaluator(file, this.#locals);
  }

  set({ name, appends }: Assignment, value: Value | null, start: number): void {
    const before = this.#locals.get(name) ?? null;
    if (!appends) {
      this.#locals.set(name, value);
      return;
    }
    this.#locals.set(name, before === null || value === null ? null : sum(before, value));
    this.#grown.set(name, this.#grown.get(name) ?? start);
  }

  /** What became of the variables that were appended to: only the last value, not each step to it. */
  *grown(): Generator<PlacedString> {
    for (const [name, start] of this.#grown) {
      const value = this.#locals.get(name) ?? null;
      const string = value?.kind === 'text' ? assembledString(value, start, false, () => '') : null;
      if (string !== null) {
        yield { ...string, end: start };
      }
    }
  }
}

interface Assignment {
  readonly name: string;
  /** Index of the first token of the value. */
  readonly value: number;
  readonly appends: boolean;
}

/** `x := …`, `x, err := …`, `x = …`, `x += …`, `var x T = …` at token `at`. */
function assignment({ tokens }: GoFile, at: number): Assignment | null {
  if (tokens.kind(at) !== 'identifier' || tokens.kind(at - 1) === '.' || tokens.kind(at - 1) === ',') {
    return null;
  }
  let behind = at + 1;
  if (tokens.kind(behind) === ',' && tokens.kind(behind + 1) === 'identifier') {
    behind += 2;
  } else if (tokens.kind(behind) === 'identifier') {
    behind++;
  }
  const operator = tokens.kind(behind);
  return operator === ':=' || operator === '=' || operator === '+='
    ? { name: tokens.slice(at), value: behind + 1, appends: operator === '+=' }
    : null;
}

/** Whether an expression may start at `at`, judged by the token in front. */
function mayStartExpression({ tokens }: GoFile, at: number): boolean {
  const kind = tokens.kind(at);
  if (kind === 'string') {
    return true;
  }
  if (kind !== 'identifier' && kind !== '[' && kind !== '(') {
    return false;
  }
  switch (tokens.kind(at - 1)) {
    case '.':
    case 'identifier':
    case ')':
    case ']':
    case 'string':
    case 'func':
    case 'type':
    case 'var':
    case 'const':
    case 'package':
      return false;
    default:
      return true;
  }
}

function endsExpression({ tokens }: GoFile, at: number): boolean {
  const kind = tokens.kind(at);
  return kind === ';' || kind === ')' || kind === '{' || kind === '}' || kind === 'end';
}

/**
 * The string that a known value is, when it is one that the source does not show as it is. A list counts only
 * where it is written, not wherever it is named.
 */
function assembledString(
  value: Value,
  start: number,
  isWritten: boolean,
  source: () => string,
): SourceString | null {
  if (value.kind === 'list') {
    return isWritten ? listString(value, start, source) : null;
  }
  const text = value.kind === 'text' ? value : null;
  if (text === null || (text.pieces === 1 && !text.built)) {
    return null;
  }
  const [note] = notesOf(text.text);
  const hidden = text.built || isScattered(text) || (note !== undefined && splitsHost(text, note.text));
  if (hidden && text.text.length >= MIN_ASSEMBLED_LENGTH && isReadable(text.text)) {
    return { kind: note?.kind ?? 'assembled', text: text.text, assembled: true, start };
  }
  // What is joined from readable pieces is as good as written out.
  return note === undefined ? null : { ...note, assembled: false, start };
}

const MIN_ASSEMBLED_LENGTH = 6;
const MIN_SCATTERED_PIECES = 4;
const MAX_SCATTERED_LENGTH = 3;
const MIN_LIST_LENGTH = 16;
const MIN_BYTES_LENGTH = 64;

/** Whether a text is joined from so short pieces that nobody writes it this way to be read. */
function isScattered({ pieces, longest }: TextValue): boolean {
  return pieces >= MIN_SCATTERED_PIECES && longest <= MAX_SCATTERED_LENGTH;
}

/** Whether two pieces meet inside a word of the scheme or host: `"ht" + "tp://…"`, but not `"http://" + "…"`. */
function splitsHost({ text, splits }: TextValue, note: string): boolean {
  const from = text.indexOf(note);
  const scheme = note.indexOf('://');
  const slash = note.indexOf('/', scheme < 0 ? 0 : scheme + 3);
  const to = from + (slash < 0 ? note.length : slash);
  return splits.some((split) => split > from && split < to);
}

/** A long list of bytes that is an address, or nothing that can be read. */
function listString(list: ListValue, start: number, source: () => string): SourceString | null {
  const text = asText(list);
  if (text === null || list.items.length < MIN_LIST_LENGTH) {
    return null;
  }
  if (isReadable(text.text)) {
    const kind = notesOf(text.text)[0]?.kind ?? null;
    return kind === null ? null : { kind, text: text.text, assembled: true, start };
  }
  const areBytes = list.element === 'byte' && list.items.length >= MIN_BYTES_LENGTH;
  return areBytes ? { kind: 'encoded', text: source(), assembled: false, start } : null;
}

function isReadable(text: string): boolean {
  return /^[^\p{Cc}\p{Co}\p{Cn}\ufffd]*$/u.test(text.replace(/[\t\r\n]/g, ''));
}
