import { FileError } from '../ports/index.ts';
import { plain } from '../report/index.ts';
import { parseArguments } from './args.ts';
import { runAudit } from './commands/audit.ts';
import { runCheck } from './commands/check.ts';
import { runDiff } from './commands/diff.ts';
import { runEnv } from './commands/env.ts';
import { runExplain } from './commands/explain.ts';
import { runFeed } from './commands/feed.ts';
import { EXIT, type ExitCode } from './exitCode.ts';
import { helpFor } from './help.ts';
import type { CliServices, Terminal } from './services.ts';

/**
 * Runs one command line, `argv` without the program's name. Resolves to the
 * exit code; rejects only for faults of this program.
 */
export async function cli(
  argv: readonly string[],
  terminal: Terminal,
  services: CliServices,
): Promise<ExitCode> {
  const parsed = parseArguments(argv);
  if ('mistake' in parsed) {
    terminal.err(`modproof: ${parsed.mistake}\nSee: modproof --help\n`);
    return EXIT.unusable;
  }
  try {
    switch (parsed.command) {
      case 'help':
        await terminal.out(helpFor(parsed.helpFor));
        return EXIT.clean;
      case 'version':
        await terminal.out(`modproof ${services.version}\n`);
        return EXIT.clean;
      case 'audit':
        return await runAudit(parsed, terminal, services);
      case 'check':
        return await runCheck(parsed, terminal, services);
      case 'diff':
        return await runDiff(parsed, terminal, services);
      case 'explain':
        return await runExplain(parsed, terminal, services);
      case 'env':
        return await runEnv(parsed, terminal, services);
      case 'feed':
        return await runFeed(parsed, terminal, services);
    }
  } catch (error) {
    if (error instanceof FileError && !terminal.signal.aborted) {
      terminal.err(`modproof: ${plain(error.message)}\n`);
      return EXIT.unusable;
    }
    if (!terminal.signal.aborted) throw error;
    terminal.err('modproof: interrupted; nothing was decided.\n');
    return EXIT.unusable;
  }
}
