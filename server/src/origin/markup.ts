import { MarkupError } from './markupError.ts';
import { ascii, MarkupText } from './markupText.ts';

/** An element begins or ends. Names are local names: what stands before a colon is dropped. */
export type MarkupToken =
  | { readonly kind: 'start'; readonly name: string; readonly attributes: readonly MarkupAttribute[] }
  | { readonly kind: 'end'; readonly name: string }
  /** Text, a comment, an instruction or a directive. */
  | { readonly kind: 'other' };

export interface MarkupAttribute {
  readonly name: string;
  /** The attribute's own name where the page gives no value. */
  readonly value: string;
}

const OTHER: MarkupToken = { kind: 'other' };
const [TAB, LF, CR, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [BANG, QUOTE, APOSTROPHE, DASH, SLASH] = [0x21, 0x22, 0x27, 0x2d, 0x2f];
const [LESS, EQUALS, GREATER, QUESTION, BRACKET] = [0x3c, 0x3d, 0x3e, 0x3f, 0x5b];

/**
 * Splits a page into tokens exactly as Go's encoding/xml does with Strict off and
 * RawToken: half XML, half HTML. Whether the go command sees a `go-import` entry
 * hangs on these very rules; an HTML parser would see other ones.
 *
 * The bytes are attacker-controlled; every byte is looked at a bounded number of
 * times. One limit: which letters beyond ASCII may stand in a name follows
 * today's Unicode, where Go follows the table of XML 1.0.
 */
export class MarkupReader {
  readonly #bytes: Uint8Array;
  readonly #text: MarkupText;
  #at = 0;
  #pendingEnd: string | null = null;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#text = new MarkupText(bytes);
  }

  /** The next token, or null at the end. Throws {@link MarkupError}; there is no reading on after that. */
  next(): MarkupToken | null {
    if (this.#pendingEnd !== null) {
      const name = this.#pendingEnd;
      this.#pendingEnd = null;
      return { kind: 'end', name };
    }
    if (this.#at >= this.#bytes.length) return null;
    if (this.#bytes[this.#at] !== LESS) {
      this.#readText(null);
      return OTHER;
    }
    this.#at++;
    const first = this.#take();
    if (first === SLASH) return this.#endElement();
    if (first === QUESTION) return this.#instruction();
    if (first === BANG) return this.#declaration();
    this.#at--;
    return this.#startElement();
  }

  #startElement(): MarkupToken {
    const name = this.#localName('An element has no valid name.');
    const attributes: MarkupAttribute[] = [];
    for (;;) {
      this.#skipBlanks();
      const byte = this.#take();
      if (byte === GREATER) break;
      if (byte === SLASH) {
        this.#expect(GREATER, 'An element has a slash that does not close it.');
        this.#pendingEnd = name;
        break;
      }
      this.#at--;
      attributes.push(this.#attribute());
    }
    return { kind: 'start', name, attributes };
  }

  #attribute(): MarkupAttribute {
    const name = this.#localName('An attribute has no valid name.');
    this.#skipBlanks();
    if (this.#take() !== EQUALS) {
      this.#at--;
      return { name, value: name };
    }
    this.#skipBlanks();
    const byte = this.#take();
    if (byte === QUOTE || byte === APOSTROPHE) return { name, value: this.#readText(byte) };
    this.#at--;
    const start = this.#at;
    while (isBareValueByte(this.#take()));
    this.#at--;
    return { name, value: ascii(this.#bytes.subarray(start, this.#at)) };
  }

  #endElement(): MarkupToken {
    const name = this.#localName('A closing tag has no valid name.');
    this.#skipBlanks();
    this.#expect(GREATER, 'A closing tag holds more than a name.');
    return { kind: 'end', name };
  }

  #instruction(): MarkupToken {
    const target = this.#name('An instruction has no valid name.');
    this.#skipBlanks();
    const start = this.#at;
    this.#skipThrough([QUESTION, GREATER]);
    if (target === 'xml') checkXmlDeclaration(ascii(this.#bytes.subarray(start, this.#at - 2)));
    return OTHER;
  }

  #declaration(): MarkupToken {
    const first = this.#take();
    if (first === DASH) {
      this.#expect(DASH, 'A comment begins with one dash alone.');
      this.#skipThrough([DASH, DASH]);
      this.#expect(GREATER, 'A comment holds two dashes.');
      return OTHER;
    }
    if (first === BRACKET) {
      for (const letter of 'CDATA[') this.#expect(letter.charCodeAt(0), 'A marked section is no CDATA.');
      this.#at = this.#text.readCharacterData(this.#at);
      return OTHER;
    }
    this.#skipDirective();
    return OTHER;
  }

  /** Skips what is left of `<!DOCTYPE …>`: nested angle brackets, quoted text and comments inside it. */
  #skipDirective(): void {
    let quote = 0;
    let depth = 0;
    for (;;) {
      const byte = this.#take();
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === QUOTE || byte === APOSTROPHE) {
        quote = byte;
      } else if (byte === GREATER) {
        if (depth === 0) return;
        depth--;
      } else if (byte === LESS && this.#skipIf([BANG, DASH, DASH])) {
        this.#skipThrough([DASH, DASH, GREATER]);
      } else if (byte === LESS) {
        depth++;
      }
    }
  }

  /** Reads text up to `quote`, or, for null, up to the next `<` or the end. */
  #readText(quote: number | null): string {
    const read = this.#text.read(this.#at, quote);
    this.#at = read.end;
    return read.value;
  }

  /** A name without what stands before its colon; two colons are refused. */
  #localName(refusal: string): string {
    const name = this.#name(refusal);
    const colon = name.indexOf(':');
    if (colon !== name.lastIndexOf(':')) throw new MarkupError(refusal);
    return colon <= 0 || colon === name.length - 1 ? name : name.slice(colon + 1);
  }

  #name(refusal: string): string {
    const start = this.#at;
    this.#at = this.#text.nameEnd(start);
    const name = this.#text.nameOf(start, this.#at);
    if (name === null) throw new MarkupError(refusal);
    return name;
  }

  #skipBlanks(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== SPACE && byte !== TAB && byte !== LF && byte !== CR) return;
      this.#at++;
    }
  }

  #skipThrough(end: readonly number[]): void {
    for (; this.#at + end.length <= this.#bytes.length; this.#at++) {
      if (this.#skipIf(end)) return;
    }
    throw new MarkupError('The page ends in the middle of its head.');
  }

  #skipIf(expected: readonly number[]): boolean {
    if (!expected.every((byte, index) => this.#bytes[this.#at + index] === byte)) return false;
    this.#at += expected.length;
    return true;
  }

  #expect(expected: number, refusal: string): void {
    if (this.#take() !== expected) throw new MarkupError(refusal);
  }

  #take(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new MarkupError('The page ends in the middle of its head.');
    return byte;
  }
}

/** Go takes no more than these in a value without quotes: neither a slash nor a dot. */
function isBareValueByte(byte: number): boolean {
  const letter = byte | 0x20;
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x5f ||
    byte === 0x3a ||
    byte === DASH
  );
}

/** Refuses `<?xml …?>` of another version than 1.0, or of another character set than UTF-8 or ASCII. */
function checkXmlDeclaration(content: string): void {
  const version = declared('version=', content);
  if (version !== '' && version !== '1.0') throw new MarkupError('The page is XML of an unknown version.');
  const encoding = declared('encoding=', content).toLowerCase();
  if (encoding !== '' && encoding !== 'utf-8' && encoding !== 'ascii') {
    throw new MarkupError('The page is in another character set than UTF-8.');
  }
}

/** The quoted value behind `name`, taken at the first place where a quote follows; empty for none. */
function declared(name: string, content: string): string {
  for (let at = content.indexOf(name); at >= 0; at = content.indexOf(name, at)) {
    at += name.length;
    const quote = content[at];
    at++;
    if (quote !== '"' && quote !== "'") continue;
    const end = content.indexOf(quote, at);
    return end < 0 ? '' : content.slice(at, end);
  }
  return '';
}
