/**
 * What a command that a process is given does, as far as its words tell.
 *
 * - `fetches`: a shell, an interpreter or a fetching program is told to fetch.
 * - `destroys`: it erases a disk or everything that the user has.
 * - `plants`: it makes the system start something again later.
 * - `unshown`: a shell is handed a command that no text on the way shows.
 */
export type Deed = 'fetches' | 'destroys' | 'plants' | 'unshown';

/** Judges the texts that flow into a process; null where they tell nothing bad. All are attacker-controlled. */
export function deedOf(texts: readonly string[]): Deed | null {
  const all = texts.join('\n');
  if (isFetching(all)) return 'fetches';
  if (DESTROYS.some((pattern) => pattern.test(all))) return 'destroys';
  if (PLANTS.test(all)) return 'plants';
  return isUnshown(texts) ? 'unshown' : null;
}

function isFetching(all: string): boolean {
  const words = new Set(all.toLowerCase().split(/[^a-z0-9_+-]+/));
  const runs = [...RUNNERS].some((word) => words.has(word));
  const fetches = [...FETCHERS].some((word) => words.has(word));
  if (fetches && NAMES_A_HOST.test(all.replace(PROGRAM_FILES, ''))) return true;
  if (INSTALLS.test(all)) return true;
  return runs && RUNS_WHAT_IS_FAR.some((pattern) => pattern.test(all));
}

const NAMES_A_HOST = /(?:https?|ftp):\/\/|\b[a-z0-9-]+\.[a-z]{2,}(?:\/|\b)|\d+\.\d+\.\d+\.\d+/i;
// Build tools fetch what they run. Arguments may stand in texts of their own.
const INSTALLS =
  /(?:^|[\s;&|])(?:go\s+(?:run|install|get)\s+(?:-\S+\s+)*[\w-]+\.[\w.-]+\/\S|(?:pip3?|gem|cargo|npm|yarn|pnpm)\s+(?:install|add)\s+\S|npx\s+\S)/;
const PROGRAM_FILES = /\b(?:cmd|powershell|curl|wget|certutil)\.exe\b/gi;

const RUNS_WHAT_IS_FAR: readonly RegExp[] = [
  /(?:https?|ftp):\/\//i,
  /\/dev\/(?:tcp|udp)\//,
  /\bbase64\s+(?:-d|-D|--decode)\b|FromBase64String|(?:^|\s)-e(?:nc|ncodedcommand)?\s/i,
];

const RUNNERS: ReadonlySet<string> = new Set(
  (
    'sh bash zsh dash ash ksh fish cmd powershell pwsh python python2 python3 perl ruby php node osascript ' +
    'mshta rundll32 regsvr32 wscript cscript msiexec busybox nc ncat socat env nohup setsid'
  ).split(' '),
);

const FETCHERS: ReadonlySet<string> = new Set(
  (
    'curl wget aria2c fetch tftp certutil bitsadmin iwr invoke-webrequest invoke-restmethod downloadstring ' +
    'downloadfile start-bitstransfer mshta ssh scp sftp rsync telnet'
  ).split(' '),
);

// Erasing one's own folder is common; erasing a disk, or all of the root or the home, is not.
const DESTROYS: readonly RegExp[] = [
  /\bdd\b[^\n]{0,200}\bof=\/dev\/(?:sd|hd|vd|nvme|disk|mmcblk)/,
  /(?:^|[\s;&|])(?:mkfs(?:\.\w+)?|shred|wipefs)\s[^\n]{0,200}\/dev\//,
  /\brm\s+(?:-\w+\s+){1,4}(?:--no-preserve-root\s+)?(?:\/|~|\$HOME|\$\{HOME\}|\/home|\/\*)(?:\/?\*)?(?:$|[\s;&|])/m,
  />\s*\/dev\/(?:sd|hd|vd|nvme|disk|mmcblk)/,
  /\bformat\s+[a-z]:|\b(?:rd|rmdir)\s+\/s\s+(?:\/q\s+)?[a-z]:\\(?:$|\s)|\bdel\s+\/[fsq]\s[^\n]{0,40}[a-z]:\\\*/im,
];

const PLANTS =
  /\bcrontab\s+(?:-\s*$|-$|-\s|\/)|\|\s*crontab\b|\bschtasks\b[^\n]{0,40}\/create\b|\breg(?:\.exe)?\s+add\b[^\n]{0,200}\\Run\b|\bsystemctl\s+(?:--user\s+)?enable\b|\blaunchctl\s+load\b|\bGOSUMDB=off\b|\bGOPROXY=https?:/im;

/**
 * Whether a shell gets a command (`sh -c …`, `cmd /C …`) and nothing on the way reads like one: it was put together
 * somewhere that is not followed. Texts of the shell itself do not count.
 */
function isUnshown(texts: readonly string[]): boolean {
  if (!takesCommand(texts)) return false;
  const others = texts.filter((text) => !SHELL.test(text) && !TAKES_COMMAND.test(text));
  // Many short pieces are no command, whatever the first of them reads like.
  const least = others.length > MAX_WORDS ? LEAST_OF_MANY : 0;
  return !others.some((text) => text.length >= least && READS_AS_COMMAND.test(text));
}

/** Whether the texts hold a shell and the flag with which it takes a command: `sh -c`, `cmd /C`. */
export function takesCommand(texts: readonly string[]): boolean {
  return texts.some((text) => SHELL.test(text)) && texts.some((text) => TAKES_COMMAND.test(text));
}

const MAX_WORDS = 6;
const LEAST_OF_MANY = 8;

const SHELL = /^(?:\/[\w/]{1,40}\/)?(?:ba|z|da|a|k|fi)?sh$|^(?:cmd|powershell|pwsh)(?:\.exe)?$/i;
const TAKES_COMMAND = /^(?:-[a-z]{0,3}c|\/[ck]|-command)$/i;

// A program's name alone, or one with something behind it.
const READS_AS_COMMAND = /^\s*["'$({./~]{0,3}[A-Za-z][\w.@%/\\:${}-]{1,40}(?:["')]?\s+\S|\s*$)/;
