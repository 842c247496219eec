/** Names that stand in one file: declarations, and imports as they are written. */
export interface GoText {
  readonly imports: readonly string[];
  readonly text: string;
}

/** A way to do something with a text: statements, where `TEXT` stands for the expression of the text. */
export interface Deed extends GoText {
  readonly name: string;
}

/** What a loader does with its text. All compile. */
export const DEEDS: readonly Deed[] = [
  deed('a shell command', 'exec.Command("/bin/sh", "-c", TEXT).Start()', 'os/exec'),
  deed(
    'a command that is run later',
    'cmd := exec.Command(TEXT)\ncmd.Stdout = nil\n_ = cmd.Run()',
    'os/exec',
  ),
  deed(
    'a command with a context',
    'ctx := context.Background()\nout, err := exec.CommandContext(ctx, TEXT, "-c").CombinedOutput()\n_, _ = out, err',
    'os/exec',
    'context',
  ),
  deed('a command as a value', 'c := &exec.Cmd{Path: TEXT, Args: []string{"x"}}\n_ = c.Start()', 'os/exec'),
  deed('a command whose path is set', 'var c exec.Cmd\nc.Path = TEXT\ngo c.Run()', 'os/exec'),
  deed(
    'arguments in a list',
    'args := []string{"-c"}\nargs = append(args, TEXT)\nexec.Command("/bin/sh", args...).Output()',
    'os/exec',
  ),
  deed('os.StartProcess', 'p, _ := os.StartProcess(TEXT, nil, &os.ProcAttr{})\n_ = p', 'os'),
  deed('syscall.ForkExec', 'pid, _ := syscall.ForkExec(TEXT, []string{"x"}, nil)\n_ = pid', 'syscall'),
  deed('syscall.Exec', '_ = syscall.Exec(TEXT, nil, nil)', 'syscall'),
  deed('net.Dial', 'conn, err := net.Dial("tcp", TEXT)\nif err == nil { conn.Close() }', 'net'),
  deed('a dialer', 'd := net.Dialer{}\nconn, _ := d.Dial("tcp", TEXT)\n_ = conn', 'net'),
  deed('http.Get', 'resp, err := http.Get(TEXT)\nif err == nil { resp.Body.Close() }', 'net/http'),
  deed(
    'an HTTP client',
    'c := &http.Client{}\nreq, _ := http.NewRequest("GET", TEXT, nil)\n_, _ = c.Do(req)',
    'net/http',
  ),
  deed('plugin.Open', 'p, _ := plugin.Open(TEXT)\n_ = p', 'plugin'),
  deed('a renamed import', 'run.Command(TEXT).Run()', 'run "os/exec"'),
  deed('a dot import', 'Command(TEXT).Run()', '. "os/exec"'),
  deed('a method value', 'start := exec.Command(TEXT).Start\nstart()', 'os/exec'),
  deed('a function in a variable', 'make := exec.Command\nmake("sh", "-c", TEXT).Run()', 'os/exec'),
  deed(
    'an embedded command',
    'type job struct { *exec.Cmd }\nj := job{exec.Command(TEXT)}\nj.Run()',
    'os/exec',
  ),
  deed('reflection', 'f := reflect.ValueOf(exec.Command(TEXT).Run)\nf.Call(nil)', 'os/exec', 'reflect'),
];

function deed(name: string, text: string, ...imports: readonly string[]): Deed {
  return { name, text, imports };
}

