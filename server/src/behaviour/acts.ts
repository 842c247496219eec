import { type Capability, defaultName, type GoImport, REACHES, reachOf } from '../gosource/index.ts';

/** What counts as an act when a package is imported, the gravest first. */
export const ACTS: readonly Capability[] = ['process', 'network', 'plugin', 'files', 'system-call'];

/** A function or method outside the module that acts when it is called. */
export interface Act {
  readonly capability: Capability;
  /** As people write it: `exec.Command`. */
  readonly label: string;
}

/** Packages that hand on the functions of another one under the same names. */
const SAME_AS: ReadonlyMap<string, string> = new Map([['golang.org/x/sys/execabs', 'os/exec']]);

/**
 * What calling `path.name`, or the method `method` of what `path.name` is or gives, does; null when it does nothing
 * outside. Narrower than what a package reaches: what only asks or prepares is no act on import.
 */
export function actOf(path: string, name: string, method: string): Act | null {
  const same = SAME_AS.get(path) ?? path;
  if (same === 'C') {
    const capability = C_FUNCTIONS.get(name);
    return capability === undefined ? null : { capability, label: `C.${name}` };
  }
  const reach = reachOf(same, name);
  if (reach === undefined) {
    return SYSTEM_PACKAGES.has(same) ? procedureAct(same, name, method) : null;
  }
  const { capability, label, methods } = reach;
  // Which method a name stands for is not known.
  const isAct = methods === undefined ? method === '' : methods.includes(method) || method === 'MethodByName';
  if (!isAct || !ACTS.includes(capability) || (method === '' && PREPARING.has(`${same} ${name}`))) {
    return null;
  }
  const behind = method !== '' && TYPES.test(name) ? `.${method}` : '';
  return { capability, label: `${label}.${name}${behind}` };
}

// Types and variables, of which the method says what is done; a function that acts says it by its own name.
const TYPES = /^(?:Default)?(?:Client|Cmd|Dialer|ListenConfig|Process|Resolver|Server|Transport)$/;

/** Whether a call, by its label, asks for the address of a host and nothing else: no text comes back that could be run. */
export function asksForAddress(label: string): boolean {
  return /^net\.(?:(?:Default)?Resolver\.)?Lookup(?:Host|IP|IPAddr|NetIP|Addr|CNAME)$/.test(label);
}

// Functions of the C library that are called from Go (POSIX.1-2024).
const C_FUNCTIONS: ReadonlyMap<string, Capability> = new Map([
  ...'system popen execl execle execlp execv execve execvp fork vfork posix_spawn posix_spawnp'
    .split(' ')
    .map((name): [string, Capability] => [name, 'process']),
  ...'connect sendto getaddrinfo gethostbyname'
    .split(' ')
    .map((name): [string, Capability] => [name, 'network']),
]);

const SYSTEM_PACKAGES: ReadonlySet<string> = new Set([
  'syscall',
  'golang.org/x/sys/unix',
  'golang.org/x/sys/windows',
]);

// Procedures of shared libraries are called through these (syscall, "LazyProc" and "Proc").
function procedureAct(path: string, name: string, method: string): Act | null {
  const label = path.slice(path.lastIndexOf('/') + 1);
  return (name === 'LazyProc' || name === 'Proc') && method === 'Call'
    ? { capability: 'system-call', label: `${label}.${name}.Call` }
    : null;
}

// Names that reach something and do nothing by themselves: an address that is read, a socket that was handed over,
// a socket that is made to ask what the system can do, a signal.
const PREPARING: ReadonlySet<string> = new Set([
  ...'FileConn FileListener FilePacketConn ResolveIPAddr ResolveTCPAddr ResolveUDPAddr'
    .split(' ')
    .map((name) => `net ${name}`),
  ...[...SYSTEM_PACKAGES].flatMap((path) =>
    'Bind Socket WSASocket Kill NewCallback NewCallbackCDecl GetProcAddress DLL LazyDLL'
      .split(' ')
      .map((name) => `${path} ${name}`),
  ),
]);

/** What a call of a function or method outside the module gives, as far as it matters: `path name` of a type. */
export function resultOf(path: string, name: string, method: string): string {
  const byMethod = method === '' ? undefined : RESULT_OF_METHOD.get(method);
  return byMethod ?? RESULT_OF_FUNCTION.get(`${path} ${name}`) ?? name;
}

const RESULT_OF_METHOD: ReadonlyMap<string, string> = new Map([
  ['NewProc', 'LazyProc'],
  ['FindProc', 'Proc'],
  ['MustFindProc', 'Proc'],
]);

const RESULT_OF_FUNCTION: ReadonlyMap<string, string> = new Map<string, string>([]);

/**
 * Whether code that calls this hands function values to something that calls them: `once.Do(f)`. Functions and
 * methods of the standard library and of golang.org/x/sync.
 */
