import { describeDifference, filePhrase, gainsPhrase, sentence } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { sources } from './sources.ts';

// The samples are inert, as in attacks.test.ts: never compiled or run, and without a real address.

const gainsOf = (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): ReturnType<typeof describeDifference> => describeDifference(sources(before), sources(after));

describe('a file that is newly built', () => {
  test.each([
    ['the ignore line goes', '//go:build ignore\n\n', '', 'ignore', null],
    ['a system goes', '//go:build windows\n\n', '', 'windows', null],
    [
      'another system comes',
      '//go:build windows\n\n',
      '//go:build windows || linux\n\n',
      'windows',
      'windows || linux',
    ],
    ['a negation', '//go:build !linux\n\n', '//go:build !(linux && cgo)\n\n', '!linux', '!(linux && cgo)'],
    [
      'a tag that somebody must set goes',
      '//go:build linux && debug\n\n',
      '//go:build linux\n\n',
      'linux && debug',
      'linux',
    ],
    ['never built by this Go', '//go:build !go1.18\n\n', '', '!go1.18', null],
    [
      'all systems that are like unix',
      '//go:build plan9\n\n',
      '//go:build plan9 || unix\n\n',
      'plan9',
      'plan9 || unix',
    ],
    ['with cgo too', '//go:build !cgo\n\n', '', '!cgo', null],
    [
      'android, though not the rest of linux',
      '//go:build darwin\n\n',
      '//go:build android\n\n',
      'darwin',
      'android',
    ],
  ])('%s', (_, before, after, was, is) => {
    const gains = gainsOf({ 'a.go': `${before}package a\n` }, { 'a.go': `${after}package a\n` });
    expect(gains.newlyBuilt).toEqual([{ path: 'a.go', before: was, after: is }]);
    expect(gains.perFile.map(({ path, newlyBuilt }) => [path, newlyBuilt])).toEqual([['a.go', true]]);
    expect(gainsPhrase(gains)).toBe('a.go is newly built');
    expect(sentence(gains)).toBe('a.go differs; a.go is newly built');
  });

  test.each([
    ['a system less', '', '//go:build windows\n\n'],
    ['a narrower expression', '//go:build linux || darwin\n\n', '//go:build darwin\n\n'],
    ['the same in other words', '//go:build !(windows || plan9)\n\n', '//go:build !windows && !plan9\n\n'],
    ['unix is no windows', '//go:build !windows\n\n', '//go:build unix\n\n'],
    ['android is linux too', '//go:build linux\n\n', '//go:build android\n\n'],
    ['and binds before or', '//go:build windows || linux && mytag\n\n', '//go:build windows\n\n'],
    ['only with a tag', '//go:build linux\n\n', '//go:build linux || mytag\n\n'],
    ['an old form of a line beside it goes', '//go:build linux\n// +build linux\n\n', '//go:build linux\n\n'],
    ['an expression that is broken', '//go:build linux\n\n', '//go:build linux ||\n\n'],
  ])('not: %s', (_, before, after) => {
    const gains = gainsOf({ 'a.go': `${before}package a\n` }, { 'a.go': `${after}package a\n` });
    expect(gains.newlyBuilt).toEqual([]);
    expect(gains.perFile).toEqual([]);
    expect(gainsPhrase(gains)).toBe('');
  });

  test('a name that kept it out, when nothing else differs', () => {
    const text = 'package a\n\nfunc F() {}\n';
    expect(gainsOf({ 'a_windows.go': text }, { 'a.go': text }).newlyBuilt).toEqual([
      { path: 'a.go', before: 'windows', after: null },
    ]);
    expect(gainsOf({ 'a_test.go': text }, { 'a.go': text }).newlyBuilt).toEqual([
      { path: 'a.go', before: 'tests', after: null },
    ]);
    expect(gainsOf({ '_a.go': text }, { 'a_linux.go': text }).newlyBuilt).toEqual([
      { path: 'a_linux.go', before: 'ignored', after: 'linux' },
    ]);
    expect(gainsOf({ 'a.go': text }, { 'b.go': text }).newlyBuilt).toEqual([]);
  });

  test('an expression that nobody reads is told, whatever it means', () => {
    const long = (tag: string): string =>
      `//go:build ${'('.repeat(300)}${tag}${')'.repeat(300)}\n\npackage a\n`;
    expect(gainsOf({ 'a.go': long('linux || darwin') }, { 'a.go': long('darwin') }).newlyBuilt).toHaveLength(
      1,
    );
  });
});

