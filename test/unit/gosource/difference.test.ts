import {
  describeDifference,
  filesPhrase,
  gainsPhrase,
  sentence,
} from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { sources } from './sources.ts';

const nothing = {
  imports: [],
  capabilities: [],
  testCapabilities: [],
  initAdded: false,
  functions: [],
  calls: [],
  strings: [],
  directives: [],
  unreadable: [],
  truncated: [],
};

describe('describeDifference of honest changes', () => {
  test('comments and blanks alone', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n\n// F is.\nfunc F() int { return 1 }\n' }),
      sources({ 'a.go': '// Copyright\n\npackage a\n\n/* F returns. */ func F() int {\n\treturn 1\n}\n' }),
    );
    expect(gains).toMatchObject(nothing);
    expect(gains.files[0]?.onlyComments).toBe(false);
    const comments = describeDifference(
      sources({ 'a.go': 'package a\n\n// F is http://192.0.2.1.\nfunc F() int { return 1 }\n' }),
      sources({
        'a.go': 'package a\n\n// F returns http://192.0.2.2.\n\nfunc F() int { return 1 } // end\n',
      }),
    );
    expect(comments).toMatchObject({ ...nothing, files: [{ onlyComments: true }] });
    expect(sentence(comments)).toBe('a.go differs in comments alone; no new access is seen');
  });

  test.each([
    ['a directive', '//go:noinline\nfunc F() {}', 'func F() {}'],
    ['a build constraint', 'func F() {}', 'func F() {}', '//go:build linux\n\n'],
    ['C code in a comment', '// int x;\nimport "C"', '// int y;\nimport "C"'],
    ['a value', 'const a = 1', 'const a = 2'],
  ])('%s is no comment', (_, before, after, head = '') => {
    const gains = describeDifference(
      sources({ 'a.go': `package a\n${before}\n` }),
      sources({ 'a.go': `${head}package a\n${after}\n` }),
    );
    expect(gains.files[0]?.onlyComments).toBe(false);
  });

  test('changed code that gains nothing', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n\nimport "net"\n\nfunc F() { net.Dial("tcp", "192.0.2.1:1") }\n' }),
      sources({
        'a.go': 'package a\n\nimport "net"\n\nfunc F() { if true { net.Dial("tcp", "192.0.2.1:1") } }\n',
      }),
    );
    expect(gains).toMatchObject(nothing);
    expect(gainsPhrase(gains)).toBe('');
    expect(sentence(gains)).toBe('a.go differs; no new access is seen');
  });

  test('code that moved to another file of its package', () => {
    const code = 'func Serve() { http.ListenAndServe(":80", nil) }\nfunc init() { Serve() }\n';
    const gains = describeDifference(
      sources({ 'a.go': `package a\nimport "net/http"\n${code}`, 'b.go': 'package a\n' }),
      sources({ 'a.go': 'package a\n', 'b.go': `package a\nimport "net/http"\n${code}` }),
    );
    expect(gains).toMatchObject(nothing);
  });

  test('names of network packages that reach nothing', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'a.go': `
          package a

          import (
            "net"
            "net/http"
            "os"
            "os/exec"
            "syscall"
          )

          var ErrMissing = exec.ErrNotFound

          func F(w http.ResponseWriter, r *http.Request) {
            w.WriteHeader(http.StatusTeapot)
            _ = net.ParseIP(r.RemoteAddr)
            _, _ = os.ReadFile("x")
            _ = syscall.SIGTERM
          }
        `,
      }),
    );
    expect(gains.capabilities).toEqual([]);
    expect(gains.functions).toMatchObject([{ name: 'F', capabilities: [], reaches: [] }]);
  });

  test('an imitation that renames its own imports', () => {
    const text = (module: string, more = ''): string =>
      `package a\n\nimport (\n"${module}/internal/x"\n"${module}"\n${more})\n\nfunc F() { x.Do("https://${module}/doc") }\n`;
    const options = { beforeModule: 'example.com/a', afterModule: 'example.com/b' };
    const before = sources({ 'a.go': text('example.com/a') });
    expect(describeDifference(before, sources({ 'a.go': text('example.com/b') }), options)).toMatchObject(
      nothing,
    );
    expect(describeDifference(before, sources({ 'a.go': text('example.com/b') })).imports).toHaveLength(2);
    const near = describeDifference(
      sources({ 'a.go': text('example.com/a', '"example.com/ax"\n') }),
      sources({ 'a.go': text('example.com/b', '"example.com/bx"\n') }),
      options,
    );
    expect(near.imports).toEqual([{ path: 'example.com/bx', file: 'a.go' }]);
  });
});

