/** A way to write a text so that a reader does not see it. */
export interface Hiding {
  readonly name: string;
  readonly imports: readonly string[];
  /** Declarations that the expression needs; `NAME` is put in front of what they declare. */
  readonly declarations: string;
  /** An expression of type string. */
  readonly expression: string;
}

const byte = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));
const quoted = (text: string): string => JSON.stringify(text);
const hex = (text: string): string =>
  byte(text)
    .map((code) => code.toString(16).padStart(2, '0'))
    .join('');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const rune = (letter: string): string =>
  letter === "'" || letter === '\\' ? `'\\${letter}'` : `'${letter}'`;

/** Pieces of two or three letters. */
function pieces(text: string): readonly string[] {
  return text.match(/.{1,3}/gs) ?? [];
}

/** The letters that a text uses, and its letters as indexes of them. */
function alphabet(text: string): { letters: string; indexes: readonly number[] } {
  const letters = [...new Set([...'qzxj', ...text])].join('');
  return { letters, indexes: [...text].map((letter) => letters.indexOf(letter)) };
}

/** All ways to hide `text`. Each compiles. */
export function hidings(text: string): readonly Hiding[] {
  const { letters, indexes } = alphabet(text);
  const codes = byte(text).join(', ');
  const way = (
    name: string,
    expression: string,
    declarations = '',
    imports: readonly string[] = [],
  ): Hiding => ({
    name,
    expression,
    declarations,
    imports,
  });
  return [
    way('bytes', `string([]byte{${codes}})`),
    way('an array of bytes that is cut', 'string(NAMEb[:])', `var NAMEb = [...]byte{${codes}}`),
    way('runes', `string([]rune{${[...text].map(rune).join(', ')}})`),
    way('runes as numbers', `string(NAMEr)`, `var NAMEr = []rune{${codes}}`),
    way(
      'letters picked from a list',
      indexes.map((index) => `NAMEa[${index}]`).join(' + '),
      `var NAMEa = []string{${[...letters].map(quoted).join(', ')}}`,
    ),
    way(
      'letters picked from a text',
      indexes.map((index) => `NAMEs[${index}:${index + 1}]`).join(' + '),
      `const NAMEs = ${quoted(letters)}`,
    ),
    way(
      'letters picked from a text and turned into strings',
      indexes.map((index) => `string(NAMEs[${index}])`).join(' + '),
      `var NAMEs = ${quoted(letters)}`,
    ),
    way(
      'letters picked by a list of indexes',
      'NAMEpick()',
      `func NAMEpick() string { out := ""; for _, i := range []int{${indexes.join(', ')}} { out += ${quoted(letters)}[i : i+1] }; return out }`,
    ),
    way(
      'hex',
      'NAMEh()',
      `func NAMEh() string { b, _ := hex.DecodeString(${quoted(hex(text))}); return string(b) }`,
      ['encoding/hex'],
    ),
    way(
      'hex into a buffer',
      'NAMEh()',
      `func NAMEh() string { src := []byte(${quoted(hex(text))}); dst := make([]byte, len(src)/2); hex.Decode(dst, src); return string(dst) }`,
      ['encoding/hex'],
    ),
    way(
      'base64',
      'NAMEd(NAMEc)',
      `const NAMEc = ${quoted(base64(text))}\nfunc NAMEd(s string) string { b, err := base64.StdEncoding.DecodeString(s); if err != nil { return "" }; return string(b) }`,
      ['encoding/base64'],
    ),
    way(
      'base64 by an encoding of its own',
      'NAMEd()',
      `var NAMEe = base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")\nfunc NAMEd() string { b, _ := NAMEe.DecodeString(${quoted(base64(text))}); return string(b) }`,
      ['encoding/base64'],
    ),
    way(
      'hex decoded by hand',
      'NAMEu(NAMEx)',
      `const NAMEx = ${quoted(hex(text))}\nfunc NAMEv(c byte) byte { if c >= 'a' { return c - 'a' + 10 }; return c - '0' }\nfunc NAMEu(s string) string { var out []byte; for i := 0; i+1 < len(s); i += 2 { out = append(out, NAMEv(s[i])<<4|NAMEv(s[i+1])) }; return string(out) }`,
    ),
    way('short pieces', pieces(text).map(quoted).join(' + ')),
    way('joined pieces', `strings.Join([]string{${pieces(text).map(quoted).join(', ')}}, "")`, '', [
      'strings',
    ]),
    way(
      'pieces put together one by one',
      'NAMEp()',
      `func NAMEp() string { s := ""; ${pieces(text)
        .map((piece) => `s += ${quoted(piece)}`)
        .join('; ')}; return s }`,
    ),
    way(
      'a builder of runes',
      'NAMEw()',
      `func NAMEw() string { var sb strings.Builder; ${[...text].map((letter) => `sb.WriteRune(${rune(letter)})`).join('; ')}; return sb.String() }`,
      ['strings'],
    ),
    way('a replaced letter', `strings.ReplaceAll(${quoted([...text].join('Q'))}, "Q", "")`, '', ['strings']),
    way(
      'a replacer',
      `strings.NewReplacer("Q", "/", "Z", ":").Replace(${quoted(text.replaceAll('/', 'Q').replaceAll(':', 'Z'))})`,
      '',
      ['strings'],
    ),
    way(
      'xor in a loop',
      'NAMEo([]byte{' +
        byte(text)
          .map((code) => code ^ 0x2a)
          .join(', ') +
        '}, 0x2a)',
      `func NAMEo(in []byte, key byte) string { out := make([]byte, len(in)); for i, c := range in { out[i] = c ^ key }; return string(out) }`,
    ),
    way(
      'xor where it stands',
      'NAMEx()',
      `func NAMEx() string { b := []byte{${byte(text)
        .map((code) => code ^ 7)
        .join(', ')}}; for i := range b { b[i] ^= 7 }; return string(b) }`,
    ),
    way(
      'letters moved by one',
      'NAMEm(' + quoted(String.fromCharCode(...byte(text).map((code) => code + 1))) + ')',
      `func NAMEm(s string) string { out := []byte{}; for i := 0; i < len(s); i++ { out = append(out, s[i]-1) }; return string(out) }`,
    ),
    way(
      'letters moved by a map over the text',
      `strings.Map(func(r rune) rune { return r - 1 }, ${quoted(String.fromCharCode(...byte(text).map((code) => code + 1)))})`,
      '',
      ['strings'],
    ),
    way(
      'a text turned round',
      `NAMEt(${quoted([...text].reverse().join(''))})`,
      `func NAMEt(s string) string { r := []rune(s); for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 { r[i], r[j] = r[j], r[i] }; return string(r) }`,
    ),
    way(
      'letter codes',
      byte(text)
        .map((code) => `string(rune(${code}))`)
        .join(' + '),
    ),
    way('letters in a format', `fmt.Sprintf("${'%c'.repeat(text.length)}", ${codes})`, '', ['fmt']),
    way(
      'escapes',
      `"${byte(text)
        .map((code) => `\\x${code.toString(16).padStart(2, '0')}`)
        .join('')}"`,
    ),
    way(
      'a table of letters',
      'NAMEl()',
      `var NAMEt = map[int]rune{${[...text].map((letter, index) => `${index}: ${rune(letter)}`).join(', ')}}\nfunc NAMEl() string { s := ""; for i := 0; i < len(NAMEt); i++ { s += string(NAMEt[i]) }; return s }`,
    ),
    way(
      'words of eight bytes',
      'NAMEq()',
      `func NAMEq() string { b := make([]byte, 0); for _, w := range []uint64{${words(text).join(', ')}} { b = binary.BigEndian.AppendUint64(b, w) }; return string(b[:${text.length}]) }`,
      ['encoding/binary'],
    ),
    way(
      'bytes of a large number',
      'NAMEn()',
      `func NAMEn() string { n, _ := new(big.Int).SetString("${BigInt(`0x${hex(text)}`)}", 10); return string(n.Bytes()) }`,
      ['math/big'],
    ),
    way(
      'numbers in a text',
      'NAMEi()',
      `func NAMEi() string { var out []byte; for _, f := range strings.Fields("${byte(text).join(' ')}") { n, _ := strconv.Atoi(f); out = append(out, byte(n)) }; return string(out) }`,
      ['strings', 'strconv'],
    ),
    way(
      'a key of its own',
      'NAMEk()',
      `func NAMEk() string { c, _ := rc4.NewCipher([]byte("key")); b := []byte(${quoted(hex(text))}); c.XORKeyStream(b, b); return string(b) }`,
      ['crypto/rc4'],
    ),
    way(
      'fields of a struct',
      'NAMEf.a + NAMEf.b',
      `type NAMEpair struct { a, b string }\nvar NAMEf = NAMEpair{a: string([]byte{${byte(text.slice(0, 8)).join(', ')}}), b: string([]byte{${byte(text.slice(8)).join(', ')}})}`,
    ),
    way(
      'a method that decodes',
      `NAMEbox{[]byte{${codes}}}.open()`,
      `type NAMEbox struct { data []byte }\nfunc (b NAMEbox) open() string { return string(b.data) }`,
    ),
    way('a named list of bytes', `string(NAMEbs{${codes}})`, `type NAMEbs []byte`),
  ];
}

function words(text: string): readonly string[] {
  const all = byte(text.padEnd(Math.ceil(text.length / 8) * 8, ' '));
  return Array.from(
    { length: all.length / 8 },
    (_, index) =>
      `0x${all
        .slice(8 * index, 8 * index + 8)
        .map((code) => code.toString(16).padStart(2, '0'))
        .join('')}`,
  );
}
