/** One way to write text as bytes, as an iconv does it. */
export interface Codec {
  /** Encodes text; null when a character has no place in the encoding, at which git leaves the content alone. */
  encode(text: string): Uint8Array | null;
  /** Decodes bytes that {@link encode} could have made; null for others. */
  decode(encodedBytes: Uint8Array): string | null;
}

/**
 * A working-tree-encoding. The first codec is GNU iconv's, which the public
 * mirror has; the others are those of other systems, where they differ (the
 * byte order of plain UTF-16 and UTF-32 is the machine's choice).
 */
export type TextEncoding = readonly [Codec, ...Codec[]];

/**
 * Finds an encoding by the name of a `working-tree-encoding` attribute: null for
 * UTF-8, which git does not convert; `unknown` when it is not implemented here.
 *
 * Follows reencode_string_len and same_encoding of git, and GNU iconv's names.
 */
export function findEncoding(name: string): TextEncoding | 'unknown' | null {
  const plain = name.toLowerCase();
  const utf = /^utf-?(8|16|32)(le|be)?(-bom)?$/.exec(plain);
  if (utf !== null) {
    const [, bits, order, bom] = utf;
    if (bits === '8') return order === undefined && bom === undefined ? null : 'unknown';
    const width = bits === '16' ? 2 : 4;
    if (bom !== undefined) {
      return width === 2 && order !== undefined ? [utfCodec(2, order === 'le', true)] : 'unknown';
    }
    if (order !== undefined) return [utfCodec(width, order === 'le', false)];
    return [utfCodec(width, true, true), utfCodec(width, false, true)];
  }
  if (/^(us-)?ascii$/.test(plain)) return [tableCodec(ASCII)];
  if (/^(latin-?1|iso-?8859-?1|iso_8859-1|l1)$/.test(plain)) return [tableCodec(LATIN1)];
  const label = singleByteLabel(plain);
  return label === null ? 'unknown' : [tableCodec(tableOf(label))];
}

const ASCII = Array.from({ length: 128 }, (_, byte) => byte);
const LATIN1 = Array.from({ length: 256 }, (_, byte) => byte);

/**
 * Windows-1252 from 0x80 to 0x9f, holes as NUL. Written out because some versions
 * of Node.js decode that one label as Latin-1.
 */
const WINDOWS_1252 = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

/** The label under which the platform knows the very same table, or null. */
function singleByteLabel(name: string): string | null {
  const windows = /^(?:cp|windows-)(125[0-8])$/.exec(name)?.[1];
  if (windows !== undefined) return `windows-${windows}`;
  const iso = /^iso-?8859-(2|3|4|5|6|7|8|10|13|14|15|16)$/.exec(name)?.[1];
  if (iso !== undefined) return `iso-8859-${iso}`;
  return name === 'koi8-r' || name === 'koi8-u' ? name : null;
}

/** Code point of each byte; -1 where the table has a hole. */
function tableOf(label: string): readonly number[] {
  if (label === 'windows-1252') {
    return LATIN1.map((byte) => {
      const codePoint = byte < 0x80 || byte > 0x9f ? byte : WINDOWS_1252.charCodeAt(byte - 0x80);
      return codePoint === 0 && byte !== 0 ? -1 : codePoint;
    });
  }
  const decoder = new TextDecoder(label);
  const isWindows = label.startsWith('windows-');
  return Array.from({ length: 256 }, (_, byte) => {
    const codePoint = decoder.decode(Uint8Array.of(byte)).codePointAt(0) ?? -1;
    // The web fills holes of the Windows tables with control characters; iconv leaves them open.
    const isHole = codePoint === 0xfffd || (isWindows && codePoint >= 0x80 && codePoint < 0xa0);
    return isHole ? -1 : codePoint;
  });
}

function tableCodec(table: readonly number[]): Codec {
  const bytes = new Map(table.map((codePoint, byte) => [codePoint, byte]));
  bytes.delete(-1);
  return {
    encode(text) {
      const encoded = new Uint8Array(text.length);
      for (let at = 0; at < text.length; at++) {
        const byte = bytes.get(text.charCodeAt(at));
        if (byte === undefined) return null;
        encoded[at] = byte;
      }
      return encoded;
    },
    decode(encodedBytes) {
      const parts: string[] = [];
      for (const byte of encodedBytes) {
        const codePoint = table[byte] ?? -1;
        if (codePoint < 0) return null;
        parts.push(String.fromCharCode(codePoint));
      }
      return parts.join('');
    },
  };
}

const BYTE_ORDER_MARK = 0xfeff;

function utfCodec(width: 2 | 4, isLittleEndian: boolean, hasMark: boolean): Codec {
  return {
    encode(text) {
      const codes = width === 2 ? text.length : [...text].length;
      const start = hasMark ? width : 0;
      const encoded = new Uint8Array(start + codes * width);
      const view = new DataView(encoded.buffer);
      const put = (at: number, code: number): void =>
        width === 2 ? view.setUint16(at, code, isLittleEndian) : view.setUint32(at, code, isLittleEndian);
      if (hasMark) put(0, BYTE_ORDER_MARK);
      let at = start;
      for (let index = 0; index < text.length; index++, at += width) {
        const code = width === 2 ? text.charCodeAt(index) : (text.codePointAt(index) ?? 0);
        put(at, code);
        if (code > 0xffff) index++;
      }
      return encoded;
    },
    decode(encodedBytes) {
      if (encodedBytes.length % width !== 0) return null;
      const view = new DataView(encodedBytes.buffer, encodedBytes.byteOffset, encodedBytes.byteLength);
      const get = (at: number): number =>
        width === 2 ? view.getUint16(at, isLittleEndian) : view.getUint32(at, isLittleEndian);
      let at = 0;
      if (hasMark) {
        if (encodedBytes.length === 0 || get(0) !== BYTE_ORDER_MARK) return null;
        at = width;
      }
      const parts: string[] = [];
      for (; at < encodedBytes.length; at += width) {
        const code = get(at);
        if (code > 0x10ffff) return null;
        parts.push(width === 2 ? String.fromCharCode(code) : String.fromCodePoint(code));
      }
      return parts.join('');
    },
  };
}
