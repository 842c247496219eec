import { MarkupError } from './markupError.ts';

const [LF, CR, AMPERSAND, SEMICOLON, HASH] = [0x0a, 0x0d, 0x26, 0x3b, 0x23];
const [LESS, GREATER, CLOSING_BRACKET, LETTER_X] = [0x3c, 0x3e, 0x5d, 0x78];

const ENTITIES = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['apos', "'"],
  ['quot', '"'],
]);

/** Characters that XML 1.0 does not allow in text. */
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00b7-]*$/u;

/** Bytes as characters of the same number, for text that is known or allowed to be no UTF-8. */
export function ascii(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/**
 * Text, attribute values and names of a page, by the rules of Go's encoding/xml
 * with Strict off: entities that are not known stay as they stand, line ends
 * become LF, and `]]>` in text, bad UTF-8 and control characters end the reading.
 *
 * Throws {@link MarkupError}. The bytes are attacker-controlled; linear.
 */
export class MarkupText {
  readonly #bytes: Uint8Array;
  /** Text after replacements. Every replacement is shorter than what it stands for. */
  readonly #output: Uint8Array;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  readonly #encoder = new TextEncoder();

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#output = new Uint8Array(bytes.length);
  }

  /**
   * Reads from `start` to the byte `quote`, which is passed over, or, where
   * `quote` is null, to the next `<` or the end of the page.
   */
  read(start: number, quote: number | null): { value: string; end: number } {
    let length = 0;
    let at = start;
    // The two bytes before, for `]]>` and CR LF; an entity makes Go forget them.
    let [before, last] = [0, 0];
    for (; at < this.#bytes.length; at++) {
      const byte = this.#bytes[at]!;
      if (quote === null && byte === GREATER && last === CLOSING_BRACKET && before === CLOSING_BRACKET) {
        throw new MarkupError('The page has "]]>" in its text.');
      }
      if (byte === LESS) {
        if (quote === null) break;
        throw new MarkupError('An attribute value has a "<".');
      }
      if (byte === quote) break;
      if (byte === AMPERSAND) {
        const entity = this.#entity(at);
        this.#output.set(entity.valueBytes, length);
        length += entity.valueBytes.length;
        at = entity.end - 1;
        [before, last] = [0, 0];
        continue;
      }
      if (byte === CR) this.#output[length++] = LF;
      else if (byte !== LF || last !== CR) this.#output[length++] = byte;
      [before, last] = [last, byte];
    }
    if (quote !== null && at >= this.#bytes.length) {
      throw new MarkupError('The page ends in the middle of its head.');
    }
    const value = this.#checked(this.#output.subarray(0, length));
    return { value, end: quote === null ? at : at + 1 };
  }

  /** Reads a CDATA section from `start` on and gives the offset behind its end. */
  readCharacterData(start: number): number {
    for (let at = start; at + 2 < this.#bytes.length; at++) {
      if (this.#bytes[at] !== CLOSING_BRACKET || this.#bytes[at + 1] !== CLOSING_BRACKET) continue;
      if (this.#bytes[at + 2] !== GREATER) continue;
      this.#checked(this.#bytes.subarray(start, at));
      return at + 3;
    }
    throw new MarkupError('The page ends in the middle of its head.');
  }

  /** The offset behind the bytes that can belong to a name; there must be a byte after them. */
  nameEnd(start: number): number {
    let at = start;
    while (isNameByte(this.#bytes[at])) at++;
    if (at >= this.#bytes.length) throw new MarkupError('The page ends in the middle of its head.');
    return at;
  }

  /** The name between two offsets, or null when it is none. */
  nameOf(start: number, end: number): string | null {
    let name: string;
    try {
      name = this.#decoder.decode(this.#bytes.subarray(start, end));
    } catch {
      return null;
    }
    return NAME.test(name) ? name : null;
  }

  /** What the `&` at `start` begins: a character, or the bytes as they stand. */
  #entity(start: number): { valueBytes: Uint8Array; end: number } {
    const numeric = this.#byteAfter(start) === HASH;
    const end = numeric ? this.#numberEnd(start + 2) : this.nameEnd(start + 1);
    const asWritten = this.#bytes.subarray(start, end);
    if (this.#bytes[end] !== SEMICOLON) return { valueBytes: asWritten, end };
    const text = ascii(this.#bytes.subarray(start + 1, end));
    const character = numeric ? characterOf(text.slice(1)) : ENTITIES.get(text);
    const valueBytes =
      character === undefined ? this.#bytes.subarray(start, end + 1) : this.#encoder.encode(character);
    return { valueBytes, end: end + 1 };
  }

  #numberEnd(start: number): number {
    const hexadecimal = this.#bytes[start] === LETTER_X;
    let at = hexadecimal ? start + 1 : start;
    while (isDigit(this.#bytes[at], hexadecimal)) at++;
    this.#byteAfter(at - 1);
    return at;
  }

  #byteAfter(at: number): number {
    const byte = this.#bytes[at + 1];
    if (byte === undefined) throw new MarkupError('The page ends in the middle of its head.');
    return byte;
  }

  #checked(textBytes: Uint8Array): string {
    let text: string;
    try {
      text = this.#decoder.decode(textBytes);
    } catch {
      throw new MarkupError('The page is not UTF-8.');
    }
    if (ILLEGAL.test(text)) throw new MarkupError('The page has a control character in its text.');
    return text;
  }
}

/** The character that `65` or `x41` names; undefined when there is none. A lone surrogate is U+FFFD. */
function characterOf(number: string): string | undefined {
  const hexadecimal = number.startsWith('x');
  const digits = (hexadecimal ? number.slice(1) : number).replace(/^0+(?=.)/, '');
  if (digits === '' || digits.length > 7) return undefined;
  const code = Number.parseInt(digits, hexadecimal ? 16 : 10);
  if (code > 0x10ffff) return undefined;
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : String.fromCodePoint(code);
}

function isDigit(byte: number | undefined, hexadecimal: boolean): boolean {
  if (byte === undefined) return false;
  if (byte >= 0x30 && byte <= 0x39) return true;
  const letter = byte | 0x20;
  return hexadecimal && letter >= 0x61 && letter <= 0x66;
}

/** Bytes beyond ASCII belong to a name until it is looked at as a whole. */
function isNameByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  if (byte >= 0x80 || (byte >= 0x30 && byte <= 0x3a)) return true;
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte === 0x5f || byte === 0x2e || byte === 0x2d;
}
