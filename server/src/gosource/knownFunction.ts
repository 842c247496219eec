import {
  bytesAsText,
  type ListValue,
  MAX_VALUE_LENGTH,
  sum,
  type TextValue,
  textValue,
  type Value,
} from './value.ts';

/**
 * The result of a function of the standard library on known values, or null
 * when the function is not followed or the values do not fit.
 *
 * `name` is import path, a blank, and the names behind it: `strings Replace`,
 * `encoding/base64 StdEncoding.DecodeString`. Only functions that put texts
 * together, take them apart or decode them are here. Values are
 * attacker-controlled: no result is longer than {@link MAX_VALUE_LENGTH}.
 */
export function callKnown(name: string, args: readonly Value[]): Value | null {
  return KNOWN.get(name)?.(args) ?? null;
}

/** Tells whether {@link callKnown} follows the function. */
export function isKnown(name: string): boolean {
  return KNOWN.has(name);
}

/** `strings.NewReplacer(pairs…).Replace(text)`, or null. */
export function replaceAllPairs(pairs: readonly Value[], text: Value): Value | null {
  const texts = pairs.filter((value) => value.kind === 'text').map((value) => value.text);
  if (texts.length < pairs.length || texts.length > MAX_PAIRS || text.kind !== 'text') {
    return null;
  }
  let rest = text.text;
  let result = '';
  while (rest !== '') {
    const pair = texts.findIndex((old, index) => index % 2 === 0 && old !== '' && rest.startsWith(old));
    result += pair < 0 ? rest.charAt(0) : (texts[pair + 1] ?? '');
    rest = rest.slice(pair < 0 ? 1 : (texts[pair] as string).length);
    if (result.length > MAX_VALUE_LENGTH) {
      return null;
    }
  }
  return textValue(result, true);
}

const MAX_PAIRS = 256;

type Known = (args: readonly Value[]) => Value | null;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const KNOWN: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['strings Replace', (args) => replace(args, 4)],
  ['strings ReplaceAll', (args) => replace(args, 3)],
  ['strings Join', join],
  ['strings Split', split],
  ['strings Repeat', repeat],
  ['strings Fields', ([text]) => list(text?.kind === 'text' ? text.text.trim().split(/\s+/) : null)],
  ['strings ToLower', ([text]) => changed(text, (value) => value.toLowerCase())],
  ['strings ToUpper', ([text]) => changed(text, (value) => value.toUpperCase())],
  ['strings TrimSpace', ([text]) => changed(text, (value) => value.trim())],
  [
    'strings TrimPrefix',
    ([text, fix]) => trimmed(text, fix, (a, b) => (a.startsWith(b) ? a.slice(b.length) : a)),
  ],
  [
    'strings TrimSuffix',
    ([text, fix]) => trimmed(text, fix, (a, b) => (b !== '' && a.endsWith(b) ? a.slice(0, -b.length) : a)),
  ],
  ['fmt Sprint', sprint],
  ['fmt Sprintf', sprintf],
  ['encoding/hex DecodeString', ([text]) => decoded(text, decodeHex)],
  ...['StdEncoding', 'URLEncoding', 'RawStdEncoding', 'RawURLEncoding'].map((encoding): [string, Known] => [
    `encoding/base64 ${encoding}.DecodeString`,
    ([text]) => decoded(text, decodeBase64),
  ]),
]);

function replace(args: readonly Value[], count: 3 | 4): Value | null {
  const [text, old, next, limit] = args;
  if (text?.kind !== 'text' || old?.kind !== 'text' || next?.kind !== 'text' || args.length !== count) {
    return null;
  }
  const times = limit === undefined ? -1 : limit.kind === 'number' ? limit.number : 0;
  const parts = old.text === '' ? [text.text] : text.text.split(old.text);
  const replaced = times < 0 ? parts.length - 1 : Math.min(times, parts.length - 1);
  if (text.text.length + replaced * next.text.length > MAX_VALUE_LENGTH) {
    return null;
  }
  const head = parts.slice(0, replaced + 1).join(next.text);
  return textValue([head, ...parts.slice(replaced + 1)].join(old.text), true);
}