/** Files of a module by path, where `DEED` stands for statements and `DECLARATIONS` for what they need. */
export interface Trigger {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

/** How a loader is set off. In each, exactly one file holds `DEED` and is given the imports of it. */
export const TRIGGERS: readonly Trigger[] = [
  trigger('init', 'func init() {\nDEED\n}'),
  trigger('a package variable', 'var _ = load()\nfunc load() bool {\nDEED\nreturn true\n}'),
  trigger('a package variable with a literal', 'var ready = func() bool {\nDEED\nreturn true\n}()'),
  trigger(
    'variables in a group',
    'var (\n\ta = 1\n\tb, c = load()\n)\nfunc load() (int, error) {\nDEED\nreturn a, nil\n}',
  ),
  trigger('a goroutine', 'func init() {\ngo func() {\nDEED\n}()\n}'),
  trigger('a named goroutine', 'func init() { go work() }\nfunc work() {\nDEED\n}'),
  trigger('defer', 'func init() {\ndefer func() {\nDEED\n}()\n}'),
  trigger(
    'two calls away',
    'func init() { setup() }\nfunc setup() { prepare(1) }\nfunc prepare(n int) {\nif n > 0 {\nDEED\n}\n}',
  ),
  trigger(
    'a method of a package value',
    'type agent struct{ on bool }\nvar one = &agent{}\nfunc init() { one.start() }\nfunc (a *agent) start() {\nDEED\n}',
  ),
  trigger(
    'a method of a new value',
    'type agent struct{}\nfunc newAgent() *agent { return new(agent) }\nfunc (a agent) run() {\nDEED\n}\nfunc init() { newAgent().run() }',
  ),
  trigger(
    'an embedded struct',
    'type base struct{}\nfunc (b *base) run() {\nDEED\n}\ntype outer struct{ base }\nfunc init() { o := outer{}\no.run() }',
  ),
  trigger(
    'an interface',
    'type runner interface{ run() }\ntype evil struct{}\nfunc (evil) run() {\nDEED\n}\nfunc init() { var r runner = evil{}\nr.run() }',
  ),
  trigger(
    'an interface that is handed on',
    'type runner interface{ run() }\ntype evil struct{}\nfunc (evil) run() {\nDEED\n}\nfunc start(r runner) { r.run() }\nfunc init() { start(evil{}) }',
  ),
  trigger('a function in a variable', 'var hook = load\nfunc load() {\nDEED\n}\nfunc init() { hook() }'),
  trigger(
    'a function that is set before',
    'var hook func()\nfunc load() {\nDEED\n}\nfunc init() { hook = load\nhook() }',
  ),
  trigger(
    'a field that holds a function',
    'type table struct{ f func() }\nvar t = table{f: load}\nfunc load() {\nDEED\n}\nfunc init() { t.f() }',
  ),
  trigger(
    'a list of functions',
    'var steps = []func(){load}\nfunc load() {\nDEED\n}\nfunc init() { for _, f := range steps { f() } }',
  ),
  trigger(
    'a map of functions',
    'var steps = map[string]func(){"a": load}\nfunc load() {\nDEED\n}\nfunc init() { steps["a"]() }',
  ),
  trigger('sync.Once', 'var once sync.Once\nfunc init() { once.Do(load) }\nfunc load() {\nDEED\n}', 'sync'),
  trigger('sync.OnceFunc', 'var run = sync.OnceFunc(func() {\nDEED\n})\nfunc init() { run() }', 'sync'),
  trigger('a timer', 'func init() { time.AfterFunc(time.Second, func() {\nDEED\n}) }', 'time'),
  trigger(
    'a helper that calls its parameter',
    'func safely(f func()) { defer func() { recover() }()\nf() }\nfunc init() { safely(func() {\nDEED\n}) }',
  ),
  trigger(
    'a generic helper',
    'func apply[T any](v T, f func(T)) { f(v) }\nfunc init() { apply(1, func(int) {\nDEED\n}) }',
  ),
  trigger(
    'a function that gives a function',
    'func maker() func() { return func() {\nDEED\n} }\nfunc init() { maker()() }',
  ),
  trigger(
    'a channel of functions',
    'func init() { c := make(chan func(), 1)\nc <- load\nf := <-c\nf() }\nfunc load() {\nDEED\n}',
  ),
  trigger(
    'a select in a goroutine',
    'func init() { go func() { t := time.After(1)\nfor { select { case <-t:\nload()\nreturn } } }() }\nfunc load() {\nDEED\n}',
    'time',
  ),
  trigger(
    'an error path',
    'func init() { if err := check(); err != nil { load() } }\nfunc check() error { return nil }\nfunc load() {\nDEED\n}',
  ),
  trigger(
    'a sort',
    'func init() { sort.Slice([]int{2, 1}, func(i, j int) bool {\nDEED\nreturn false }) }',
    'sort',
  ),
  trigger(
    'a stringer that is printed',
    'type secret struct{}\nfunc (secret) String() string {\nDEED\nreturn "" }\nvar shown = fmt.Sprint(secret{})',
    'fmt',
  ),
  trigger(
    'a type switch',
    'type runner struct{}\nfunc (runner) run() {\nDEED\n}\nfunc init() { var x any = runner{}\nswitch v := x.(type) { case runner:\nv.run() } }',
  ),
  trigger(
    'an own function type',
    'type step func()\nfunc (s step) run() { s() }\nfunc load() {\nDEED\n}\nfunc init() { step(load).run() }',
  ),
  {
    name: 'another file',
    files: {
      'a.go': 'package host\n\nfunc init() { start() }\n',
      'b.go': 'package host\n\nIMPORTS\nDECLARATIONS\nfunc start() {\nDEED\n}\n',
    },
  },
  {
    name: 'a file for Windows alone',
    files: {
      'a.go': 'package host\n\nfunc Add(a, b int) int { return a + b }\n',
      'start_windows.go': 'package host\n\nIMPORTS\nDECLARATIONS\nfunc init() {\nDEED\n}\n',
    },
  },
  {
    name: 'another package',
    files: {
      'a.go': 'package host\n\nimport "example.com/host/internal/start"\n\nfunc init() { start.Now() }\n',
      'internal/start/b.go': 'package start\n\nIMPORTS\nDECLARATIONS\nfunc Now() {\nDEED\n}\n',
    },
  },
  {
    name: 'another package that is imported for its effect',
    files: {
      'a.go': 'package host\n\nimport _ "example.com/host/internal/start"\n',
      'internal/start/b.go': 'package start\n\nIMPORTS\nDECLARATIONS\nfunc init() {\nDEED\n}\n',
    },
  },
  {
    name: 'a method of another package',
    files: {
      'a.go':
        'package host\n\nimport other "example.com/host/internal/start"\n\nvar client = other.New()\n\nfunc init() { client.Begin() }\n',
      'internal/start/b.go':
        'package start\n\nIMPORTS\nDECLARATIONS\ntype Client struct{ n int }\nfunc New() *Client { return &Client{n: 1} }\nfunc (c *Client) Begin() {\nDEED\n}\n',
    },
  },
  {
    name: 'a helper package that runs what it is given',
    files: {
      'a.go':
        'package host\n\nimport "example.com/host/internal/task"\nIMPORTS\nDECLARATIONS\nfunc init() { task.Run(func() {\nDEED\n}) }\n',
      'internal/task/b.go': 'package task\n\nfunc Run(f func()) { f() }\n',
    },
  },
  {
    name: 'a folder that the go command passes over',
    files: {
      'a.go': 'package host\n\nimport _ "example.com/host/testdata/more"\n',
      'testdata/more/b.go': 'package more\n\nIMPORTS\nDECLARATIONS\nfunc init() {\nDEED\n}\n',
    },
  },
];

function trigger(name: string, text: string, ...imports: readonly string[]): Trigger {
  const own = imports.map((path) => `import "${path}"\n`).join('');
  return { name, files: { 'a.go': `package host\n\nIMPORTS${own}DECLARATIONS\n${text}\n` } };
}

/** The files of a module with a loader. */
export function loader(
  trigger: Trigger,
  deed: Deed,
  text: { readonly expression: string; readonly declarations: string; readonly imports: readonly string[] },
): Readonly<Record<string, string>> {
  const statements = deed.text.replaceAll('TEXT', text.expression);
  return Object.fromEntries(
    Object.entries(trigger.files).map(([path, file]) => {
      const written = [
        ...new Set(
          [...deed.imports, ...text.imports].map((each) => (each.includes('"') ? each : `"${each}"`)),
        ),
      ]
        .filter((each) => !file.includes(`import ${each}\n`))
        .map((each) => `import ${each}\n`)
        .join('');
      return [
        path,
        file
          .replace('IMPORTS', () => written)
          .replace('DECLARATIONS', () => text.declarations.replaceAll('NAME', 'k'))
          .replace('DEED', () => statements.replaceAll('NAME', 'k')),
      ];
    }),
  );
}
