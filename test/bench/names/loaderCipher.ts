import { Buffer } from 'node:buffer';
import { numberForm, placed } from './loaderArrays.ts';
import { elements, type Hidden, indented, type LoaderCode, quoted } from './loaderCode.ts';

/** A small cipher written by hand: exclusive or, or a shift of letters. */
export function hideByCipher(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const shapes = [xorWithByte, xorWithKey, xorWithPlace, shift, shiftByMap, multiply, rotate, twice];
  return random.pick(shapes)(text, code);
}

function xorWithByte(text: string, code: LoaderCode): Hidden {
  const key = 1 + code.random.below(254);
  const bytes = [...text].map((letter) => letter.charCodeAt(0) ^ key);
  const written = code.random.chance(0.5) ? String(key) : `0x${key.toString(16)}`;
  return overBytes(bytes, code, (value) => `${value} ^ ${written}`);
}

function xorWithKey(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const key = Array.from({ length: 2 + random.below(9) }, () => 33 + random.below(90));
  const bytes = [...text].map((letter, index) => letter.charCodeAt(0) ^ (key[index % key.length] ?? 0));
  const name = names.fresh();
  const literal = random.chance(0.5)
    ? `[]byte(${quoted(String.fromCharCode(...key))})`
    : `[]byte{${key.join(', ')}}`;
  code.declare([`var ${name} = ${literal}`]);
  return overBytes(bytes, code, (value, index) => `${value} ^ ${name}[${index}%len(${name})]`);
}

function xorWithPlace(text: string, code: LoaderCode): Hidden {
  const start = code.random.below(100);
  const bytes = [...text].map((letter, index) => letter.charCodeAt(0) ^ ((index + start) & 0xff));
  return overBytes(bytes, code, (value, index) => `${value} ^ byte(${index}+${start})`);
}

function shift(text: string, code: LoaderCode): Hidden {
  const by = 1 + code.random.below(60);
  const up = code.random.chance(0.5);
  const bytes = [...text].map((letter) => (letter.charCodeAt(0) + (up ? by : 256 - by)) & 0xff);
  return overBytes(bytes, code, (value) => `${value} ${up ? '-' : '+'} ${by}`);
}

/** Every letter moved by one to three, read back through strings.Map. */
function shiftByMap(text: string, code: LoaderCode): Hidden {
  const by = 1 + code.random.below(3);
  const moved = [...text].map((letter) => String.fromCharCode(letter.charCodeAt(0) + by)).join('');
  const value = code.names.fresh();
  const mapping = `func(${value} rune) rune { return ${value} - ${by} }`;
  return { lines: [], expr: `${code.use('strings')}.Map(${mapping}, ${quoted(moved)})` };
}

function multiply(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const [factor, added] = [2 + random.below(7), random.below(40)];
  const numbers = [...text].map((letter) => String(letter.charCodeAt(0) * factor + added));
  const [list, value, made] = [names.fresh(), names.fresh(), names.fresh()];
  const lines = [
    ...placed(code, list, `[]int{${elements(random, numbers)}}`),
    `${made} := ""`,
    `for _, ${value} := range ${list} {`,
    `\t${made} += string(rune((${value} - ${added}) / ${factor}))`,
    '}',
  ];
  return { lines, expr: made };
}

/** Small letters turned by half of the alphabet or by another number of places; all else stays. */
function rotate(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const by = random.chance(0.5) ? 13 : 1 + random.below(24);
  const turned = [...text]
    .map((letter) =>
      /[a-z]/.test(letter) ? String.fromCharCode(((letter.charCodeAt(0) - 97 + by) % 26) + 97) : letter,
    )
    .join('');
  const [name, value, made, each] = [names.fresh(), names.fresh(), names.fresh(), names.fresh()];
  code.declare([
    `func ${name}(${value} string) string {`,
    `\t${made} := make([]rune, 0, len(${value}))`,
    `\tfor _, ${each} := range ${value} {`,
    `\t\tif ${each} >= 'a' && ${each} <= 'z' {`,
    `\t\t\t${each} = 'a' + (${each}-'a'+${26 - by})%26`,
    '\t\t}',
    `\t\t${made} = append(${made}, ${each})`,
    '\t}',
    `\treturn string(${made})`,
    '}',
  ]);
  return { lines: [], expr: `${name}(${quoted(turned)})` };
}

/** Hexadecimal digits or base64 of what a cipher made. */
function twice(text: string, code: LoaderCode): Hidden {
  const { random, names } = code;
  const key = 1 + random.below(254);
  const bytes = Buffer.from([...text].map((letter) => letter.charCodeAt(0) ^ key));
  const [made, value] = [names.fresh(), names.fresh()];
  const read = random.chance(0.5)
    ? `${code.use('encoding/hex')}.DecodeString(${quoted(bytes.toString('hex'))})`
    : `${code.use('encoding/base64')}.StdEncoding.DecodeString(${quoted(bytes.toString('base64'))})`;
  const lines = [
    `${made}, _ := ${read}`,
    `for ${value} := range ${made} {`,
    `\t${made}[${value}] ^= ${key}`,
    '}',
  ];
  return { lines, expr: `string(${made})` };
}

/** Bytes that are read back one by one: in a function that is given them, or where they are needed. */
function overBytes(
  bytes: readonly number[],
  code: LoaderCode,
  back: (value: string, index: string) => string,
): Hidden {
  const { random, names } = code;
  const form = numberForm(random, false);
  const literal = `[]byte{${elements(
    random,
    bytes.map((byte) => (random.chance(0.9) ? form(byte) : `${byte}`)),
  )}}`;
  const [from, to, value] = [names.fresh(), names.fresh(), names.fresh()];
  const steps = (source: string): string[] =>
    random.chance(0.5)
      ? [
          `${to} := make([]byte, len(${source}))`,
          `for i, ${value} := range ${source} {`,
          `\t${to}[i] = ${back(value, 'i')}`,
          '}',
        ]
      : [
          `var ${to} []byte`,
          `for i := 0; i < len(${source}); i++ {`,
          `\t${to} = append(${to}, ${back(`${source}[i]`, 'i')})`,
          '}',
        ];
  if (random.chance(0.5)) {
    const name = names.fresh();
    code.declare([
      `func ${name}(${from} []byte) string {`,
      ...indented([...steps(from), `return string(${to})`]),
      '}',
    ]);
    if (random.chance(0.5)) return { lines: [], expr: `${name}(${literal})` };
    const list = names.fresh();
    return { lines: placed(code, list, literal), expr: `${name}(${list})` };
  }
  return { lines: [...placed(code, from, literal), ...steps(from)], expr: `string(${to})` };
}