export function runsArguments(path: string, name: string, method: string): boolean {
  if (method !== '') {
    return RUNNING_METHODS.has(method);
  }
  return RUNNING_PACKAGES.has(path) || RUNNING_FUNCTIONS.has(`${path} ${name}`);
}

/** Methods that call the function they are given; of a value of unknown type as well. */
export const RUNNING_METHODS: ReadonlySet<string> = new Set(['Do', 'Go', 'TryGo', 'DoChan', 'Range']);

// Packages all of whose functions call a function that they are given.
const RUNNING_PACKAGES: ReadonlySet<string> = new Set(['slices', 'sort', 'maps', 'strings', 'bytes', 'iter']);

const RUNNING_FUNCTIONS: ReadonlySet<string> = new Set([
  'time AfterFunc',
  'context AfterFunc',
  'runtime SetFinalizer',
  'runtime AddCleanup',
  'runtime/pprof Do',
  'runtime/trace WithRegion',
  'path/filepath Walk',
  'path/filepath WalkDir',
  'io/fs WalkDir',
  'testing Benchmark',
  'testing AllocsPerRun',
]);

/** Functions that give back what they are given, or a function that calls it. */
export function passesOn(path: string, name: string): boolean {
  return PASSING.has(`${path} ${name}`);
}

const PASSING: ReadonlySet<string> = new Set([
  'sync OnceFunc',
  'sync OnceValue',
  'sync OnceValues',
  'reflect ValueOf',
  'reflect Indirect',
  'context WithValue',
]);

/** Methods of reflect.Value, and of values that hold others, that call a function or hand it out again. */
export const HANDING_METHODS: ReadonlySet<string> = new Set([
  'Call',
  'CallSlice',
  'Interface',
  'Elem',
  'Load',
  'LoadAndDelete',
  'Get',
  'Value',
]);

/** Methods by which a value of the standard library is given something that it hands out again. */
export const STORING_METHODS: ReadonlySet<string> = new Set([
  'Store',
  'LoadOrStore',
  'Swap',
  'CompareAndSwap',
  'Put',
  'PushBack',
  'PushFront',
]);

/** Whether a function registers what answers requests: nothing runs now, but whoever is on the network may run it later. */
export function answersLater(path: string, name: string, method: string): boolean {
  const last = method === '' ? name : method;
  return path === 'net/http' && (last === 'HandleFunc' || last === 'Handle');
}

/** Which argument of a function names the program that it makes a command of; -1 where none does. */
export function programPlace(path: string, name: string): number {
  if ((SAME_AS.get(path) ?? path) !== 'os/exec') return -1;
  return name === 'Command' ? 0 : name === 'CommandContext' ? 1 : -1;
}

/** Whether a value is what somebody else sent: a request that is answered. */
export function givesWhatWasSent(path: string, name: string): boolean {
  return path === 'net/http' && name === 'Request';
}

/** Whether a file may act, by its imports and by the names that it mentions: a cheap look before it is read. */
export function mayAct(imports: readonly GoImport[], text: string): boolean {
  return imports.some(({ path, name }) => {
    const same = SAME_AS.get(path) ?? path;
    if (same === 'unsafe') return LINKS_TO_ACT.test(text);
    return same === 'C' || (searchFor(same, name ?? defaultName(path))?.test(text) ?? false);
  });
}

// A function of the standard library that is reached past its package's door.
const LINKS_TO_ACT =
  /\/\/go:linkname \S+ (?:os|os\/exec|syscall|net|net\/http|plugin|internal\/\S+|runtime)\.\S*(?:[Ee]xec|[Ff]ork|[Ss]tart|[Dd]ial|[Ss]yscall|[Oo]pen|[Cc]onnect)/;

/**
 * A search for the names of a package that act or lead to something that does. What is written in an unusual way,
 * with comments or parentheses inside the name, is taken for one of them.
 */
function searchFor(path: string, name: string): RegExp | null {
  const key = `${path} ${name}`;
  const known = SEARCHES.get(key);
  if (known !== undefined) {
    return known;
  }
  const names = (REACHES.get(path) ?? [])
    .filter(({ capability }) => ACTS.includes(capability))
    .flatMap(({ names: some, label }) => (some === 'any' ? [label] : [...some]))
    .filter((each) => !PREPARING.has(`${path} ${each}`));
  const any = `(?:${names.join('|')})\\b`;
  const source = name === '.' ? `\\b${any}` : `\\b${name}\\s*(?:\\.\\s*(?:${any}|/[*/])|/[*/]|\\))`;
  // A name in other letters has no such bounds; what is imported under it is taken to act.
  const isPlain = name === '.' || /^[A-Za-z_]\w*$/.test(name);
  const search = names.length === 0 ? null : new RegExp(isPlain ? source : '');
  if (SEARCHES.size < MAX_SEARCHES) SEARCHES.set(key, search);
  return search;
}

// Names of imports are attacker-controlled.
const MAX_SEARCHES = 256;

const SEARCHES = new Map<string, RegExp | null>();
