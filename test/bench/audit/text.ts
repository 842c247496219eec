import { Buffer } from 'node:buffer';
import type { Random } from './random.ts';

const CONSONANTS = ['b', 'c', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z', 'st', 'tr'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'io'];
const WORDS_IN_A_REPOSITORY = 260;

/** A word of so many syllables that means nothing. */
export function madeUpWord(random: Random, syllables: number): string {
  let word = '';
  for (let left = syllables; left > 0; left--) word += random.pick(CONSONANTS) + random.pick(VOWELS);
  return word;
}

/**
 * Writes the texts of one repository from its own small vocabulary, so that
 * they compress about as well as Go source does.
 */
export class TextMaker {
  readonly #random: Random;
  readonly #words: readonly string[];

  constructor(random: Random) {
    this.#random = random;
    this.#words = Array.from({ length: WORDS_IN_A_REPOSITORY }, () =>
      madeUpWord(random, 1 + random.below(4)),
    );
  }

  /** A Go file of about so many bytes. */
  goFile(packageName: string, bytes: number): Buffer {
    const parts = [`package ${packageName}\n\nimport (\n\t"fmt"\n\t"strings"\n)\n`];
    let length = parts[0]?.length ?? 0;
    while (length < bytes) {
      const declaration = this.#declaration();
      parts.push(declaration);
      length += declaration.length;
    }
    return Buffer.from(parts.join(''));
  }

  /** Plain English-like prose in lines of about 80 characters: README, docs, messages, test data. */
  prose(bytes: number): Buffer {
    let text = '';
    let line = '';
    while (text.length < bytes) {
      line += this.#random.chance(0.35) ? ` ${this.#random.pick(COMMON)}` : ` ${this.word()}`;
      if (line.length > 76) {
        text += `${line.slice(1)}\n`;
        line = '';
        if (this.#random.chance(0.12)) text += `\n## ${this.#name()}\n\n`;
      }
    }
    return Buffer.from(text.slice(0, Math.max(1, bytes - 1)).concat('\n'));
  }

  /** One line to put into an existing file, with its line break. */
  line(): string {
    return `// ${this.word()} ${this.word()} ${this.#random.pick(COMMON)} ${this.word()}.\n`;
  }

  word(): string {
    return this.#random.pick(this.#words);
  }

  #name(): string {
    const [first = '', ...rest] = this.word();
    return first.toUpperCase() + rest.join('');
  }

  #declaration(): string {
    const name = this.#name() + this.#name();
    const about = `\n// ${name} ${this.word()} the ${this.word()} of ${this.word()} ${this.#random.pick(COMMON)} ${this.word()}.\n`;
    if (this.#random.chance(0.15)) {
      const fields = Array.from(
        { length: 2 + this.#random.below(6) },
        () => `\t${this.#name()} ${this.#type()}\n`,
      );
      return `${about}type ${name} struct {\n${fields.join('')}}\n`;
    }
    const [a, b] = [this.word(), this.word()];
    let body = '';
    for (let left = 2 + this.#random.below(12); left > 0; left--) body += this.#statement(a, b);
    return `${about}func (${a[0]} *${this.#name()}) ${name}(${a} ${this.#type()}, ${b} ${this.#type()}) error {\n${body}\treturn nil\n}\n`;
  }

  #statement(a: string, b: string): string {
    switch (this.#random.below(7)) {
      case 0:
        return `\tif err := ${a}.${this.#name()}(${b}, ${this.word()}); err != nil {\n\t\treturn fmt.Errorf("${this.word()} ${this.word()}: %w", err)\n\t}\n`;
      case 1:
        return `\t${this.word()} := strings.TrimPrefix(${b}.${this.#name()}, "${this.word()}")\n`;
      case 2:
        return `\tfor _, ${this.word()} := range ${a}.${this.#name()} {\n\t\t${b} = append(${b}, ${this.word()}.${this.#name()}())\n\t}\n`;
      case 3:
        return `\tif len(${a}) > ${this.#random.below(100)} && ${b} != nil {\n\t\treturn err${this.#name()}\n\t}\n`;
      case 4:
        return `\t// ${this.#name()} ${this.#random.pick(COMMON)} ${this.word()} ${this.#random.pick(COMMON)} ${this.word()}.\n`;
      case 5:
        return `\t${a}.${this.#name()} = &${this.#name()}{${this.#name()}: ${this.word()}, ${this.#name()}: "${this.word()}"}\n`;
      default:
        return `\tswitch ${this.word()} := ${b}.(type) {\n\tcase *${this.#name()}:\n\t\treturn ${this.word()}.${this.#name()}()\n\t}\n`;
    }
  }

  #type(): string {
    return this.#random.chance(0.5) ? this.#random.pick(TYPES) : `*${this.#name()}`;
  }
}

const COMMON = [
  'the',
  'of',
  'and',
  'to',
  'is',
  'in',
  'for',
  'that',
  'with',
  'not',
  'when',
  'this',
  'from',
  'a',
];
const TYPES = ['string', '[]byte', 'int', 'bool', 'context.Context', 'map[string]string', 'error', 'any'];
