/**
 * Letters of other scripts that many typefaces draw like an ASCII letter, as
 * pairs of the ASCII letter and the letters drawn like it.
 *
 * A selection from Unicode Technical Standard 39, `confusables.txt`: Cyrillic,
 * Greek, Armenian and Latin letters in lower case. Letters with accents,
 * full-width, mathematical and other styled letters are folded by
 * normalization (NFKD) and are not listed.
 */
const DRAWN_ALIKE: readonly (readonly [string, string])[] = [
  ['a', 'аɑα'],
  ['b', 'ЬƄь'],
  ['c', 'сϲⅽ'],
  ['d', 'ԁɗ'],
  ['e', 'еєҽ'],
  ['f', 'ƒϝſ'],
  ['g', 'ɡցԍ'],
  ['h', 'һհ'],
  ['i', 'іıɩιӏ'],
  ['j', 'јϳ'],
  ['k', 'кκ'],
  ['l', 'ⅼӀǀ'],
  ['m', 'мⅿ'],
  ['n', 'пոη'],
  ['o', 'оοօσøɵ'],
  ['p', 'рρ'],
  ['q', 'ԛգ'],
  ['r', 'гᴦ'],
  ['s', 'ѕꜱ'],
  ['t', 'тτ'],
  ['u', 'սυᴜ'],
  ['v', 'ѵνᴠ'],
  ['w', 'ԝաѡω'],
  ['x', 'хχ'],
  ['y', 'уүγ'],
  ['z', 'ᴢʐ'],
  ['-', '‐‑‒–—−'],
  ['.', '․。'],
  ['/', '⁄∕'],
];

const ASCII_OF: ReadonlyMap<string, string> = new Map(
  DRAWN_ALIKE.flatMap(([ascii, alike]) => [...alike].map((letter) => [letter, ascii] as const)),
);

/**
 * The ASCII text that `text` looks like, or null when a part of it looks like
 * no ASCII. Invisible characters are dropped, accents too.
 *
 * Linear, but normalization multiplies the length of hostile text by up to 18:
 * bound the length first.
 */
export function asciiLookalike(text: string): string | null {
  let ascii = '';
  for (const letter of text.normalize('NFKD')) {
    const code = letter.codePointAt(0)!;
    if (code < 0x80) ascii += letter;
    else if (!/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(letter)) {
      const drawn = ASCII_OF.get(letter) ?? ASCII_OF.get(letter.toLowerCase());
      if (drawn === undefined) return null;
      ascii += drawn;
    }
  }
  return ascii;
}