function join([items, separator]: readonly Value[]): Value | null {
  if (items?.kind !== 'list' || separator?.kind !== 'text') {
    return null;
  }
  return joined(
    items.items.flatMap((item, index) => (index === 0 || separator.text === '' ? [item] : [separator, item])),
  );
}

function joined(items: readonly Value[]): Value | null {
  let result: Value | null = items[0] ?? textValue('');
  for (const item of items.slice(1)) {
    result = result === null ? null : item.kind === 'text' ? sum(result, item) : null;
  }
  return result?.kind === 'text' ? result : null;
}

function split([text, separator]: readonly Value[]): Value | null {
  return list(
    text?.kind === 'text' && separator?.kind === 'text' && separator.text !== ''
      ? text.text.split(separator.text)
      : null,
  );
}

function list(texts: readonly string[] | null): ListValue | null {
  const items = texts?.map((text) => textValue(text)).filter((item) => item !== null);
  return items === undefined ? null : { kind: 'list', element: 'text', items };
}

function repeat([text, times]: readonly Value[]): Value | null {
  if (text?.kind !== 'text' || times?.kind !== 'number' || times.number < 0) {
    return null;
  }
  return text.text.length * times.number > MAX_VALUE_LENGTH || times.number > MAX_VALUE_LENGTH
    ? null
    : textValue(text.text.repeat(times.number), text.built);
}

function changed(value: Value | undefined, change: (text: string) => string): TextValue | null {
  return value?.kind === 'text' ? { ...value, text: change(value.text) } : null;
}

function trimmed(
  value: Value | undefined,
  fix: Value | undefined,
  change: (text: string, fix: string) => string,
): TextValue | null {
  return fix?.kind === 'text' ? changed(value, (text) => change(text, fix.text)) : null;
}

function sprint(args: readonly Value[]): Value | null {
  // Print puts blanks between operands when neither is a string: only strings are followed.
  return args.length === 0 ? null : joined(args);
}

function sprintf([format, ...args]: readonly Value[]): Value | null {
  if (format?.kind !== 'text') {
    return null;
  }
  let next = 0;
  let result: Value | null = textValue('');
  for (const part of format.text.split(/(%[^a-zA-Z%]{0,8}[a-zA-Z%])/)) {
    const value = part.startsWith('%') ? formatted(part, () => args[next++]) : textValue(part);
    result = result === null || value === null ? null : part === '' ? result : sum(result, value);
  }
  return result;
}

function formatted(verb: string, nextValue: () => Value | undefined): Value | null {
  if (verb === '%%') {
    return textValue('%');
  }
  const value = nextValue();
  if (verb === '%c' && value?.kind === 'number' && value.number >= 0 && value.number <= 0x10ffff) {
    return textValue(String.fromCodePoint(value.number));
  }
  if (verb === '%d' || verb === '%v') {
    return value?.kind === 'number'
      ? textValue(String(value.number))
      : verb === '%v'
        ? asString(value)
        : null;
  }
  return verb === '%s' ? asString(value) : null;
}

function asString(value: Value | undefined): Value | null {
  return value?.kind === 'text' ? value : null;
}

function decoded(value: Value | undefined, decode: (text: string) => Uint8Array | null): Value | null {
  const bytes = value?.kind === 'text' ? decode(value.text) : null;
  return bytes === null ? null : bytesAsText(bytes);
}

function decodeHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) {
    return null;
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

/** Decodes both alphabets, with or without padding: what Go would refuse is not decoded by the program either. */
function decodeBase64(text: string): Uint8Array | null {
  const digits = text.replace(/[\r\n]/g, '').replace(/={1,2}$/, '');
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of digits) {
    const value = BASE64.indexOf(digit === '-' ? '+' : digit === '_' ? '/' : digit);
    if (value < 0) {
      return null;
    }
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}