describe('C code in front of import "C"', () => {
  const file = (comment: string): string => `package a\n\n${comment}\nimport "C"\n\nfunc F() { C.f() }\n`;

  test('a line that is added', () => {
    const gains = gainsOf(
      { 'a.go': file('// #include <stdio.h>\n// int f(void);') },
      {
        'a.go': file('/*\n#include <stdio.h>\nint f(void);\nint g(void) { return system("x"); }\nint h;\n*/'),
      },
    );
    expect(gains.directives).toEqual([
      { kind: 'c-code', text: 'int g(void) { return system("x"); } (and 1 more)', file: 'a.go', line: 2 },
    ]);
    expect(gains.perFile).toMatchObject([{ path: 'a.go', directives: 1 }]);
    expect(gainsPhrase(gains)).toBe('a.go gains C code');
  });

  test('in a group of imports', () => {
    const group = (code: string): string => `package a\n\nimport (\n\t"fmt"\n\n\t// ${code}\n\t"C"\n)\n`;
    expect(gainsOf({ 'a.go': group('int f;') }, { 'a.go': group('int g;') }).directives).toMatchObject([
      { kind: 'c-code', text: 'int g;' },
    ]);
  });

  test('another layout, another file, or no C code at all gain nothing', () => {
    const before = { 'a.go': file('// int f(void);\n// int   g;') };
    for (const after of [
      { 'a.go': file('/* int f(void);\n\n   int g;\n */') },
      { 'b.go': file('// int f(void);\n// int g;') },
      { 'a.go': file('// Some words about this.\n\n// int f(void);\n// int g;') },
    ]) {
      const gains = gainsOf(before, after);
      expect(gains.directives).toEqual([]);
      expect(gainsPhrase(gains)).toBe('');
    }
  });
});

describe('files that cannot be read as Go', () => {
  test.each([
    [
      'assembly',
      'a_amd64.s',
      'TEXT ·f(SB),0,$0\n',
      'TEXT ·f(SB),0,$8\n',
      'a_amd64.s is no Go and not read',
      1,
    ],
    ['C', 'a.c', 'int f;\n', 'int g;\n', 'a.c is no Go and not read', 0],
    ['an object', 'a.syso', 'a\0', 'b\0', 'a.syso is no Go and not read', 1],
  ])(
    '%s that changes is told, and nobody says that no new access is seen',
    (_, path, before, after, words, files) => {
      const gains = gainsOf({ [path]: before }, { [path]: after });
      expect(gainsPhrase(gains)).toBe(words);
      expect(sentence(gains)).toBe(`${path} differs; ${words}`);
      expect(gains.perFile).toHaveLength(files);
      expect(gainsPhrase(gainsOf({ [path]: before }, {}))).toBe('');
    },
  );

  test('generated files say so', () => {
    const generated = '// Copyright\n\n// Code generated by x. DO NOT EDIT.\n\npackage a\n';
    const flags = (text: string): boolean | undefined => gainsOf({}, { 'a.go': text }).files[0]?.generated;
    expect(flags(generated)).toBe(true);
    expect(flags('package a\n\n// Code generated by x. DO NOT EDIT.\n')).toBe(false);
    expect(flags('// Code generated by x. Do edit.\n\npackage a\n')).toBe(false);
    expect(flags('var s = `\n// Code generated by x. DO NOT EDIT.\n`\n')).toBe(false);
  });
});

describe('strings', () => {
  const base64 = 'QWxsIG9mIHRoaXMgaXMgaW5lcnQgdGV4dCB0aGF0';

  test.each([
    ['base64 on many lines', `\`\n${base64}\n${base64}\nAA==\n\``, true],
    ['bytes in octal escapes', `"${'\\374\\110'.repeat(16)}"`, true],
    ['base64 joined from constants', `head + "${base64}"\nconst head = "${base64}"`, true],
    ['prose', `"${'Words and 3 numbers stand here - one after another '.repeat(3)}"`, false],
    ['a few octal escapes', `"${'\\033[1m'.repeat(10)}"`, false],
  ])('%s', (_, literal, isEncoded) => {
    const { strings } = gainsOf({}, { 'a.go': `package a\n\nvar s = ${literal}\n` });
    expect(strings.map(({ kind }) => kind)).toEqual(isEncoded ? ['encoded'] : []);
  });

  test.each([
    ['joined from constants', 'const h, p = "192.0.2.1", ":4443"\nvar s = h + p', '192.0.2.1:4443'],
    [
      'formatted',
      'import "fmt"\nvar s = fmt.Sprintf("%s:%d", "c2.example.invalid", 4443)',
      'c2.example.invalid:4443',
    ],
    ['an IPv6 address', 'var s = "[2001:db8::7]" + ":80"', '[2001:db8::7]:80'],
  ])('an address that is %s', (_, code, address) => {
    const { strings } = gainsOf({}, { 'a.go': `package a\n\n${code}\n` });
    expect(strings.map(({ text }) => text)).toContain(address);
  });
});

