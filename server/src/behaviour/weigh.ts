import type { Capability } from '../gosource/index.ts';
import { asksForAddress } from './acts.ts';
import type { Weight } from './effect.ts';
import type { Sink } from './reach.ts';
import type { Trace } from './trace.ts';

/** How grave a sink is, and what makes it so. */
export interface Judgement {
  readonly weight: Weight;
  /**
   * - `hidden`: an argument was hidden.
   * - `fetched`: it is handed what was fetched, or the trigger fetches and writes a file too.
   * - `command`: a shell or another program is told to fetch.
   */
  readonly reason: 'hidden' | 'fetched' | 'command' | null;
  /** What it does: a procedure that is called by its name in a library starts processes too. */
  readonly capability: Capability;
}

/** Judges one sink. `acts` is what its trigger, and the others of the package, do besides. */
export function judge(sink: Sink, trace: Trace, acts: ReadonlySet<Capability>): Judgement {
  const capability = capabilityOf(sink, trace);
  const isHidden = trace.signs.some(({ isFar }) => !isFar);
  switch (capability) {
    case 'process': {
      const fetches = trace.fetched || (acts.has('network') && acts.has('files'));
      const reason = isHidden ? 'hidden' : isFetching(trace.texts) ? 'command' : fetches ? 'fetched' : null;
      return { weight: reason === null ? 'telling' : 'grave', reason, capability };
    }
    case 'network':
      if (!isHidden && asksForAddress(sink.act.label) && namesThisMachine(trace.texts))
        return { weight: 'minor', reason: null, capability };
      return { weight: isHidden ? 'grave' : 'telling', reason: isHidden ? 'hidden' : null, capability };
    case 'plugin':
      return isHidden
        ? { weight: 'grave', reason: 'hidden', capability }
        : { weight: sink.path === 'plugin' ? 'telling' : 'minor', reason: null, capability };
    case 'system-call': {
      // Machine code is a list of bytes in honest modules too; nobody honest encodes it.
      const isEncoded = trace.signs.some(({ how, isFar }) => how !== 'byte-array' && !isFar);
      const isCode = MAPS_MEMORY.test(`${sink.name} ${trace.texts.join(' ')}`);
      const weight = isCode && isEncoded ? 'grave' : isCode && isHidden ? 'telling' : 'minor';
      return { weight, reason: isHidden ? 'hidden' : null, capability };
    }
    default:
      return { weight: isHidden ? 'telling' : 'minor', reason: isHidden ? 'hidden' : null, capability };
  }
}

/** Whether the one host that is named is the machine itself: to ask for its address makes the system load its resolver. */
function namesThisMachine(texts: readonly string[]): boolean {
  return texts.length > 0 && texts.every((text) => /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(text));
}

const MAPS_MEMORY =
  /\b(?:Mmap|Mprotect|VirtualAlloc(?:Ex)?|VirtualProtect(?:Ex)?|NtAllocateVirtualMemory|RtlMoveMemory|CreateThread|CreateRemoteThread|SYS_MMAP|SYS_MPROTECT)\b/;

// Procedures of Windows that start programs, or fetch files.
const STARTS = /^(?:CreateProcess(?:AsUser)?[AW]?|WinExec|ShellExecute(?:Ex)?[AW]?|system|_wsystem)$/;
const FETCHES =
  /^(?:URLDownloadTo(?:Cache)?File[AW]?|InternetOpenUrl[AW]?|WinHttpConnect|connect|WSAConnect)$/;

function capabilityOf({ act, name }: Sink, { texts }: Trace): Capability {
  if (act.capability !== 'system-call') return act.capability;
  if (name === 'LazyProc' || name === 'Proc') {
    if (texts.some((text) => STARTS.test(text))) return 'process';
    if (texts.some((text) => FETCHES.test(text))) return 'network';
  }
  if (texts.some((text) => /^SYS_(?:EXECVE(?:AT)?|V?FORK|CLONE3?)$/.test(text))) return 'process';
  if (texts.some((text) => /^SYS_(?:CONNECT|SENDTO|SENDMSG)$/.test(text))) return 'network';
  return 'system-call';
}

/** Whether the texts that a process is given make a shell, an interpreter or a fetching program fetch something. */
function isFetching(texts: readonly string[]): boolean {
  const all = texts.join('\n');
  const words = new Set(all.toLowerCase().split(/[^a-z0-9_+-]+/));
  const runs = [...RUNNERS].some((word) => words.has(word));
  const fetches = [...FETCHERS].some((word) => words.has(word));
  if (
    fetches &&
    /(?:https?|ftp):\/\/|\b[a-z0-9-]+\.[a-z]{2,}(?:\/|\b)|\d+\.\d+\.\d+\.\d+/i.test(
      all.replace(/\b(?:cmd|powershell|curl|wget|certutil)\.exe\b/gi, ''),
    )
  )
    return true;
  if (!runs) return false;
  return (
    /(?:https?|ftp):\/\//i.test(all) ||
    /\/dev\/(?:tcp|udp)\//.test(all) ||
    /\bbase64\s+(?:-d|-D|--decode)\b|FromBase64String|(?:^|\s)-e(?:nc|ncodedcommand)?\s/i.test(all)
  );
}

const RUNNERS: ReadonlySet<string> = new Set(
  (
    'sh bash zsh dash ash ksh fish cmd powershell pwsh python python2 python3 perl ruby php node osascript ' +
    'mshta rundll32 regsvr32 wscript cscript msiexec busybox nc ncat socat env nohup setsid'
  ).split(' '),
);

const FETCHERS: ReadonlySet<string> = new Set(
  (
    'curl wget aria2c fetch tftp certutil bitsadmin iwr invoke-webrequest invoke-restmethod downloadstring ' +
    'downloadfile start-bitstransfer mshta'
  ).split(' '),
);