describe('describeDifference of gains', () => {
  test.each([
    ['network', 'import "net"', 'net.Listen("tcp", ":1")'],
    ['network', 'import "net/http"', 'http.DefaultClient.Get("x")'],
    ['network', 'import h "net/http"', 'h.Post("x", "", nil)'],
    ['network', 'import . "net"', 'Dial("tcp", "x")'],
    ['network', 'import "net"', 'dial := net.Dial; dial("tcp", "x")'],
    ['process', 'import "os/exec"', '(exec.Command)("x").Run()'],
    ['process', 'import "os"', 'os.StartProcess("x", nil, nil)'],
    ['process', 'import "syscall"', 'syscall.Exec("x", nil, nil)'],
    ['plugin', 'import "plugin"', 'plugin.Open("x.so")'],
    ['files', 'import "os"', 'os.WriteFile("x", nil, 0)'],
    ['system-call', 'import "golang.org/x/sys/unix"', 'unix.Mprotect(nil, 7)'],
    ['unsafe', 'import "unsafe"', '_ = unsafe.Pointer(nil)'],
    ['cgo', 'import "C"', 'C.puts(nil)'],
    ['linkname', 'import _ "unsafe"\n//go:linkname f runtime.f', 'f()'],
    ['reflection-call', 'import "reflect"', 'reflect.ValueOf(f).Call(nil)'],
  ])('%s by %s', (capability, head, code) => {
    const gains = describeDifference(
      new Map(),
      sources({ 'a.go': `package a\n${head}\nfunc F() { ${code} }\n` }),
    );
    expect(gains.capabilities).toEqual([capability]);
  });

  test('reflection that calls nothing is no capability', () => {
    const gains = describeDifference(
      new Map(),
      sources({ 'a.go': 'package a\nimport "reflect"\nfunc F() { reflect.TypeOf(1).Kind() }\n' }),
    );
    expect(gains.capabilities).toEqual([]);
  });

  test('assembly and objects by the names of their files', () => {
    const gains = describeDifference(
      sources({ 'a.go': '' }),
      sources({ 'a.s': 'TEXT ·f(SB), 0, $0\n', 'b.syso': '\0', 'c.c': 'int x;\n' }),
    );
    expect(gains.capabilities).toEqual(['assembly']);
    expect(gains.files.map(({ path, status, kind }) => [path, status, kind])).toEqual([
      ['a.go', 'removed', 'go'],
      ['a.s', 'added', 'assembly'],
      ['b.syso', 'added', 'object'],
      ['c.c', 'added', 'c'],
    ]);
    expect(filesPhrase(gains)).toBe('a.s, b.syso and 1 more are added, a.go is missing');
  });

  test('tests and ignored programs stand apart', () => {
    const text = 'package a\nimport "net"\nfunc F() { net.Dial("tcp", "192.0.2.1:1") }\n';
    const gains = describeDifference(
      new Map(),
      sources({ 'a_test.go': text, 'gen.go': `//go:build ignore\n\n${text}`, '_x.go': text, '.y.go': text }),
    );
    expect(gains).toMatchObject({ ...nothing, testCapabilities: ['network'] });
    expect(gains.files.map(({ path, kind, onlyOn }) => [path, kind, onlyOn])).toEqual([
      ['.y.go', 'go-ignored', null],
      ['_x.go', 'go-ignored', null],
      ['a_test.go', 'go-test', null],
      ['gen.go', 'go-ignored', 'ignore'],
    ]);
    expect(gainsPhrase(gains)).toBe('its tests gain network');
  });

  test('a folder that patterns pass over is built when it is imported, or when nobody can tell', () => {
    const after = sources({
      'testdata/x/x.go': 'package x\nimport "net"\nfunc init() { net.Dial("", "") }\n',
    });
    const kind = (all: boolean, unchanged = new Map<string, string>()): string | undefined =>
      describeDifference(new Map(), after, { unchanged, unchangedIsAll: all }).files[0]?.kind;
    expect(kind(false)).toBe('go');
    expect(kind(true, new Map([['a.go', 'package a\n']]))).toBe('go-ignored');
    expect(kind(true, new Map([['a.go', 'package a\nimport _ "example.com/m/testdata/x"\n']]))).toBe('go');
  });

  test('directives, with the files that are embedded', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n\n//go:generate old\n' }),
      sources({
        'a.go': `
          package a

          // #cgo LDFLAGS: -lx
          import "C"

          //go:generate old
          //go:generate curl https://example.invalid/x
          //go:embed data/*.bin "b c.txt" all:web
          var files embed.FS

          //go:linkname now time.now
        `,
        'data/x.bin': '\0',
        'data/x.txt': 'x',
        'b c.txt': 'x',
        'web/.deep/x.js': 'x',
      }),
    );
    expect(gains.directives.map(({ kind, text, line }) => [kind, text, line])).toEqual([
      ['generate', 'curl https://example.invalid/x', 6],
      ['embed', 'data/*.bin "b c.txt" all:web', 7],
      ['linkname', 'now time.now', 10],
      ['cgo', 'import "C"', 3],
      ['cgo', '#cgo LDFLAGS: -lx', 2],
    ]);
    expect(gains.files.filter(({ kind }) => kind === 'embedded').map(({ path }) => path)).toEqual([
      'b c.txt',
      'data/x.bin',
      'web/.deep/x.js',
    ]);
  });

  test('callers in another package, by import path', () => {
    const files = sources({
      'a.go': 'package a\nimport "example.com/m/inner"\nfunc Open() { inner.Start() }\n',
      'inner/b.go': 'package inner\nimport "os/exec"\nfunc Start() { exec.Command("true").Run() }\n',
    });
    const before = sources({ 'a.go': 'package a\nfunc Open() {}\n' });
    const calledFrom = (afterModule: string): readonly string[] | undefined =>
      describeDifference(before, files, { afterModule }).functions[0]?.calledFrom;
    expect(calledFrom('example.com/m')).toEqual(['Open']);
    expect(calledFrom('example.com/other')).toEqual([]);
    expect(describeDifference(before, files).functions[0]?.calledFrom).toEqual(['Open']);
  });

  test('a function that is handed on is used, not called', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\nfunc Open() {}\n' }),
      sources({
        'a.go':
          'package a\nimport ("net"; "time")\nfunc Open() { time.AfterFunc(1, dial) }\nfunc dial() { net.Dial("", "") }\n',
      }),
    );
    expect(gains.functions[0]).toMatchObject({ name: 'dial', calledFrom: [], usedIn: ['Open'] });
    expect(gainsPhrase(gains)).toBe('gains network; dial is used in Open');
  });

  test('a method of the same name that was called before is no caller', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\nfunc Open(f File) { f.Close() }\n' }),
      sources({
        'a.go':
          'package a\nimport "net"\nfunc Open(f File) { f.Close() }\ntype T int\nfunc (t *T) Close() { net.Dial("", "") }\n',
      }),
    );
    expect(gains.functions[0]).toMatchObject({ name: 'T.Close', calledFrom: [] });
  });

  test('an operating system variant of a function that exists gains calls', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\nfunc open() { stat() }\n' }),
      sources({
        'a.go': 'package a\nfunc open() { stat() }\n',
        'a_windows.go': 'package a\nimport "os/exec"\nfunc open() { exec.Command("x").Run() }\n',
      }),
    );
    expect(gains.functions).toEqual([]);
    expect(gains.calls[0]).toEqual({
      function: 'open',
      callee: 'exec.Command',
      file: 'a_windows.go',
      line: 2,
      capabilities: ['process'],
    });
  });
});

