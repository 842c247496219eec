import { behaviourOnImport } from '../../../server/src/behaviour/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { examine } from './modules.ts';

const HEAD = 'package host\n\nimport "os/exec"\n\n';

// Each text would take minutes, all memory or the whole stack if something were quadratic, unbounded or recursive.
const HOSTILE: readonly (readonly [string, () => string])[] = [
  ['nested braces', () => `func init() ${'{'.repeat(1e5)}${'}'.repeat(1e5)}\n`],
  ['nested parentheses', () => `func init() { exec.Command(${'('.repeat(2e5)}x${')'.repeat(2e5)}).Run() }\n`],
  [
    'nested calls',
    () =>
      `func init() { exec.Command(${'f('.repeat(1e5)}x${')'.repeat(1e5)}).Run() }\nfunc f(s string) string { return s }\n`,
  ],
  [
    'nested sums in parentheses',
    () => `const x = "a"\nfunc init() { exec.Command(${'(x + '.repeat(1e5)}x${')'.repeat(1e5)}).Run() }\n`,
  ],
  [
    'nested function literals',
    () => `func init() {${'go func() {'.repeat(5e4)}exec.Command("a").Run()${'}()'.repeat(5e4)}}\n`,
  ],
  ['a long chain of methods', () => `func init() { x${'.a().b'.repeat(1e5)}() }\n`],
  [
    'a literal of ten megabytes',
    () => `var s = "${'a'.repeat(10 << 20)}"\nfunc init() { exec.Command(s).Run() }\n`,
  ],
  [
    'a list of ten megabytes',
    () => `var b = []byte{${'104, '.repeat(2e6)}}\nfunc init() { exec.Command(string(b)).Run() }\n`,
  ],
  [
    'a chain of functions',
    () =>
      `func init() { f0() }\n${numbered(1e5, (i) => `func f${i}() { f${i + 1}() }\n`)}func f100000() { exec.Command("a").Run() }\n`,
  ],
  [
    'functions that call one another',
    () =>
      `func init() { f0() }\n${numbered(3e4, (i) => `func f${i}() { f${(i * 7) % 30_000}(); f${(i * 11 + 1) % 30_000}(); exec.Command("a").Run() }\n`)}`,
  ],
  [
    'one function that everything calls',
    () =>
      `func init() { ${numbered(1e4, (i) => `f${i}("a"); `)} }\n${numbered(1e4, (i) => `func f${i}(s string) { g(s + "b") }\n`)}func g(s string) { exec.Command(s).Run(); g(s) }\n`,
  ],
  ['many init functions', () => numbered(2e4, (i) => `func init() { exec.Command("a${i}").Run() }\n`)],
  [
    'many functions of one name',
    () => `func init() { f() }\n${'func f() { f(); exec.Command("a").Run() }\n'.repeat(5e4)}`,
  ],
  [
    'variables that need one another',
    () =>
      `${numbered(3e4, (i) => `var v${i} = v${i + 1} + "a"\n`)}var v30000 = f()\nfunc f() string { exec.Command(v0).Run(); return "" }\n`,
  ],
  [
    'variables that double',
    () =>
      `${numbered(60, (i) => `var v${i + 1} = v${i} + v${i}\n`)}var v0 = "aaaa"\nfunc init() { exec.Command(v60).Run() }\n`,
  ],
  [
    'one name that is set again and again',
    () => `func init() { s := ""\n${'s += "a"\n'.repeat(1e5)}exec.Command(s).Run() }\n`,
  ],
  ['an assignment without end', () => `func init() { x ${'= x '.repeat(3e5)} }\n`],
  ['receiving without end', () => `func init() { x := ${'<-'.repeat(5e5)}c\n_ = x }\n`],
  ['function types without end', () => `func init() { var x ${'func() '.repeat(3e5)}\n_ = x }\n`],
  ['returns on one line', () => `func init() { ${'return '.repeat(3e5)} }\n`],
  [
    'types that are made of themselves',
    () =>
      `type T struct { T; *U }\ntype U struct { T; V }\ntype V = W\ntype W = V\nvar x T\nvar y W\nfunc init() { x.run(); y.run(); x.a.b.c() }\n`,
  ],
  [
    'types in one another',
    () =>
      `${numbered(3e4, (i) => `type T${i} struct { T${i + 1} }\n`)}type T30000 struct{}\nfunc (T30000) run() { exec.Command("a").Run() }\nvar x T0\nfunc init() { x.run() }\n`,
  ],
  [
    'a struct of many fields',
    () =>
      `type T struct {\n${numbered(1e5, (i) => `f${i} func()\n`)}}\nvar t T\nfunc init() { ${numbered(1e4, (i) => `t.f${i}(); `)} }\n`,
  ],
  [
    'a list of many functions',
    () =>
      `var all = []func(){${'f, '.repeat(1e5)}}\nfunc f() { exec.Command("a").Run() }\nfunc init() { for _, g := range all { g() } }\n`,
  ],
  [
    'functions that are handed on',
    () =>
      `func init() { f0(func() { exec.Command("a").Run() }) }\n${numbered(3e3, (i) => `func f${i}(g func()) { f${i + 1}(g); f${i + 1}(func() { g() }) }\n`)}func f3000(g func()) { g() }\n`,
  ],
  [
    'interfaces of many types',
    () =>
      `type I interface { run() }\n${numbered(3e3, (i) => `type T${i} struct{}\nfunc (T${i}) run() { exec.Command("a").Run() }\n`)}func start(i I) { i.run() }\nfunc init() { ${numbered(3e3, (i) => `start(T${i}{}); `)} }\n`,
  ],
  ['brackets that nothing closes', () => `func init() { exec.Command(${'['.repeat(5e5)}`],
  ['nothing but quotes', () => '"\n'.repeat(5e5)],
  ['nothing but NUL', () => '\0'.repeat(1e6)],
  ['imports without end', () => numbered(1e5, (i) => `import x${i} "os/exec${i}"\n`)],
];