describe('what gains nothing', () => {
  const connect = 'func connect() error { _, err := net.Dial("tcp", "192.0.2.1:1"); return err }\n';
  const file = (name: string, rest = ''): string => `package ${name}\n\nimport "net"\n\n${connect}${rest}`;

  test('a function that moved to another file or another folder', () => {
    const before = { 'a/a.go': file('a'), 'b/b.go': 'package b\n' };
    for (const after of [
      { 'a/a.go': 'package a\n', 'a/c.go': file('a'), 'b/b.go': 'package b\n' },
      { 'a/a.go': 'package a\n', 'b/b.go': file('b') },
      { 'c/c.go': file('c') },
    ]) {
      const gains = gainsOf(before, after);
      expect(gains).toMatchObject({
        functions: [],
        calls: [],
        imports: [],
        capabilities: [],
        strings: [],
        perFile: [],
      });
      expect(gains.lost.functions).toEqual([]);
    }
  });

  test('a function that is there twice did not move', () => {
    const gains = gainsOf(
      { 'a/a.go': file('a'), 'b/b.go': 'package b\n' },
      { 'a/a.go': file('a'), 'b/b.go': file('b') },
    );
    expect(gains.functions.map(({ name }) => name)).toEqual(['connect']);
  });

  test('code that runs on import and moved to another package is told', () => {
    const init = 'func init() { connect() }\n';
    const gains = gainsOf(
      { 'cmd/a.go': file('main', init), 'b.go': 'package b\n' },
      { 'cmd/a.go': 'package main\n', 'b.go': file('b', init) },
    );
    expect(gains.initAdded).toBe(true);
  });

  test('what moved keeps its callers in view', () => {
    const gains = gainsOf(
      { 'a/a.go': 'package a\n\nfunc Open() { prepare() }\n', 'b/b.go': 'package b\n' },
      {
        'a/a.go': 'package a\n',
        'b/b.go':
          'package b\n\nimport "net"\n\nfunc Open() { prepare() }\nfunc prepare() { net.Dial("", "") }\n',
      },
    );
    expect(gains.functions).toMatchObject([{ name: 'prepare', calledFrom: ['Open'] }]);
  });
});

describe('gains by file', () => {
  test('each file says what it gains, the most telling first', () => {
    const gains = gainsOf(
      { 'a.go': 'package a\n', 'b.go': 'package a\n', 'c.go': 'package a\n\nfunc F() int { return 1 }\n' },
      {
        'a.go': 'package a\n\n//go:generate x\n\nfunc G() { H() }\n',
        'b.go':
          'package a\n\nimport (\n\t"net"\n\t"os/exec"\n)\n\nfunc init() { net.Dial("tcp", "192.0.2.1:1") }\n' +
          'func H() { exec.Command("x").Run() }\n',
        'c.go': 'package a\n\nfunc F() int { return 2 }\n',
      },
    );
    expect(gains.perFile).toEqual([
      {
        path: 'b.go',
        imports: ['net', 'os/exec'],
        capabilities: ['network', 'process'],
        runsOnImport: ['init'],
        functions: ['H'],
        calls: 0,
        strings: 1,
        directives: 0,
        newlyBuilt: false,
      },
      {
        path: 'a.go',
        imports: [],
        capabilities: [],
        runsOnImport: [],
        functions: ['G'],
        calls: 0,
        strings: 0,
        directives: 1,
        newlyBuilt: false,
      },
    ]);
    expect(gains.perFile.map(filePhrase)).toEqual([
      'gains network, process; init runs on import; imports net and os/exec; adds H, 1 telling string',
      'adds G, 1 directive',
    ]);
  });

  test('the lists are bounded', () => {
    const many = Array.from({ length: 200 }, (_, index) => [
      `f${index}.go`,
      `package a\n\nfunc F${index}() {}\n`,
    ]);
    const gains = describeDifference(new Map(), new Map(many as [string, string][]));
    expect(gains.perFile).toHaveLength(100);
    expect(gains.truncated).toContain('perFile');
    const names = Array.from({ length: 50 }, (_, index) => `func F${index}() {}\n`).join('');
    expect(gainsOf({}, { 'a.go': `package a\n\n${names}` }).perFile[0]?.functions).toHaveLength(20);
  });
});
