import { Buffer } from 'node:buffer';
import { placed } from './loaderArrays.ts';
import { type Hidden, indented, type LoaderCode, pieces, quoted, shuffled } from './loaderCode.ts';

const ALPHABET = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];

/** Hexadecimal digits, decoded by the standard library, by hand, or by the compiler. */
export function hideInHex(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const plain = Buffer.from(text).toString('hex');
  const digits = random.chance(0.3) ? plain.toUpperCase() : plain;
  const shape = random.below(7);
  if (shape === 0) return { lines: [], expr: escapes(text) };
  if (shape === 1) {
    const name = code.names.fresh();
    const lines = [
      `var ${name} []byte`,
      `${code.use('fmt')}.Sscanf(${literal(code, digits)}, "%x", &${name})`,
    ];
    return { lines, expr: `string(${name})` };
  }
  if (shape === 2) return decodeHexByHand(digits, code);
  if (shape === 3) {
    const mark = random.pick(['-', ':', '_', ' ']);
    const spaced = (digits.match(/../g) ?? []).join(mark);
    const cleaned = `${code.use('strings')}.Replace(${quoted(spaced)}, ${quoted(mark)}, "", -1)`;
    return decoded(code, `${code.use('encoding/hex')}.DecodeString(${cleaned})`);
  }
  if (shape === 4) {
    const [name, source] = [code.names.fresh(), code.names.fresh()];
    const hex = code.use('encoding/hex');
    const lines = [
      `${source} := []byte(${literal(code, digits)})`,
      `${name} := make([]byte, ${hex}.DecodedLen(len(${source})))`,
      `${hex}.Decode(${name}, ${source})`,
    ];
    return { lines, expr: `string(${name})` };
  }
  return decoded(code, `${code.use('encoding/hex')}.DecodeString(${literal(code, digits)})`);
}

/** Base64 in one of its alphabets, or in one of the author's own. */
export function hideInBase64(text: string, code: LoaderCode): Hidden {
  const { random } = code;
  const base64 = code.use('encoding/base64');
  const bytes = Buffer.from(text);
  const standard = bytes.toString('base64');
  const shape = random.below(6);
  if (shape === 0) {
    const own = shuffled(random, ALPHABET);
    const written = [...standard].map((letter) => own[ALPHABET.indexOf(letter)] ?? letter).join('');
    const name = code.names.fresh();
    code.declare([`var ${name} = ${base64}.NewEncoding(${quoted(own.join(''))})`]);
    return decoded(code, `${name}.DecodeString(${literal(code, written)})`);
  }
  if (shape === 1) {
    const reversed = [...standard].reverse().join('');
    return decoded(code, `${base64}.StdEncoding.DecodeString(${reverser(code)}(${literal(code, reversed)}))`);
  }
  if (shape === 2) {
    const name = code.names.fresh();
    const reader = `${code.use('strings')}.NewReader(${literal(code, standard)})`;
    const lines = [
      `${name}, _ := ${code.use('io/ioutil')}.ReadAll(${base64}.NewDecoder(${base64}.StdEncoding, ${reader}))`,
    ];
    return { lines, expr: `string(${name})` };
  }
  const kinds: Record<string, string> = {
    StdEncoding: standard,
    RawStdEncoding: standard.replace(/=+$/, ''),
    URLEncoding: standard.replaceAll('+', '-').replaceAll('/', '_'),
    RawURLEncoding: bytes.toString('base64url'),
  };
  const kind = random.chance(0.5) ? 'StdEncoding' : random.pick(Object.keys(kinds));
  return decoded(code, `${base64}.${kind}.DecodeString(${literal(code, kinds[kind] ?? standard)})`);
}

/** A call that gives bytes and an error: in a function of its own, or where it is needed. */
function decoded(code: LoaderCode, call: string): Hidden {
  const { random, names } = code;
  const made = names.fresh();
  if (random.chance(0.35)) {
    const name = names.fresh();
    const checks = random.chance(0.5);
    const body = checks
      ? [`${made}, err := ${call}`, 'if err != nil {', '\treturn ""', '}', `return string(${made})`]
      : [`${made}, _ := ${call}`, `return string(${made})`];
    code.declare([`func ${name}() string {`, ...indented(body), '}']);
    return { lines: [], expr: `${name}()` };
  }
  return { lines: [`${made}, _ := ${call}`], expr: `string(${made})` };
}

/** A literal as it is, in pieces, or as a constant of the package. */
function literal(code: LoaderCode, text: string): string {
  const { random, names } = code;
  if (random.chance(0.55)) return quoted(text);
  if (random.chance(0.5)) return pieces(random, text, 6, 30).map(quoted).join(' + ');
  const name = names.fresh();
  code.declare([`${random.pick(['const', 'var'])} ${name} = ${quoted(text)}`]);
  return name;
}

/** Declares a function that turns a text around, and gives its name. */
export function reverser(code: LoaderCode): string {
  const name = code.names.fresh();
  const value = code.names.fresh();
  const body = code.random.chance(0.5)
    ? [
        `r := []rune(${value})`,
        'for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {',
        '\tr[i], r[j] = r[j], r[i]',
        '}',
        'return string(r)',
      ]
    : [
        'out := ""',
        `for i := len(${value}) - 1; i >= 0; i-- {`,
        `\tout += string(${value}[i])`,
        '}',
        'return out',
      ];
  code.declare([`func ${name}(${value} string) string {`, ...indented(body), '}']);
  return name;
}

function decodeHexByHand(digits: string, code: LoaderCode): Hidden {
  const { names } = code;
  const [made, source, value] = [names.fresh(), names.fresh(), names.fresh()];
  const strconv = code.use('strconv');
  const lines = [
    ...placed(code, source, quoted(digits)),
    `${made} := ""`,
    `for i := 0; i < len(${source}); i += 2 {`,
    `\t${value}, _ := ${strconv}.ParseUint(${source}[i:i+2], 16, 8)`,
    `\t${made} += string(rune(${value}))`,
    '}',
  ];
  return { lines, expr: made };
}

function escapes(text: string): string {
  const each = [...text].map((letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `"${each.join('')}"`;
}
