import { type GoFile, readGoFile } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';

function read(text: string): GoFile {
  const file = readGoFile('sub/a.go', text);
  if (file === null) {
    throw new Error('there is room for a small file');
  }
  return file;
}

function callsOf(body: string): readonly string[] {
  const file = read(`package a\nimport ("net"; h "net/http"; _ "embed")\nfunc f(x T) {\n${body}\n}\n`);
  return [...(file.functions[0]?.code.calls.values() ?? [])].map(
    ({ kind, path, name }) => `${kind} ${path === '' ? '' : `${path} `}${name}`,
  );
}

describe('readGoFile', () => {
  test('reads package, folder and imports with the places of their paths', () => {
    const text = '\ufeffpackage a; import "a/b"\nimport (\n\tx "c"\n\t. `d`\n\t_ "\\x65"\n)\n';
    const { packageName, directory, path, imports, fault, complete } = read(text);
    expect({ packageName, directory, path, fault, complete }).toEqual({
      packageName: 'a',
      directory: 'sub',
      path: 'sub/a.go',
      fault: null,
      complete: true,
    });
    expect(imports.map(({ path, name, span }) => [path, name, text.slice(span.start, span.end)])).toEqual([
      ['a/b', null, '"a/b"'],
      ['c', 'x', '"c"'],
      ['d', '.', '`d`'],
      ['e', '_', '"\\x65"'],
    ]);
  });

  test('reads functions and methods of every shape', () => {
    const file = read(
      `package a
func plain() {}
func (t T) value() {}
func (*T) pointer() {}
func (t *T[K, V]) generic() {}
func types[K any](a K) struct{ x int } { return struct{ x int }{1} }
func literal() interface{ M() } { return nil }
func external(a int) (b func() error)
func results() (func() func() [2]struct{}, error) { inner() ; return nil, nil }
`,
    );
    expect(file.functions.map(({ name, receiver, body }) => [name, receiver, body === null])).toEqual([
      ['plain', null, false],
      ['value', 'T', false],
      ['pointer', 'T', false],
      ['generic', 'T', false],
      ['types', null, false],
      ['literal', null, false],
      ['external', null, true],
      ['results', null, false],
    ]);
    expect([...(file.functions.at(-1)?.code.calls.keys() ?? [])]).toEqual(['function  inner']);
  });

  test('reads variables, constants and types, one by one and in groups', () => {
    const file = read(
      'package a\nvar a, b = 1, f(2, 3)\nvar c int\nconst (\n\td, e = "x", "y"\n\tg, h\n)\ntype (\n\tI = int\n\tJ[T any] struct{ K int }\n)\ntype L int\n',
    );
    expect(file.variables.map(({ names }) => names)).toEqual([['a', 'b'], ['c']]);
    const textOf = ({ from, to }: { from: number; to: number }): string =>
      file.tokens.text.slice(file.tokens.start(from), file.tokens.end(to - 1));
    expect(
      file.values
        .filter(({ value }) => value.from < value.to)
        .map(({ name, value }) => [name, textOf(value)]),
    ).toEqual([
      ['a', '1'],
      ['b', 'f(2, 3)'],
      ['d', '"x"'],
      ['e', '"y"'],
      ['g', '"x"'],
      ['h', '"y"'],
    ]);
    expect(file.types).toEqual(['I', 'J', 'L']);
  });

  test.each([
    ['package a\nfunc f() { ( ] ) }\n', 23],
    ['package a\nfunc f() {\n', 19],
    ['package a\nvar x = 08\n', 18],
    ['var x = 1\n', 0],
    ['', 0],
  ])('%j has a fault', (text, fault) => {
    expect(read(text).fault).toBe(fault);
  });
});

describe('calls', () => {
  test.each([
    ['g(1)', ['function g']],
    ['g[int](1)', ['function g']],
    ['(g)(1); ((g2))(1)', ['function g', 'function g2']],
    ['g(k)(1)', ['function g']],
    ['net.Dial("", "")', ['imported net Dial']],
    ['(net.Dial)("", "")', ['imported net Dial']],
    ['h.DefaultClient.Get("")', ['method Get']],
    ['x.m(1).n(2)', ['method m', 'method n']],
    ['x.net.Dial()', ['method Dial']],
    ['_ = []T(nil); _ = []net.IP(nil)', []],
    ['_ = x.(T)(y)', []],
    ['_ = make([]byte, len(x)); panic(string(x))', []],
    ['var i interface{ M(int); N() }', []],
    ['var t func(x T) (y int)', []],
    ['defer g(); go k()', ['function g', 'function k']],
    ['if v := g(); v { }', ['function g']],
    ['// g(1)\n/* g(1) */ _ = "g(1)"', []],
  ])('%s', (body, calls) => {
    expect(callsOf(body)).toEqual(calls);
  });

  test('those of function literals are deferred unless the literal is run', () => {
    const file = read(
      'package a\nfunc f() {\n now()\n v := func() { later(); both() }\n func() { now2() }()\n both()\n x := []func(){ func() { later2() }, now3() }\n _ = func() func() { return func() { later3() } }\n}\n',
    );
    const calls = [...(file.functions[0]?.code.calls.values() ?? [])];
    expect(calls.filter(({ deferred }) => deferred).map(({ name }) => name)).toEqual([
      'later',
      'later2',
      'later3',
    ]);
    expect(calls.filter(({ deferred }) => !deferred).map(({ name }) => name)).toEqual([
      'now',
      'both',
      'now2',
      'now3',
    ]);
  });
});
