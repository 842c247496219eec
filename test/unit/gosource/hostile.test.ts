import { describeDifference, Lexer, readGoFile, readTokens } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';

// Each text would take minutes, all memory or the whole stack if something
// were quadratic, unbounded or recursive.
const HOSTILE: readonly (readonly [string, () => string])[] = [
  ['100,000 nested braces', () => `package a\nfunc f() ${'{'.repeat(1e5)}${'}'.repeat(1e5)}\n`],
  ['braces that nothing closes', () => `package a\nfunc f() ${'{'.repeat(1e6)}`],
  ['nested parentheses', () => `package a\nvar x = ${'('.repeat(5e5)}f${')'.repeat(5e5)}(1)\n`],
  ['nested function literals', () => `package a\nfunc f() {${'func() {'.repeat(2e5)}${'}'.repeat(2e5)}}\n`],
  ['a function type of function types', () => `package a\nfunc f() { var x ${'func() '.repeat(5e5)} }\n`],
  ['a literal of ten megabytes', () => `package a\nvar x = "${'a'.repeat(10 << 20)}"\n`],
  ['a literal of many escapes', () => `package a\nvar x = "${'\\x41'.repeat(1e6)}"\n`],
  [
    'a literal of many addresses that are none',
    () => `package a\nvar x = "${'1.'.repeat(1e6)}${'://'.repeat(1e6)}"\n`,
  ],
  ['comments on one line', () => `package a\nvar x = 1 ${'/**/'.repeat(1e6)}\n`],
  ['a long sum', () => `package a\nvar x = ${'"a"+'.repeat(5e5)}y\n`],
  [
    'calls inside one another',
    () => `package a\nimport "strings"\nvar x = ${'strings.ToLower('.repeat(1e5)}y\n`,
  ],
  [
    'constants that double',
    () => `package a\nconst c0 = "aaaa"\n${numbered(1e4, (i) => `const c${i + 1} = c${i} + c${i}\n`)}`,
  ],
  [
    'constants that need one another',
    () => `package a\n${numbered(1e4, (i) => `const c${i} = c${i + 1} + "a"\n`)}const c10000 = "a"\n`,
  ],
  [
    'work on one long text again and again',
    () =>
      `package a\nimport "strings"\nconst c = "${'z'.repeat(60_000)}"\nfunc f() {\n${'g(strings.Split(c, "z"))\n'.repeat(2e4)}}\n`,
  ],
  ['many methods of one name', () => `package a\n${numbered(2e4, (i) => `func (t T${i}) m() { x.m() }\n`)}`],
  [
    'many init functions',
    () => `package a\n${numbered(2e4, (i) => `func init() { g${i}() }\nfunc g${i}() { g${i + 1}() }\n`)}`,
  ],
  ['many functions of one name', () => `package a\n${'func f() { f() }\n'.repeat(2e5)}`],
  ['dot imports', () => `package a\n${'import . "net"\n'.repeat(2e4)}func f() { ${'X()\n'.repeat(2e5)} }\n`],
  ['nothing but quotes', () => '"\n'.repeat(5e5)],
  ['nothing but NUL', () => '\0'.repeat(1e6)],
  ['a build expression without end', () => `//go:build ${'!('.repeat(5e5)}linux\n\npackage a\n`],
  ['a build expression of many tags', () => `//go:build ${'a||'.repeat(120)}linux\n\npackage a\n`],
  ['C code without end', () => `package a\n\n/*${'int f;\n'.repeat(3e5)}*/\nimport "C"\n`],
  ['comments in front of C', () => `package a\n\n${'// int f;\n'.repeat(2e5)}import "C"\n`],
  ['many imports of C', () => `package a\n\n${'// int f;\nimport "C"\n'.repeat(1e5)}`],
  ['blanks in front of C', () => `package a\n\n// int f;\n${' \n'.repeat(5e5)}import "C"\n`],
  ['encoded text in short pieces', () => `package a\nvar s = "${'A1b '.repeat(5e5)}"\n`],
];

describe('hostile texts', () => {
  test.each(HOSTILE)('%s', (_, make) => {
    const text = make();
    const before = '//go:build windows\n\npackage a\n';
    const gains = describeDifference(new Map([['a.go', before]]), new Map([['a.go', text]]));
    expect(gains.files).toHaveLength(1);
    for (const list of [gains.imports, gains.functions, gains.calls, gains.strings, gains.runsOnImport]) {
      expect(list.length).toBeLessThanOrEqual(100);
    }
  });

  test('a file of fifty megabytes is read', () => {
    const part = `\n// Some words about f.\nfunc f(value string) error {\n\tif value == "" {\n\t\treturn nil\n\t}\n\treturn fmt.Errorf("%q", value)\n}\n`;
    const text = `package a\n${part.repeat((50 << 20) / part.length)}func last() {}\n`;
    const lexer = new Lexer(text);
    while (lexer.next() !== 'end');
    expect(lexer.fault).toBe(null);
    expect(readTokens(text)?.fault).toBe(null);
  });

  test('what there is no room for is said', () => {
    const crowded = `package a\n${numbered(3e5, (i) => `func f${i}() {}\n`)}`;
    const tokens = `package a\n${';'.repeat(17 << 20)}`;
    for (const text of [crowded, tokens]) {
      expect(describeDifference(new Map(), new Map([['a.go', text]])).unreadable).toEqual(['a.go']);
    }
    expect(readGoFile('a.go', tokens)).toBe(null);
  });

  test('what there is no room for is not kept', () => {
    const text = `package a\n${numbered(1000, (i) => `func f${i}() { g${i}(); h${i} = 1 }\n`)}`;
    const file = readGoFile('a.go', text, { tokens: 1e6, entries: 100 });
    expect(file?.complete).toBe(false);
    expect(file?.functions.length).toBeLessThan(100);
    expect(file?.code.names.size).toBe(0);
    expect(readGoFile('a.go', text, { tokens: 100, entries: 1e6 })).toBe(null);
  });

  test('a huge file leaves room for the small ones', () => {
    const crowded = `package a\n${numbered(3e5, (i) => `func f${i}() {}\n`)}`;
    const small = 'package b\nimport "net"\nfunc init() { net.Dial("", "") }\n';
    const gains = describeDifference(
      new Map(),
      new Map([
        ['a/a.go', crowded],
        ['b/b.go', small],
      ]),
    );
    expect(gains.unreadable).toEqual(['a/a.go']);
    expect(gains.runsOnImport.map(({ file, acts }) => [file, acts])).toEqual([['b/b.go', ['network']]]);
  });

  test('every single character after every other is read to the end', () => {
    const characters = [...Array(256).keys()]
      .map((code) => String.fromCharCode(code))
      .concat('\ud800', '\udc00', '😀', '\ufeff');
    const wrong: string[] = [];
    for (const a of characters) {
      for (const b of characters) {
        const lexer = new Lexer(a + b);
        let behind = 0;
        for (let kind = lexer.next(); kind !== 'end'; kind = lexer.next()) {
          if (lexer.end < lexer.start || lexer.start < behind) {
            wrong.push(a + b);
          }
          behind = lexer.end;
        }
        if (behind > a.length + b.length) {
          wrong.push(a + b);
        }
        readGoFile('a.go', a + b);
      }
    }
    expect(wrong).toEqual([]);
  });
});

function numbered(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}
