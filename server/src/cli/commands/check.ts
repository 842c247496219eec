import { auditModules } from '../../audit/index.ts';
import { OwnExaminations } from '../../examination/index.ts';
import { checkPath } from '../../module/index.ts';
import { plain } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import { loadPolicies } from '../policies.ts';
import { runAndReport } from '../report.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof check MODULE[@VERSION]…`: the questions of an audit about modules that no go.mod names yet. */
export async function runCheck(
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<ExitCode> {
  if (args.operands.length === 0)
    return misuse(terminal, 'check takes a module path: modproof check MODULE[@VERSION]…');
  const wanted: { path: string; version: string | null }[] = [];
  for (const operand of args.operands) {
    const at = operand.lastIndexOf('@');
    const [path, version] = at < 0 ? [operand, null] : [operand.slice(0, at), operand.slice(at + 1)];
    const reason = checkPath(path);
    if (reason !== null) return misuse(terminal, `${path} is not a module path: ${reason}`);
    wanted.push({ path, version: version === 'latest' ? null : version });
  }
  const policies = await loadPolicies(args.policy, [], terminal, services);
  if (policies.kind === 'refused') return EXIT.unusable;
  return runAndReport(
    { command: 'modproof check', what: '' },
    policies,
    (opened, options) => auditModules(wanted, opened, new OwnExaminations(opened), options),
    [],
    args,
    terminal,
    services,
  );
}

function misuse(terminal: Terminal, message: string): ExitCode {
  terminal.err(`modproof: ${plain(message)}\n`);
  return EXIT.unusable;
}
