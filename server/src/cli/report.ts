import {
  type AuditOptions,
  type AuditResult,
  type AuditServices,
  differencesOf,
  hostsOf,
  undeterminedModules,
  undeterminedVendors,
} from '../audit/index.ts';
import { OwnExaminations } from '../examination/index.ts';
import type { Policy } from '../policy/index.ts';
import { FileError } from '../ports/index.ts';
import { formatHtml, formatJson, formatText, plain } from '../report/index.ts';
import type { Arguments } from './args.ts';
import { EXIT, type ExitCode, exitCodeOf } from './exitCode.ts';
import type { LoadedPolicies } from './policies.ts';
import type { CliServices, Terminal } from './services.ts';
import { paintFor, WIDTH } from './terminal.ts';

/** Tells whether a stream to a terminal may be coloured. */
export function mayColor(args: Arguments, terminal: Terminal): boolean {
  const { NO_COLOR, CI } = terminal.environment;
  return args.color && args.output === null && terminal.outIsTerminal && !NO_COLOR && !CI;
}

/** What a report is about: the command, and what it was given. */
export interface Heading {
  readonly command: string;
  /** Empty where the command alone says it. */
  readonly what: string;
}

/** Runs an audit with everything opened for it, and reports what it found. */
export async function runAndReport(
  heading: Heading,
  policies: Extract<LoadedPolicies, { kind: 'loaded' }>,
  audit: (services: AuditServices, options: AuditOptions) => Promise<AuditResult>,
  ledgers: readonly string[],
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<ExitCode> {
  const opened = await services.open({ cacheDir: args.cacheDir, log: terminal.log });
  const { names, feed } = opened.services;
  // The text report itself tells what is wrong with the list; who asks for its last lines alone hears it here.
  const listTold = args.format === 'text' && !args.quiet;
  for (const problem of [...names.problems, ...(listTold ? [] : feed.used.problems)])
    terminal.err(`modproof: ${problem}\n`);
  const progress = progressOn(args, terminal);
  try {
    const result = await audit(opened.services, {
      policyFor: policies.policyFor,
      offline: args.offline,
      concurrency: args.concurrency,
      ledgers,
      signal: terminal.signal,
      progress: progress.report,
    });
    progress.end();
    for (const { detail } of result.ledgerTroubles) terminal.err(`modproof: tag ledger: ${plain(detail)}\n`);
    const text = await textOf(result, heading, opened.services, args, terminal, services);
    if (!(await write(text, args, terminal, services))) return EXIT.unusable;
    return codeOf(result, names.canJudge && feed.canJudge, policies.all, args);
  } finally {
    progress.end();
    await opened.close();
  }
}

/** The report as the arguments ask for. Rejects on cancellation alone. */
async function textOf(
  result: AuditResult,
  { command, what }: Heading,
  opened: AuditServices,
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<string> {
  switch (args.format) {
    case 'json':
      return formatJson(result, { version: services.version });
    case 'html': {
      const { offline } = args;
      const { signal } = terminal;
      return formatHtml(result, {
        version: services.version,
        heading: what === '' ? command : what,
        nonce: services.nonce(),
        differences: await differencesOf(result, new OwnExaminations(opened), { offline, signal }),
        settings: opened.settings,
        asked: offline ? [] : hostsOf(opened.settings, opened.importers, opened.codeHosts),
      });
    }
    case 'text':
      return formatText(result, {
        paint: paintFor(mayColor(args, terminal)),
        width: WIDTH,
        quiet: args.quiet,
        heading: what === '' ? command : `${command}  ${what}`,
      });
  }
}

/** The exit code, which is the same in every format. */
function codeOf(
  result: AuditResult,
  listsAreThere: boolean,
  policies: readonly Policy[],
  args: Arguments,
): ExitCode {
  const failing = policies.some(({ undetermined }) => undetermined === 'fail');
  // A command line is the workspace's as well: a Makefile may hold it.
  const mustFail = policies.some(({ machine }) => machine?.undeterminedFails === true);
  return exitCodeOf({
    findings: result.findings,
    failOn: args.failOn,
    unreadable: result.problems.length > 0 || !listsAreThere,
    undetermined: undeterminedModules(result).length + undeterminedVendors(result),
    undeterminedChoice: mustFail ? 'fail' : (args.undetermined ?? (failing ? 'fail' : 'pass')),
  });
}

/** Writes an answer to standard output or to the file that `--output` names; false, and said, when that fails. */
export async function write(
  text: string,
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<boolean> {
  if (args.output === null) {
    await terminal.out(text);
    return true;
  }
  try {
    await services.writeOutput(services.path.resolve(args.output), text);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    terminal.err(`modproof: ${error.message}\n`);
    return false;
  }
}

/** Progress as a count on one line of standard error, on a terminal alone. */
function progressOn(
  args: Arguments,
  terminal: Terminal,
): { report(done: number, total: number): void; end(): void } {
  const shown = terminal.errIsTerminal && !terminal.environment.CI && !args.quiet;
  let open = false;
  return {
    report(done, total) {
      if (!shown || total === 0) return;
      open = true;
      terminal.err(`\r\u001b[Kauditing ${done} of ${total}`);
    },
    end() {
      if (open) terminal.err('\r\u001b[K');
      open = false;
    },
  };
}
