import type { Capability } from '../gosource/index.ts';
import { asksForAddress } from './acts.ts';
import { deedOf, takesCommand } from './commands.ts';
import type { Weight } from './effect.ts';
import { namesInside, namesSecrets, namesStartingPlace } from './places.ts';
import type { Sink } from './reach.ts';
import type { Trace } from './trace.ts';

/** How grave a sink is, and what makes it so. */
export interface Judgement {
  readonly weight: Weight;
  /**
   * - `hidden`: an argument was hidden.
   * - `fetched`: it is handed what was fetched, or the trigger fetches and writes a file too.
   * - `written`: it is a file that was written on the way.
   * - `command`: a shell or another program is told to fetch.
   * - `unshown`: a shell is handed a command that the source does not show.
   * - `secrets`: it is handed all of the environment, or what files of secrets hold.
   * - `destroys`: a disk, or all that the user has, is erased.
   * - `plants`: something is put where the system starts it again.
   */
  readonly reason:
    | 'hidden'
    | 'fetched'
    | 'written'
    | 'command'
    | 'unshown'
    | 'secrets'
    | 'destroys'
    | 'plants'
    | null;
  /** What it does: a procedure that is called by its name in a library starts processes too. */
  readonly capability: Capability;
}

/** What else is known of the trigger of a sink. */
export interface Company {
  /** What the trigger, and the others of the package, do besides. */
  readonly acts: ReadonlySet<Capability>;
  /** Texts that name the files which the trigger writes. */
  readonly written: ReadonlySet<string>;
}

/** Judges one sink. */
export function judge(sink: Sink, trace: Trace, { acts, written }: Company): Judgement {
  const capability = capabilityOf(sink, trace);
  const isHidden = trace.signs.length > 0;
  const isNarrow = trace.breadth <= MAX_BREADTH;
  switch (capability) {
    case 'process': {
      const reason = isHidden ? 'hidden' : reasonOfProcess(trace, acts, written);
      return { weight: reason === null ? 'telling' : 'grave', reason, capability };
    }
    case 'network': {
      if (!isHidden && asksForAddress(sink.act.label) && namesThisMachine(trace.texts))
        return { weight: 'minor', reason: null, capability };
      // In a client that connects on import, what flows by name is most of its code, and some of it decodes.
      const reason = !isNarrow ? null : isHidden ? 'hidden' : takesSecrets(trace) ? 'secrets' : null;
      return { weight: reason === null ? 'telling' : 'grave', reason, capability };
    }
    case 'plugin': {
      if (isHidden && isNarrow) return { weight: 'grave', reason: 'hidden', capability };
      // Libraries of the system are loaded by many; code that was fetched first, by nobody honest.
      if (sink.path !== 'plugin') return { weight: 'minor', reason: null, capability };
      const isFetched = trace.fetched || acts.has('network');
      return { weight: isFetched ? 'grave' : 'telling', reason: isFetched ? 'fetched' : null, capability };
    }
    case 'files': {
      const reason = reasonOfFiles(sink, trace);
      if (reason !== null) return { weight: 'grave', reason, capability };
      return { weight: isHidden ? 'telling' : 'minor', reason: isHidden ? 'hidden' : null, capability };
    }
    case 'system-call': {
      // Machine code is a list of bytes in honest modules too; nobody honest encodes it.
      const isEncoded = trace.signs.some(({ how }) => how !== 'byte-array');
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

function reasonOfProcess(
  { texts, fetched, programs, asked }: Trace,
  acts: ReadonlySet<Capability>,
  written: ReadonlySet<string>,
): Judgement['reason'] {
  const deed = deedOf(texts);
  if (deed === 'fetches') return 'command';
  if (deed === 'destroys' || deed === 'plants') return deed;
  if (fetched || (acts.has('network') && acts.has('files'))) return 'fetched';
  if (programs.isWritten || programs.texts.some((text) => text.length >= MIN_NAME && written.has(text))) {
    return 'written';
  }
  if (takesCommand(texts) && asked.has('file') && !asked.has('setting')) return 'unshown';
  // A command that the user sets is nobody else's.
  return deed === 'unshown' && !asked.has('setting') ? 'unshown' : null;
}

/** Functions and declarations that a loader's address comes from, at most: loaders have a few, clients hundreds. */
const MAX_BREADTH = 24;

/** Shorter texts name no file that is told from others. */
const MIN_NAME = 4;

function takesSecrets({ asked, texts, sent }: Trace): boolean {
  return asked.has('environment') || sent.asked.has('environment') || namesSecrets([...texts, ...sent.texts]);
}

function reasonOfFiles({ name }: Sink, { texts, asked }: Trace): 'plants' | 'destroys' | null {
  if (PUTS.has(name) && namesStartingPlace(texts)) return 'plants';
  return name === 'RemoveAll' &&
    (asked.has('home') || texts.includes('HOME') || texts.includes('/')) &&
    !namesInside(texts)
    ? 'destroys'
    : null;
}

const PUTS: ReadonlySet<string> = new Set(['WriteFile', 'OpenFile', 'Create', 'Rename', 'Symlink', 'Link']);

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
