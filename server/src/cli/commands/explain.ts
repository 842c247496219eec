import { FINDING_CODES, isFindingCode } from '../../finding/index.ts';
import { plain } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof explain CODE`: the page of one finding. */
export async function runExplain(
  args: Arguments,
  terminal: Terminal,
  services: CliServices,
): Promise<ExitCode> {
  const [code, ...more] = args.operands;
  if (code === undefined || more.length > 0) {
    terminal.err(
      `modproof: explain takes one code. Codes:\n${FINDING_CODES.map((one) => `  ${one}\n`).join('')}`,
    );
    return EXIT.unusable;
  }
  if (!isFindingCode(code)) {
    terminal.err(
      `modproof: there is no finding code ${plain(JSON.stringify(code))}. Codes:\n${FINDING_CODES.map((one) => `  ${one}\n`).join('')}`,
    );
    return EXIT.unusable;
  }
  const page = await services.readPage(`${code.replaceAll('/', '-')}.md`);
  if (page === null) {
    terminal.err(`modproof: the page of ${code} is not where it was installed.\n`);
    return EXIT.unusable;
  }
  await terminal.out(page);
  return EXIT.clean;
}
