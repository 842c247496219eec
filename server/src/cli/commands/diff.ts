import { OwnExaminations } from '../../examination/index.ts';
import { checkPath, type ModuleVersion } from '../../module/index.ts';
import { formatDifference } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import { mayColor, write } from '../report.ts';
import type { CliServices, Terminal } from '../services.ts';
import { paintFor, WIDTH } from '../terminal.ts';

/** `modproof diff MODULE@VERSION [--against MODULE@VERSION]`: which files differ, how, and what the first copy gains. */
export async function runDiff(args: Arguments, terminal: Terminal, services: CliServices): Promise<ExitCode> {
  const module = parseModule(args.operands.length === 1 ? args.operands[0] : undefined);
  const against = args.against === null ? null : parseModule(args.against);
  if (module === undefined || against === undefined) {
    terminal.err(
      'modproof: diff takes one module with its version: modproof diff MODULE@VERSION [--against MODULE@VERSION]\n',
    );
    return EXIT.unusable;
  }
  const opened = await services.open({ cacheDir: args.cacheDir, log: terminal.log });
  try {
    const difference = await new OwnExaminations(opened.services).compare(module, against, {
      offline: args.offline,
      signal: terminal.signal,
    });
    const text =
      args.format === 'json'
        ? `${JSON.stringify(difference, null, 2)}\n`
        : formatDifference(difference, {
            paint: paintFor(mayColor(args, terminal)),
            width: WIDTH,
            stat: args.stat,
            labels:
              against === null
                ? { before: 'upstream', after: 'mirror' }
                : { before: `${against.path}@${against.version}`, after: `${module.path}@${module.version}` },
          });
    if (!(await write(text, args, terminal, services))) return EXIT.unusable;
    if (difference.state === 'undetermined' || difference.state === 'not-applicable')
      return EXIT.undetermined;
    return difference.state === 'differs' ? EXIT.findings : EXIT.clean;
  } finally {
    await opened.close();
  }
}

function parseModule(operand: string | undefined): ModuleVersion | undefined {
  const at = operand?.lastIndexOf('@') ?? -1;
  if (operand === undefined || at <= 0 || at === operand.length - 1) return undefined;
  const module = { path: operand.slice(0, at), version: operand.slice(at + 1) };
  return checkPath(module.path) === null ? module : undefined;
}
