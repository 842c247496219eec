import type { Capability } from '../gosource/index.ts';
import type { Assembled, EffectOnImport } from './effect.ts';
import type { Judgement } from './weigh.ts';

/** What an effect is told by. */
export type Told = Pick<EffectOnImport, 'trigger' | 'name' | 'chain' | 'sink' | 'assembled'>;

/** One sentence for people. Names are cut to 40 UTF-16 units; they are attacker-controlled, whoever shows them escapes them. */
export function sentenceOf({ trigger, name, chain, sink, assembled }: Told, judgement: Judgement): string {
  const who = trigger === 'init' ? 'init' : `Package variable ${cutName(name)}`;
  const what = `${deedOf(judgement.capability, sink.callee)} (${cutName(sink.callee)})`;
  const way = wayOf(chain.slice(1));
  return `${who} ${what}${reasonOf(judgement, assembled)}${way === '' ? '' : `, by way of ${way}`}.`;
}

function deedOf(capability: Capability, callee: string): string {
  switch (capability) {
    case 'process':
      return 'starts a process';
    case 'network':
      if (/\.Lookup/.test(callee)) return 'asks for the address of a host';
      return /\.(?:Listen|Serve|Accept)/.test(callee) ? 'waits for connections' : 'opens a connection';
    case 'plugin':
      return 'loads code';
    case 'files':
      return 'writes files';
    default:
      return 'calls the operating system';
  }
}

function reasonOf({ reason }: Judgement, assembled: readonly Assembled[]): string {
  const [first] = assembled;
  switch (reason) {
    case 'hidden':
      return first === undefined ? '' : ` with ${wordsOf(first)}`;
    case 'fetched':
      return ' on import of what it fetched';
    case 'command':
      return ' that fetches something';
    case 'written':
      return ' on import of a file that it wrote';
    case 'unshown':
      return ' with a shell command that the source does not show';
    case 'secrets':
      return ' and hands it secrets of the user';
    case 'destroys':
      return ' and erases a disk or all that the user has';
    case 'plants':
      return ' to be started again later';
    default:
      return '';
  }
}

function wordsOf({ how, pieces }: Assembled): string {
  const count = (word: string): string => (pieces === null ? `${word}s` : `${pieces} ${word}s`);
  switch (how) {
    case 'byte-array':
      return `a text put together from ${count('byte')}`;
    case 'rune-array':
      return `a text put together from ${count('rune')}`;
    case 'letter-array':
      return `a text put together from ${count('letter')}`;
    case 'split-literal':
      return `a text put together from ${count('piece')}`;
    case 'hex':
      return 'a text decoded from hexadecimal';
    case 'base64':
      return 'a text decoded from base64';
    case 'decoded':
      return 'a text that is decoded first';
    case 'decrypted':
      return 'data that is decrypted first';
    case 'decompressed':
      return 'data that is decompressed first';
    case 'escapes':
      return 'a text written in escapes';
    case 'replaced':
      return 'a text made by replacing';
    case 'reversed':
      return 'a text turned round';
    case 'character-arithmetic':
      return 'a text computed letter by letter';
  }
}

function wayOf(names: readonly string[]): string {
  const shown = names.length > MAX_NAMES ? [...names.slice(0, 2), '…', names.at(-1) as string] : names;
  const words = shown.map(cutName);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const MAX_NAMES = 4;
const MAX_NAME_LENGTH = 40;

function cutName(name: string): string {
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…` : name;
}
