import type { Random } from '../audit/random.ts';
import { elements, type Hidden, type LoaderCode, quoted, shuffled } from './loaderCode.ts';

/** Letters picked by index from a table, or put in a row. */
export function hideInLetters(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const shape = random.below(6);
  if (shape === 0) return joinLetters(text, code);
  const table = tableOf(text, random);
  const order = [...text].map((letter) => random.pick(placesOf(table, letter)));
  const name = code.names.fresh();
  const inString = shape === 1 || shape === 2;
  const literal = inString
    ? shape === 1
      ? quoted(table.join(''))
      : `[]rune(${quoted(table.join(''))})`
    : `${random.pick(['[]string', '[...]string', `[${table.length}]string`])}{${elements(random, table.map(quoted))}}`;
  const lines = placed(code, name, literal);
  const pick = (index: string): string => (inString ? `string(${name}[${index}])` : `${name}[${index}]`);
  if (shape === 5 || random.chance(0.3)) return loopOverOrder(order, pick, lines, code);
  const picked = order.map((index) => pick(String(index)));
  if (random.chance(0.75)) return { lines, expr: wrapped(picked, random) };
  const made = code.names.fresh();
  const half = 1 + random.below(picked.length - 1);
  return {
    lines: [
      ...lines,
      `${made} := ${wrapped(picked.slice(0, half), random)}`,
      `${made} += ${wrapped(picked.slice(half), random)}`,
    ],
    expr: made,
  };
}

/** Code points in an array, or one by one. */
export function hideInRunes(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const form = numberForm(random, true);
  const numbers = [...text].map((letter) => form(letter.charCodeAt(0)));
  const shape = random.below(6);
  if (shape === 0) return { lines: [], expr: `string([]rune{${elements(random, numbers)}})` };
  if (shape === 1) {
    const each = numbers.map((number) => `string(rune(${number}))`);
    return { lines: [], expr: wrapped(each, random) };
  }
  if (shape === 2) {
    const verbs = quoted('%c'.repeat(numbers.length));
    return { lines: [], expr: `${code.use('fmt')}.Sprintf(${verbs}, ${elements(random, numbers)})` };
  }
  const name = code.names.fresh();
  const type = shape === 3 ? '[]rune' : random.pick(['[]int', '[]int32', '[]rune', '[]uint16', '[]uint']);
  const lines = placed(code, name, `${type}{${elements(random, numbers)}}`);
  if (shape === 3) return { lines, expr: `string(${name})` };
  return loop(code, lines, name, (value) => `string(rune(${value}))`);
}

/** Bytes in an array, whole or in parts. */
export function hideInBytes(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const form = numberForm(random, false);
  const numbers = [...text].map((letter) => form(letter.charCodeAt(0)));
  const shape = random.below(6);
  if (shape === 0) return { lines: [], expr: `string([]byte{${elements(random, numbers)}})` };
  if (shape === 1) {
    const half = 1 + random.below(numbers.length - 1);
    const part = (some: readonly string[]): string => `string([]byte{${elements(random, some)}})`;
    return { lines: [], expr: `${part(numbers.slice(0, half))} + ${part(numbers.slice(half))}` };
  }
  const name = code.names.fresh();
  if (shape === 2) {
    const type = random.pick([`[${numbers.length}]byte`, '[...]byte', `[${numbers.length}]uint8`]);
    const lines = placed(code, name, `${type}{${elements(random, numbers)}}`);
    return { lines, expr: `string(${name}[:])` };
  }
  const lines = placed(code, name, `[]${random.pick(['byte', 'uint8'])}{${elements(random, numbers)}}`);
  if (shape === 3) return { lines, expr: `string(${name})` };
  if (shape === 4) return { lines, expr: `${code.use('bytes')}.NewBuffer(${name}).String()` };
  return loop(code, lines, name, (value) => `string(rune(${value}))`);
}

function joinLetters(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const list = `[]string{${elements(random, [...text].map(quoted))}}`;
  if (random.chance(0.5)) return { lines: [], expr: `${code.use('strings')}.Join(${list}, "")` };
  const name = code.names.fresh();
  return loop(code, placed(code, name, list), name, (value) => value);
}

/** The letters of the text, each once and more, with some that it does not need, in any order. */
function tableOf(text: string, random: Random): string[] {
  const wanted = [...new Set(text)];
  const more = [...'abcdefghijklmnopqrstuvwxyz0123456789/.:-_'].filter(() => random.chance(0.3));
  return shuffled(random, random.chance(0.5) ? [...wanted, ...more] : [...new Set([...wanted, ...more])]);
}

function placesOf(table: readonly string[], letter: string): number[] {
  return table.flatMap((each, index) => (each === letter ? [index] : []));
}

function loopOverOrder(
  order: readonly number[],
  pick: (index: string) => string,
  lines: readonly string[],
  code: LoaderCode,
): Hidden {
  const name = code.names.fresh();
  const literal = `[]int{${elements(code.random, order.map(String))}}`;
  const all = [...lines, ...placed(code, name, literal)];
  return loop(code, all, name, (value) => pick(value));
}

/** A loop that puts the values together: by adding strings, or in a builder; inside a function of its own, or not. */
function loop(
  code: LoaderCode,
  lines: readonly string[],
  over: string,
  element: (value: string) => string,
): Hidden {
  const { random, names } = code;
  const [made, value] = [names.fresh(), names.fresh()];
  const builds = random.chance(0.4);
  const head = builds ? `var ${made} ${code.use('strings')}.Builder` : `${made} := ""`;
  const add = builds ? `${made}.WriteString(${element(value)})` : `${made} += ${element(value)}`;
  const body = random.chance(0.7)
    ? [head, `for _, ${value} := range ${over} {`, `\t${add}`, '}']
    : [head, `for i := 0; i < len(${over}); i++ {`, `\t${value} := ${over}[i]`, `\t${add}`, '}'];
  return { lines: [...lines, ...body], expr: builds ? `${made}.String()` : made };
}

/** Declares a value in the function, or for the whole package; what is left to do in the function. */
export function placed(code: LoaderCode, name: string, literal: string): string[] {
  if (code.random.chance(0.6)) return [`${name} := ${literal}`];
  code.declare([`var ${name} = ${literal}`]);
  return [];
}

/** Terms of a sum, broken where it pleases. */
export function wrapped(terms: readonly string[], random: Random): string {
  if (random.chance(0.6)) return terms.join(' + ');
  const perLine = 4 + random.below(8);
  return terms
    .map((term, index) => (index === 0 ? term : index % perLine === 0 ? ` +\n\t\t${term}` : ` + ${term}`))
    .join('');
}

/** How numbers are written: always the same way, or now this way and now that. */
export function numberForm(random: Random, asRunes: boolean): (value: number) => string {
  const forms: readonly ((value: number) => string)[] = [
    String,
    (value) => `0x${value.toString(16).padStart(2, '0')}`,
    (value) => `0${value.toString(8)}`,
    (value) =>
      value > 32 && value < 127 && value !== 39 && value !== 92
        ? `'${String.fromCharCode(value)}'`
        : `${value}`,
    (value) => (value > 9 ? `${value - 7} + 7` : `${value}`),
    (value) =>
      asRunes ? `'\\u${value.toString(16).padStart(4, '0')}'` : `'\\x${value.toString(16).padStart(2, '0')}'`,
  ];
  if (random.chance(0.2)) return (value) => random.pick(forms)(value);
  // Most authors print an array of plain numbers.
  const form = random.chance(0.5) ? forms[random.below(2)] : random.pick(forms);
  return form ?? String;
}
