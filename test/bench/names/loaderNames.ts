import type { Random } from '../audit/random.ts';

const DOING = (
  'load read init setup apply check sync warm probe build parse resolve detect prepare open fetch update' +
  ' register ensure compute refresh select merge trace attach report start run walk'
).split(' ');
const THINGS = (
  'config cache table buffer options state locale version metrics runtime limits codec layout platform' +
  ' defaults profile registry schema session pool index values charset theme window clock budget matrix'
).split(' ');
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** What no variable may be called: keywords, and what Go declares before the first line. */
const RESERVED = new Set(
  (
    'break case chan const continue default defer else fallthrough for func go goto if import interface map' +
    ' package range return select struct switch type var any append bool byte cap clear close complex copy' +
    ' delete error false float64 int int32 iota len make max min new nil panic print println real recover rune' +
    ' string true uint8 init main err'
  ).split(' '),
);

/** Gives identifiers that nobody in the package uses yet. */
export class LoaderNames {
  readonly #random: Random;
  readonly #taken: Set<string>;
  readonly #given = new Set<string>();
  /** Some authors pick words, some have a machine make names up. */
  readonly #inWords: boolean;

  /** `taken` are the identifiers of the package; the names that are given are added to a copy of it. */
  constructor(random: Random, taken: ReadonlySet<string>) {
    this.#random = random;
    this.#taken = new Set([...RESERVED, ...taken]);
    this.#inWords = !random.chance(0.3);
  }

  /** A name for a function or a package-level value, in lower case at the start. */
  fresh(): string {
    for (;;) {
      const name = this.#inWords ? this.#words() : this.#noise();
      if (!this.#taken.has(name) && !this.#taken.has(upper(name))) return this.take(name);
    }
  }

  /** The same for another package to call. */
  exported(): string {
    return this.take(upper(this.fresh()));
  }

  take(name: string): string {
    this.#taken.add(name);
    this.#given.add(name);
    return name;
  }

  /** Whether the name was given from here, in any case. */
  isGiven(name: string): boolean {
    return this.#given.has(name);
  }

  #words(): string {
    const random = this.#random;
    const thing = random.pick(THINGS);
    const shape = random.below(6);
    if (shape === 0) return thing;
    if (shape === 1) return `${thing}${upper(random.pick(THINGS))}`;
    if (shape === 2) return `${random.pick(LETTERS.split(''))}${random.below(90)}`;
    return `${random.pick(DOING)}${upper(thing)}`;
  }

  #noise(): string {
    const random = this.#random;
    const length = 4 + random.below(7);
    let name = random.pick(LETTERS.split(''));
    while (name.length < length) {
      const letter = random.pick(LETTERS.split(''));
      name += random.chance(0.4) ? letter.toUpperCase() : letter;
    }
    return name;
  }
}

/** A word for a file or a folder. */
export function harmlessWord(random: Random): string {
  const thing = random.pick(THINGS);
  return random.chance(0.3) ? `${thing}_${random.pick(THINGS)}` : thing;
}

/** The word with its first letter in upper case. */
function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
