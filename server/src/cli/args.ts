import { parseArgs } from 'node:util';
import { SEVERITIES, type Severity } from '../finding/index.ts';
import type { UndeterminedChoice } from '../policy/index.ts';

/** The formats that this version writes. */
export const FORMATS = ['text', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export const COMMANDS = ['audit', 'check', 'diff', 'explain', 'env', 'feed'] as const;
export type Command = (typeof COMMANDS)[number];

/** A command line, understood. */
export interface Arguments {
  readonly command: Command | 'help' | 'version';
  /** Which command `help` is about; null for all. */
  readonly helpFor: Command | null;
  readonly operands: readonly string[];
  readonly format: Format;
  readonly output: string | null;
  readonly offline: boolean;
  readonly policy: string | null;
  readonly failOn: Severity | 'never';
  /** Null: as the policy says. */
  readonly undetermined: UndeterminedChoice | null;
  readonly concurrency: number;
  readonly cacheDir: string | null;
  readonly color: boolean;
  readonly quiet: boolean;
  readonly against: string | null;
  /** Of a difference, the files alone. */
  readonly stat: boolean;
  /** Begin a tag ledger in the project where there is none. */
  readonly ledger: boolean;
  /** Download the list of malicious modules. */
  readonly refresh: boolean;
  /** Keep a download that is older than the list at hand, or lacks some of it. */
  readonly acceptsLosses: boolean;
}

const MAX_CONCURRENCY = 64;
const DEFAULT_CONCURRENCY = 16;

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  offline: { type: 'boolean' },
  policy: { type: 'string' },
  base: { type: 'string' },
  'fail-on': { type: 'string' },
  undetermined: { type: 'string' },
  concurrency: { type: 'string' },
  'cache-dir': { type: 'string' },
  'no-color': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  against: { type: 'string' },
  stat: { type: 'boolean' },
  ledger: { type: 'boolean' },
  refresh: { type: 'boolean' },
  'accept-losses': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const COMMON = ['no-color', 'help', 'version'];
const NETWORK = ['offline', 'concurrency', 'cache-dir', 'quiet', 'format', 'output'];
const JUDGING = ['policy', 'fail-on', 'undetermined'];

/** Which options each command knows; another one is a mistake and not passed over. */
const KNOWN: Readonly<Record<Command, readonly string[]>> = {
  audit: [...COMMON, ...NETWORK, ...JUDGING, 'base', 'ledger'],
  check: [...COMMON, ...NETWORK, ...JUDGING],
  diff: [...COMMON, ...NETWORK, 'against', 'stat'],
  explain: COMMON,
  env: [...COMMON, 'format'],
  feed: [...COMMON, 'format', 'cache-dir', 'refresh', 'accept-losses'],
};

/** The formats that each command can answer in. */
const FORMATS_OF: Readonly<Record<Command, readonly Format[]>> = {
  audit: FORMATS,
  check: FORMATS,
  diff: ['text', 'json'],
  explain: ['text'],
  env: ['text', 'json'],
  feed: ['text', 'json'],
};

/** Understands a command line without the program's name. A mistake is a message for people. */
export function parseArguments(argv: readonly string[]): Arguments | { readonly mistake: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    return { mistake: firstSentence((error as Error).message) };
  }
  const { values, positionals } = parsed;
  const [word, ...operands] = positionals;
  if (values.version) return { ...rest({}), command: 'version', helpFor: null, operands: [] };
  const command = COMMANDS.find((name) => name === word);
  if (values.help || word === undefined || word === 'help') {
    const topic = COMMANDS.find((name) => name === (word === 'help' ? operands[0] : word));
    return { ...rest({}), command: 'help', helpFor: topic ?? null, operands: [] };
  }
  if (command === undefined) {
    return { mistake: `There is no command ${JSON.stringify(word)}. Commands: ${COMMANDS.join(', ')}.` };
  }
  for (const name of Object.keys(values)) {
    if (!KNOWN[command].includes(name)) return { mistake: `"${command}" has no option --${name}.` };
  }
  const mistake = mistakeIn(command, values);
  if (mistake !== null) return { mistake };
  return { ...rest(values), command, helpFor: null, operands };
}

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
}

function mistakeIn(command: Command, values: Values): string | null {
  const choice = (name: 'format' | 'fail-on' | 'undetermined', choices: readonly string[]): string | null => {
    const value = values[name];
    if (value === undefined || choices.includes(value)) return null;
    return `--${name} is one of ${choices.join(', ')}, not ${JSON.stringify(value)}.`;
  };
  const wrong =
    choice('format', FORMATS_OF[command]) ??
    choice('fail-on', ['error', 'warning', 'information', 'never']) ??
    choice('undetermined', ['pass', 'fail']);
  if (wrong !== null) return wrong;
  if (values.base !== undefined) return '--base is not supported by this version.';
  const concurrency = values.concurrency;
  if (concurrency !== undefined && !(/^\d{1,3}$/.test(concurrency) && inRange(Number(concurrency)))) {
    return `--concurrency is a whole number from 1 to ${MAX_CONCURRENCY}.`;
  }
  return null;
}

function inRange(concurrency: number): boolean {
  return concurrency >= 1 && concurrency <= MAX_CONCURRENCY;
}

function rest(values: Values): Omit<Arguments, 'command' | 'helpFor' | 'operands'> {
  return {
    format: FORMATS.find((name) => name === values.format) ?? 'text',
    output: values.output ?? null,
    offline: values.offline ?? false,
    policy: values.policy ?? null,
    failOn:
      values['fail-on'] === 'never'
        ? 'never'
        : (SEVERITIES.find((name) => name === values['fail-on']) ?? 'warning'),
    undetermined:
      values.undetermined === 'pass' || values.undetermined === 'fail' ? values.undetermined : null,
    concurrency: values.concurrency === undefined ? DEFAULT_CONCURRENCY : Number(values.concurrency),
    cacheDir: values['cache-dir'] ?? null,
    color: !(values['no-color'] ?? false),
    quiet: values.quiet ?? false,
    against: values.against ?? null,
    stat: values.stat ?? false,
    ledger: values.ledger ?? false,
    refresh: values.refresh ?? false,
    acceptsLosses: values['accept-losses'] ?? false,
  };
}

/** The library's messages go on with advice that is about its own API. */
function firstSentence(message: string): string {
  const end = message.indexOf('. ');
  return end < 0 ? message : message.slice(0, end + 1);
}