describe('hostile modules', () => {
  test.each(HOSTILE)('%s', (_, make) => {
    const text = HEAD + make();
    const { effects, unread } = examine({ 'a.go': text });
    expect(effects.length).toBeLessThanOrEqual(64);
    expect(unread.length).toBeLessThanOrEqual(100);
    for (const { sentence, chain, assembled } of effects) {
      expect(sentence.length).toBeLessThan(600);
      expect(chain.length).toBeLessThanOrEqual(16);
      expect(assembled.length).toBeLessThanOrEqual(8);
    }
  });

  test('a file of fifty megabytes is read', () => {
    const part =
      '\n// Some words about f.\nfunc f(value string) error {\n\tif value == "" {\n\t\treturn nil\n\t}\n\treturn fmt.Errorf("%q", value)\n}\n';
    const text = `${HEAD}func init() { exec.Command("a").Run() }\n${part.repeat((50 << 20) / part.length)}`;
    const { effects, unread } = examine({ 'a.go': text });
    expect(unread).toEqual([]);
    expect(effects.map(({ weight }) => weight)).toEqual(['telling']);
  });

  test('every pair of characters is read to the end', () => {
    const characters = [...Array(128).keys()]
      .map((code) => String.fromCharCode(code))
      .concat('\ud800', '😀', '\ufeff');
    for (const a of characters) {
      const files: Record<string, string> = {};
      for (const [index, b] of characters.entries()) {
        files[`p${index}/a.go`] = `${HEAD}func init() { ${a}${b} exec.Command(x${b}${a}) }\nvar v${a}${b}`;
      }
      expect(examine(files).effects.length).toBeLessThanOrEqual(64);
    }
  });

  test('what cannot be read is said, and the rest is read', () => {
    const { effects, unread } = examine({
      'a/a.go': `${HEAD}func init() { exec.Command("a").Run() }\n`,
      'b/b.go': `${HEAD}func init() { exec.Command("a").Run()\n`,
      'c/c.go': 'no Go at all',
      'd/d.go': `${HEAD}func init() { exec.Command("a\n").Run() }\n`,
    });
    expect(unread).toEqual(['b/b.go', 'c/c.go', 'd/d.go']);
    expect(effects.map(({ file }) => file)).toContain('a/a.go');
  });

  test('a function that is too much is said', () => {
    const { unread } = examine({ 'a.go': `${HEAD}func init() { ${'exec.Command(a);'.repeat(3e5)} }\n` });
    expect(unread).toEqual(['a.go']);
  });

  test('a file that is too large is not read', () => {
    let reads = 0;
    const read = (): string => {
      reads++;
      return 'package host\n';
    };
    const result = behaviourOnImport({
      modulePath: 'example.com/host',
      files: [{ path: 'a.go', sizeBytes: 1 << 30, read }],
    });
    expect([result.unread, reads]).toEqual([['a.go'], 0]);
  });
});

function numbered(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join('');
}
