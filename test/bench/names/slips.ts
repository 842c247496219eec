import type { Random } from '../audit/random.ts';

/** How a name is changed by one slip, as the benchmark's table calls it. */
export type SlipName =
  | 'missing letter'
  | 'doubled letter'
  | 'added letter'
  | 'swapped letters'
  | 'key neighbour'
  | 'look-alike'
  | 'vowel changed'
  | 'other letter'
  | 'bit flip'
  | 'digit for letter'
  | 'plural'
  | 'separator changed'
  | 'word order'
  | 'affix'
  | 'go token'
  | 'other last label';

/** One changed name. */
export interface MadeSlip {
  readonly kind: SlipName;
  readonly name: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const VOWELS = 'aeiou';
/** This file shares nothing with the rules, so its keyboard and its look-alikes are its own. */
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const DRAWN_ALIKE: readonly (readonly [string, string])[] = [
  ['l', '1'],
  ['o', '0'],
  ['i', 'l'],
  ['i', '1'],
  ['m', 'rn'],
  ['w', 'vv'],
  ['d', 'cl'],
  ['rn', 'm'],
];
const DIGITS: readonly (readonly [string, string])[] = [
  ['a', '4'],
  ['e', '3'],
  ['s', '5'],
  ['t', '7'],
  ['b', '8'],
  ['g', '9'],
  ['z', '2'],
  ['o', '0'],
  ['i', '1'],
];
const BEFORE = ['go-', 'the-', 'get-', 'real-', 'my-', 'lib', 'team-', 'official-'];
const BEHIND = [
  '-go',
  '-dev',
  '-io',
  '-org',
  '-hq',
  '-official',
  '-labs',
  '-team',
  '-inc',
  'hq',
  'io',
  'dev',
  'labs',
  'x',
];
const GO_BEFORE = ['go-', 'golang-', 'go'];
const GO_BEHIND = ['-go', '-golang', 'go'];
const LAST_LABELS = ['com', 'org', 'net', 'io', 'dev', 'co', 'app', 'in'];

/**
 * Every slip of an owner, or of a host's registered label: all kinds, at every
 * position, with one random letter where a letter is to be chosen. Names that
 * could not be registered (an end that is a separator) are left out.
 */
export function slipsOf(name: string, random: Random): MadeSlip[] {
  const made: MadeSlip[] = [];
  const add = (kind: SlipName, slipped: string) => {
    if (slipped !== name && /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(slipped))
      made.push({ kind, name: slipped });
  };
  for (let at = 0; at < name.length; at++) atPosition(name, at, random, add);
  add('added letter', name + random.pick([...LETTERS]));
  for (const [from, to] of DRAWN_ALIKE)
    eachPlace(name, from, (at) => add('look-alike', put(name, at, from.length, to)));
  for (const [from, to] of DIGITS)
    eachPlace(name, from, (at) => add('digit for letter', put(name, at, 1, to)));
  add('plural', name.endsWith('s') ? name.slice(0, -1) : `${name}s`);
  wordSlips(name, add);
  for (const affix of BEFORE) add('affix', affix + name);
  for (const affix of BEHIND) add('affix', name + affix);
  for (const token of GO_BEFORE) add('go token', token + name);
  for (const token of GO_BEHIND) add('go token', name + token);
  return made;
}

/** The last labels that a host could have instead of its own. */
export function otherLastLabels(label: string): string[] {
  return LAST_LABELS.filter((other) => other !== label);
}

function atPosition(
  name: string,
  at: number,
  random: Random,
  add: (kind: SlipName, slipped: string) => void,
): void {
  const letter = name.charAt(at);
  const other = random.pick([...LETTERS].filter((each) => each !== letter));
  add('added letter', put(name, at, 0, random.pick([...LETTERS])));
  if (!/[a-z0-9]/.test(letter)) return;
  add('missing letter', put(name, at, 1, ''));
  add('doubled letter', put(name, at, 0, letter));
  const next = name.charAt(at + 1);
  if (/[a-z0-9]/.test(next)) add('swapped letters', put(name, at, 2, next + letter));
  add('other letter', put(name, at, 1, other));
  const beside = besideOnKeyboard(letter);
  if (beside !== '') add('key neighbour', put(name, at, 1, random.pick([...beside])));
  if (VOWELS.includes(letter))
    add('vowel changed', put(name, at, 1, random.pick([...VOWELS].filter((vowel) => vowel !== letter))));
  for (let bit = 0; bit < 7; bit++) {
    const flipped = String.fromCharCode(letter.charCodeAt(0) ^ (1 << bit));
    if (/[a-z0-9-]/.test(flipped)) add('bit flip', put(name, at, 1, flipped));
  }
}

function wordSlips(name: string, add: (kind: SlipName, slipped: string) => void): void {
  const words = name.split(/[-_.]/);
  if (words.length === 1) {
    // A hyphen in the middle, as if it were two words.
    const middle = Math.floor(name.length / 2);
    add('separator changed', put(name, middle, 0, '-'));
    return;
  }
  add('separator changed', words.join(''));
  add('separator changed', words.join('_'));
  add('separator changed', words.join('--'));
  add('word order', [...words.slice(1), words[0]].join('-'));
}

function besideOnKeyboard(letter: string): string {
  for (const row of KEYBOARD) {
    const at = row.indexOf(letter);
    if (at >= 0) return (row[at - 1] ?? '') + (row[at + 1] ?? '');
  }
  return '';
}

function eachPlace(name: string, part: string, take: (at: number) => void): void {
  for (let at = name.indexOf(part); at >= 0; at = name.indexOf(part, at + 1)) take(at);
}

function put(name: string, at: number, length: number, text: string): string {
  return name.slice(0, at) + text + name.slice(at + length);
}
