import {
  asText,
  integerValue,
  runeValue,
  stringValue,
  type TextValue,
  type TokenRange,
  type Tokens,
  type Value,
} from '../gosource/index.ts';
import type { AssembledHow } from './effect.ts';

/** A list, or a string, that is written so that nobody reads it. */
export interface HiddenLiteral {
  readonly how: AssembledHow;
  readonly text: string | null;
  readonly pieces: number | null;
}

/** Elements that make a list of numbers one that may hide a text. */
const MIN_NUMBERS = 5;

/** Short strings that make a list one of letters. */
const MIN_LETTERS = 5;

/** Tokens of one list that are looked at. */
const MAX_LIST = 1 << 16;

/** Tells whether the braces at `open` hold numbers, runes, or letters one by one. */
export function hiddenList(tokens: Tokens, open: number): HiddenLiteral | null {
  const close = Math.min(tokens.closing(open), open + MAX_LIST);
  const values: number[] = [];
  let runes = 0;
  let letterCount = 0;
  let others = 0;
  for (let at = open + 1; at < close; at++) {
    const kind = tokens.kind(at);
    const isKey = tokens.kind(at + 1) === ':';
    if (kind === 'rune') {
      runes++;
      if (!isKey) values.push(runeValue(tokens.slice(at)) ?? -1);
    } else if (kind === 'integer') {
      if (!isKey) values.push(integerValue(tokens.slice(at)) ?? -1);
    } else if (kind === 'string') {
      const text = tokens.end(at) - tokens.start(at) > 16 ? '' : stringValue(tokens.slice(at));
      if (text !== '' && [...text].length <= 2 && !text.startsWith('-')) {
        letterCount++;
      } else {
        others++;
      }
    } else if (kind === 'identifier') {
      others++;
    }
  }
  const type = tokens.slice(open - 1);
  const most = /^(?:rune|int32|byte|uint8)$/.test(type) ? values.length : values.length / 4;
  if (values.length >= MIN_NUMBERS && others <= most && letterCount * 2 <= values.length) {
    const isRunes = runes * 2 > values.length || /^(?:rune|int32)$/.test(type);
    return {
      how: isRunes ? 'rune-array' : 'byte-array',
      text: others > 0 ? null : textOf(values),
      pieces: values.length,
    };
  }
  return letterCount >= MIN_LETTERS && others <= letterCount
    ? { how: 'letter-array', text: null, pieces: letterCount }
    : null;
}

/** Tells whether arguments that are handed to one parameter are numbers, runes or letters one by one. */
export function hiddenArguments(tokens: Tokens, parts: readonly TokenRange[]): HiddenLiteral | null {
  const values: number[] = [];
  let letterCount = 0;
  for (const { from, to } of parts.slice(0, MAX_LIST)) {
    if (to !== from + 1) continue;
    const kind = tokens.kind(from);
    if (kind === 'integer') values.push(integerValue(tokens.slice(from)) ?? -1);
    else if (kind === 'rune') values.push(runeValue(tokens.slice(from)) ?? -1);
    else if (kind === 'string' && [...stringValue(tokens.slice(from))].length === 1) letterCount++;
  }
  if (values.length >= MIN_NUMBERS && values.length * 4 >= parts.length * 3) {
    return { how: 'byte-array', text: textOf(values), pieces: values.length };
  }
  return letterCount >= MIN_LETTERS ? { how: 'letter-array', text: null, pieces: letterCount } : null;
}

/** The text that numbers are one by one, when people can read it. */
function textOf(values: readonly number[]): string | null {
  if (!values.every((value) => value >= 0x20 && value <= 0x7e)) return null;
  return String.fromCharCode(...values.slice(0, 200));
}

/** Tells whether a string literal, as it is written, hides its text. */
export function hiddenString(literal: string): HiddenLiteral | null {
  if (literal.length > MAX_STRING) return null;
  const escapes = literal.startsWith('"')
    ? (literal.match(/\\x[2-7][0-9a-fA-F]|\\u00[2-7][0-9a-fA-F]|\\U000000[2-7][0-9a-fA-F]|\\[01][0-7]{2}/g)
        ?.length ?? 0)
    : 0;
  const text = stringValue(literal);
  if (escapes >= MIN_ESCAPES) return { how: 'escapes', text, pieces: escapes };
  const codes = codesIn(text);
  if (codes !== null) return codes;
  const reversed = [...text].reverse().join('');
  return TELLING_TEXT.test(reversed) && !TELLING_TEXT.test(text)
    ? { how: 'reversed', text: reversed, pieces: null }
    : null;
}

