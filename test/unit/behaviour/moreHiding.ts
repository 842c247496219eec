import type { Hiding } from './hiding.ts';

const quoted = (text: string): string => JSON.stringify(text);
const codes = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

/** Pieces of `size` letters. */
function cut(text: string, size: number): readonly string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
}

/** Ways to hide `text` in plain sight: in fields, arguments, formats and documents. Each compiles. */
export function moreHidings(text: string): readonly Hiding[] {
  const way = (
    name: string,
    expression: string,
    declarations = '',
    imports: readonly string[] = [],
  ): Hiding => ({ name, expression, declarations, imports });
  const fields = cut(text, 9);
  const short = cut(text, 3);
  const letters = [...new Set(text)];
  return [
    way(
      'parts in fields',
      fields.map((_, index) => `NAMEf.p${index}`).join(' + '),
      `type NAMEt struct { ${fields.map((__, index) => `p${index}`).join(', ')} string }\nvar NAMEf = NAMEt{${fields.map((part, index) => `p${index}: ${quoted(part)}`).join(', ')}}`,
    ),
    way(
      'a group of variables',
      'NAMEall',
      `var (\n${short.map((part, index) => `\tNAME${index} = ${quoted(part)}`).join('\n')}\n\tNAMEall = ${short.map((_, index) => `NAME${index}`).join('+')}\n)`,
    ),
    way(
      'two texts that are cut',
      `NAMEx[2:${2 + 12}] + NAMEy[3:${3 + text.length - 12}]`,
      `var NAMEx, NAMEy = ${quoted(`ab${text.slice(0, 12)}cd`)}, ${quoted(`abc${text.slice(12)}d`)}`,
    ),
    way(
      'numbers as arguments',
      `NAMEv(${codes(text).join(', ')})`,
      'func NAMEv(list ...int) (s string) { for _, n := range list { s += string(rune(n)) }; return }',
    ),
    way(
      'a type parameter',
      `NAMEg[byte](${codes(text).join(', ')})`,
      'func NAMEg[T ~byte | ~rune](list ...T) string { s := ""; for _, n := range list { s += string(rune(n)) }; return s }',
    ),
    way(
      'letters that a function chooses',
      'NAMEw()',
      `func NAMEl(i int) string { switch i { ${letters.map((letter, index) => `case ${index}: return ${quoted(letter)}`).join('; ')} }; return "" }\nfunc NAMEw() (s string) { for i := 0; NAMEl(i) != ""; i++ { s += NAMEl(i) }; return }`,
    ),
    way(
      'letters of a list type, picked by its method',
      `NAMEd{${letters.map(quoted).join(', ')}}.pick(${[...text].map((letter) => letters.indexOf(letter)).join(', ')})`,
      `type NAMEd [${letters.length}]string\nfunc (d NAMEd) pick(list ...uint8) (s string) { for _, i := range list { s += d[i] }; return }`,
    ),
    way(
      'a format that reads hexadecimal',
      'NAMEh()',
      `func NAMEh() string { var b []byte; fmt.Sscanf("${Buffer.from(text).toString('hex')}", "%x", &b); return string(b) }`,
      ['fmt'],
    ),
    way(
      'a replacer in a variable',
      `NAMEr.Replace(${quoted(text.replaceAll('e', '%1').replaceAll('t', '%2'))})`,
      'var NAMEr = strings.NewReplacer("%1", "e", "%2", "t")',
      ['strings'],
    ),
    way(
      'a regular expression',
      `NAMEr.ReplaceAllString(${quoted([...text].join('Q'))}, "")`,
      'var NAMEr = regexp.MustCompile("Q+")',
      ['regexp'],
    ),
    way(
      'a document of numbers',
      'NAMEj()',
      `func NAMEj() string { var n []byte; var list []int; json.Unmarshal([]byte("[${codes(text).join(', ')}]"), &list); for _, v := range list { n = append(n, byte(v)) }; return string(n) }`,
      ['encoding/json'],
    ),
    way(
      'a table of values',
      'NAMEc()',
      `func NAMEc() string { row, _ := csv.NewReader(strings.NewReader(${quoted(cut(text, 5).join(','))})).Read(); return strings.Join(row, "") }`,
      ['encoding/csv', 'strings'],
    ),
    way(
      'constants that count',
      'string(NAMEl)',
      `const (\n\tNAMEa = 'a' + iota\n\tNAMEb\n)\nvar NAMEl = []rune{${codes(text)
        .map((code) => `NAMEa + ${code - 97}`)
        .join(', ')}}`,
    ),
    way(
      'a machine with a remainder',
      'NAMEm()',
      `func NAMEm() string { s := ""; for i := 0; i < ${text.length}; i++ { c := int(NAMEs[i]); c = 32 + (c-32+88)%95; s += string(rune(c)) }; return s }\nconst NAMEs = ${quoted(
        codes(text)
          .map((code) => String.fromCharCode(32 + ((code - 32 + 7) % 95)))
          .join(''),
      )}`,
    ),
    way(
      'pieces that are copied into an array',
      'NAMEc()',
      `func NAMEc() string { var a [${text.length}]byte; ${cut(text, 8)
        .map((part, index) => `copy(a[${8 * index}:], ${quoted(part)})`)
        .join('; ')}; return string(a[:]) }`,
    ),
    way(
      'a panic that is recovered',
      'NAMEp()',
      `func NAMEp() (s string) { defer func() { s = recover().(string) }(); panic(string([]byte{${codes(text).join(', ')}})) }`,
    ),
  ];
}