describe('what cannot be read', () => {
  test.each([
    ['an open bracket', 'package a\nimport "net"\nfunc F() { net.Dial("", "")\n'],
    ['no package clause', 'import "net"\nfunc F() { net.Dial("", "") }\n'],
    ['a character that Go does not know', 'package a\nimport "net"\nfunc F() { net.Dial("", "") } #\n'],
    ['an open string', 'package a\nimport "net"\nfunc F() { net.Dial("", "x) }\n'],
  ])('%s is said, and what is readable counts', (_, text) => {
    const gains = describeDifference(new Map(), sources({ 'a.go': text }));
    expect(gains.unreadable).toEqual(['a.go']);
    expect(gains.capabilities).toEqual(['network']);
    expect(gainsPhrase(gains)).toContain('a.go could not be read as Go source');
  });

  test('long lists and texts are cut, and the cut is said', () => {
    const functions = Array.from({ length: 300 }, (_, index) => `func F${index}${'x'.repeat(300)}() {}`);
    const gains = describeDifference(new Map(), sources({ 'a.go': `package a\n${functions.join('\n')}\n` }));
    expect(gains.functions).toHaveLength(100);
    expect(gains.functions[0]?.name).toHaveLength(200);
    expect(gains.truncated).toEqual(['functions']);
  });
});
