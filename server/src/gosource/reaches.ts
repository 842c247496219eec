import type { Capability } from './capability.ts';

/** Names of one package that reach outside, and how. */
export interface Reach {
  readonly capability: Capability;
  /** The package's name, for people. */
  readonly label: string;
  readonly names: ReadonlySet<string> | 'any';
  /** When given, the names only prepare: a method of one of these names acts. */
  readonly methods?: readonly string[];
  /** Whether the names say nothing unless one of `methods` is called too. */
  readonly onlyThroughMethods?: boolean;
}

const REQUESTS = ['Do', 'Get', 'Post', 'PostForm', 'Head', 'RoundTrip'];
const SERVES = ['ListenAndServe', 'ListenAndServeTLS', 'Serve', 'ServeTLS'];
const DIALS = ['Dial', 'DialContext', 'Listen', 'ListenPacket', 'DialTLS'];
const RUNS = ['Run', 'Start', 'Output', 'CombinedOutput'];

/**
 * What the packages of the standard library, and of golang.org/x/sys and x/net, reach.
 *
 * Types, constants and functions that only compute (`net.ParseIP`,
 * `http.StatusOK`) are left out on purpose: naming them is no access. The lists
 * are read from the packages' documentation as of Go 1.26.
 */
export const REACHES: ReadonlyMap<string, readonly Reach[]> = new Map<string, readonly Reach[]>([
  [
    'net',
    [
      acting(
        'network',
        'net',
        'Dial DialIP DialTCP DialTimeout DialUDP DialUnix FileConn FileListener FilePacketConn Listen ListenIP ' +
          'ListenMulticastUDP ListenPacket ListenTCP ListenUDP ListenUnix ListenUnixgram LookupAddr LookupCNAME ' +
          'LookupHost LookupIP LookupMX LookupNS LookupSRV LookupTXT ResolveIPAddr ResolveTCPAddr ResolveUDPAddr',
      ),
      preparing('network', 'net', 'Dialer ListenConfig DefaultResolver Resolver', [
        ...DIALS,
        'LookupHost',
        'LookupIP',
        'LookupIPAddr',
        'LookupTXT',
        'LookupNetIP',
      ]),
    ],
  ],
  [
    'net/http',
    [
      acting('network', 'http', 'Get Head ListenAndServe ListenAndServeTLS Post PostForm Serve ServeTLS'),
      preparing(
        'network',
        'http',
        'Client DefaultClient DefaultTransport NewRequest NewRequestWithContext Transport',
        REQUESTS,
      ),
      preparing('network', 'http', 'Server', SERVES),
    ],
  ],
  [
    'net/rpc',
    [
      acting('network', 'rpc', 'Dial DialHTTP DialHTTPPath'),
      preparing('network', 'rpc', 'Accept', ['Accept']),
    ],
  ],
  ['net/rpc/jsonrpc', [acting('network', 'jsonrpc', 'Dial')]],
  ['net/smtp', [acting('network', 'smtp', 'Dial SendMail')]],
  ['net/textproto', [acting('network', 'textproto', 'Dial')]],
  [
    'crypto/tls',
    [acting('network', 'tls', 'Dial DialWithDialer Listen'), preparing('network', 'tls', 'Dialer', DIALS)],
  ],
  ['log/syslog', [acting('network', 'syslog', 'Dial New NewLogger')]],
  ['golang.org/x/net/websocket', [acting('network', 'websocket', 'Dial DialConfig')]],
  [
    'golang.org/x/net/proxy',
    [preparing('network', 'proxy', 'FromEnvironment FromURL SOCKS5 Direct Dial', DIALS)],
  ],
  ['golang.org/x/net/icmp', [acting('network', 'icmp', 'ListenPacket')]],
  ['golang.org/x/crypto/ssh', [acting('network', 'ssh', 'Dial')]],
  ['os/exec', [preparing('process', 'exec', 'Cmd Command CommandContext', RUNS)]],
  [
    'os',
    [
      acting('process', 'os', 'StartProcess'),
      acting(
        'files',
        'os',
        'Chmod Chown Chtimes CopyFS Create CreateTemp Lchown Link Mkdir MkdirAll MkdirTemp OpenFile OpenRoot Remove ' +
          'RemoveAll Rename Symlink Truncate WriteFile',
      ),
    ],
  ],
  ['io/ioutil', [acting('files', 'ioutil', 'TempDir TempFile WriteFile')]],
  ['plugin', [acting('plugin', 'plugin', 'Open')]],
  ['unsafe', [acting('unsafe', 'unsafe', 'any')]],
  ['reflect', [preparing('reflection-call', 'reflect', 'any', ['Call', 'CallSlice', 'MethodByName'], true)]],
  ['syscall', systemCalls('syscall')],
  ['golang.org/x/sys/unix', systemCalls('unix')],
  ['golang.org/x/sys/windows', systemCalls('windows')],
]);

/** What the name of an imported package reaches, or undefined when it reaches nothing. */
export function reachOf(path: string, name: string): Reach | undefined {
  return REACHES.get(path)?.find((reach) => reach.names === 'any' || reach.names.has(name));
}

function systemCalls(label: string): readonly Reach[] {
  return [
    acting(
      'process',
      label,
      'CreateProcess CreateProcessAsUser Exec ForkExec PosixSpawn ShellExecute StartProcess',
    ),
    acting(
      'network',
      label,
      'Accept Accept4 Bind Connect ConnectEx Listen Sendmsg Sendto Socket WSASendto WSASocket',
    ),
    acting(
      'plugin',
      label,
      'LoadDLL LoadLibrary LoadLibraryEx MustLoadDLL NewLazyDLL NewLazySystemDLL GetProcAddress DLL LazyDLL',
    ),
    acting(
      'files',
      label,
      'Chmod Creat CreateFile DeleteFile Link Mkdir MoveFile Rename Rmdir Symlink Unlink WriteFile',
    ),
    acting(
      'system-call',
      label,
      'Kill Mmap Mprotect PtraceAttach PtraceSyscall RawSyscall RawSyscall6 RawSyscallNoError Syscall Syscall12 ' +
        'Syscall15 Syscall18 Syscall6 Syscall9 SyscallN SyscallNoError NewCallback NewCallbackCDecl VirtualAlloc ' +
        'VirtualProtect VirtualProtectEx VirtualAllocEx WriteProcessMemory',
    ),
  ];
}

function acting(capability: Capability, label: string, names: string): Reach {
  return { capability, label, names: nameSet(names) };
}

function preparing(
  capability: Capability,
  label: string,
  names: string,
  methods: readonly string[],
  onlyThroughMethods = false,
): Reach {
  return { capability, label, names: nameSet(names), methods, onlyThroughMethods };
}

function nameSet(names: string): ReadonlySet<string> | 'any' {
  return names === 'any' ? 'any' : new Set(names.split(' '));
}