/** Numbers one after the other that are the codes of letters: `"[104, 105, …]"`, `"104 105 …"`. */
function codesIn(text: string): HiddenLiteral | null {
  if (!/^[\s[{("]*\d{2,3}(?:[\s,;:|-]+\d{2,3})+[\s\]})"]*$/.test(text)) return null;
  const values = (text.match(/\d+/g) ?? []).map(Number);
  const shown = values.length >= MIN_CODES ? textOf(values) : null;
  return shown === null || !/[A-Za-z]{2}/.test(shown)
    ? null
    : { how: 'byte-array', text: shown, pieces: values.length };
}

/** Numbers in a text that make it one of codes: dates and versions have fewer. */
const MIN_CODES = 8;

const MAX_STRING = 1 << 16;
const MIN_ESCAPES = 4;

const TELLING_TEXT = /https?:\/\/|\/bin\/(?:ba|z)?sh\b|\bpowershell\b|\bcmd\.exe\b|\bcurl |\bwget /i;

/** Tells whether a known text is put together in a way that nobody writes to be read. */
export function hiddenValue(value: Value): HiddenLiteral | null {
  const text = value.kind === 'text' ? value : null;
  if (text === null || text.text.length < MIN_TEXT) return null;
  if (text.built) return { how: 'replaced', text: text.text, pieces: null };
  return isScattered(text) || splitsWord(text)
    ? { how: 'split-literal', text: text.text, pieces: text.pieces }
    : null;
}

const MIN_TEXT = 2;
const MIN_PIECES = 4;
const MAX_PIECE = 3;

function isScattered({ pieces, longest }: TextValue): boolean {
  return pieces >= MIN_PIECES && longest <= MAX_PIECE;
}

/** Whether pieces meet inside words again and again, or inside a word that starts programs or names a host. */
function splitsWord({ text, splits, longest }: TextValue): boolean {
  if (splits.length >= 2 && longest <= MAX_LONGEST) return true;
  return splits.some((split) => {
    const before = /[A-Za-z0-9]*$/.exec(text.slice(0, split))?.[0] ?? '';
    const after = /^[A-Za-z0-9]*/.exec(text.slice(split))?.[0] ?? '';
    const host = /[a-z]+:\/\/[^/]*$/i.test(text.slice(Math.max(0, split - 300), split));
    return host || TELLING_WORDS.has((before + after).toLowerCase());
  });
}

/**
 * Tells whether texts, one after the other, name what none of them shows: `"- ht", "tps://"`. They are joined by what
 * is not followed.
 */
export function splitsAddress(texts: readonly string[]): HiddenLiteral | null {
  const all = texts.join('');
  const ends = new Set<number>();
  let end = 0;
  for (const text of texts) {
    end += text.length;
    ends.add(end);
  }
  for (const { index, 0: word } of all.matchAll(/http(?=s?:\/\/)|powershell|certutil/gi)) {
    for (let at = index + 1; at < index + word.length; at++) {
      if (ends.has(at)) return { how: 'split-literal', text: null, pieces: texts.length };
    }
  }
  return null;
}

const MAX_LONGEST = 12;

const TELLING_WORDS: ReadonlySet<string> = new Set(
  (
    'http https ftp bin sh bash zsh dash cmd exe powershell pwsh curl wget python python3 perl ruby php node ' +
    'certutil bitsadmin mshta rundll32 regsvr32 wscript cscript osascript tmp temp chmod nohup base64'
  ).split(' '),
);

/** The text of a value, or null. */
export function shownText(value: Value): string | null {
  const text = asText(value);
  return text !== null &&
    text.text.length >= MIN_TEXT &&
    /^[^\p{Cc}\p{Co}\p{Cn}\ufffd]*$/u.test(text.text.replace(/[\t\r\n]/g, ''))
    ? text.text
    : null;
}
