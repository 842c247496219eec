/** A place as Go gives it: line and rune column from 1, byte from 0. */
export type GoPosition = readonly [line: number, rune: number, byte: number];

/** Turns UTF-16 offsets of a decoded text into the places that Go has in its bytes. */
export class GoPositions {
  readonly #lines: number[] = [];
  readonly #runes: number[] = [];
  readonly #bytes: number[] = [];

  constructor(bytes: Uint8Array, text: string) {
    let line = 1;
    let rune = 1;
    let at = 0;
    for (const character of text) {
      for (let unit = 0; unit < character.length; unit++) this.#push(line, rune, at);
      at += sizeOf(character, bytes, at);
      rune++;
      if (character === '\n') {
        line++;
        rune = 1;
      }
    }
    this.#push(line, rune, at);
    if (at !== bytes.length) throw new Error('the text is not what the bytes decode to');
  }

  at(offset: number): GoPosition {
    return [this.#lines[offset]!, this.#runes[offset]!, this.#bytes[offset]!];
  }

  #push(line: number, rune: number, at: number): void {
    this.#lines.push(line);
    this.#runes.push(rune);
    this.#bytes.push(at);
  }
}

/** U+FFFD stands for itself in three bytes, or for one byte that is no UTF-8. */
function sizeOf(character: string, bytes: Uint8Array, at: number): number {
  if (character !== '\ufffd') return Buffer.byteLength(character);
  const itself = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
  return itself ? 3 : 1;
}
