import { auditFiles, discover } from '../../audit/index.ts';
import { OwnExaminations } from '../../examination/index.ts';
import { plain } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import { projectLedgers } from '../ledgers.ts';
import { loadPolicies } from '../policies.ts';
import { runAndReport } from '../report.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof audit [PATH…]`: all go.mod and go.work files at or below the paths. */
export async function runAudit(
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<ExitCode> {
  const paths = args.operands.length === 0 ? ['.'] : args.operands;
  const { GOWORK } = await services.settings();
  const discovery = await discover(paths, services.files, services.path, GOWORK.value, terminal.signal);
  if (discovery.files.length === 0) {
    for (const { path, message } of discovery.problems)
      terminal.err(`modproof: ${plain(path)}: ${message}\n`);
    terminal.err('modproof: nothing was audited.\n');
    return EXIT.unusable;
  }
  const policies = await loadPolicies(args.policy, discovery.files, terminal, services);
  if (policies.kind === 'refused') {
    terminal.err('modproof: the policy cannot be followed; nothing was audited.\n');
    return EXIT.unusable;
  }
  const ledgers = await projectLedgers(discovery.files, args.ledger, terminal, services);
  if (ledgers === null) return EXIT.unusable;
  const [first] = discovery.files;
  const several = `${discovery.files.length} files`;
  const what = discovery.files.length === 1 && first !== undefined ? plain(first.path) : several;
  return runAndReport(
    { command: 'modproof audit', what },
    policies,
    (opened, options) => auditFiles(discovery, opened, new OwnExaminations(opened), options),
    ledgers,
    args,
    terminal,
    services,
  );
}
