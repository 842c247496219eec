import { type CopyDifference, compareCopies } from '../../audit/index.ts';
import { gainsPhrase } from '../../gosource/index.ts';
import { checkPath, type ModuleVersion } from '../../module/index.ts';
import { REASON_SENTENCES } from '../../verdict/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import { mayColor, write } from '../report.ts';
import type { CliServices, Terminal } from '../services.ts';
import { type Paint, paintFor, plain } from '../terminal.ts';

/** `modproof diff MODULE@VERSION [--against MODULE@VERSION]`: which files differ, and what the first copy gains. */
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
    const difference = await compareCopies(module, against, opened.services, {
      offline: args.offline,
      signal: terminal.signal,
    });
    const text =
      args.format === 'json'
        ? `${JSON.stringify(difference, null, 2)}\n`
        : textOf(difference, paintFor(mayColor(args, terminal)));
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

function textOf(difference: CopyDifference, paint: Paint): string {
  const head = `modproof diff  ${plain(difference.left)}  against  ${plain(difference.right)}`;
  const lines = [paint.strong(head), ''];
  switch (difference.state) {
    case 'undetermined':
      lines.push(
        `  ${paint.warning('could not be determined')}: ${plain(difference.detail || REASON_SENTENCES[difference.reason])}`,
      );
      break;
    case 'not-applicable':
      lines.push(`  not applicable: ${plain(difference.why)}`);
      break;
    case 'same':
      lines.push(`  ${paint.good('no difference')}`);
      break;
    case 'differs': {
      for (const path of difference.changed) lines.push(`  ${paint.warning('changed')}    ${plain(path)}`);
      for (const path of difference.onlyLeft) lines.push(`  ${paint.error('added')}      ${plain(path)}`);
      for (const path of difference.onlyRight) lines.push(`  ${paint.warning('missing')}    ${plain(path)}`);
      const gains = difference.gains === null ? '' : gainsPhrase(difference.gains);
      if (gains !== '') lines.push('', `  ${plain(gains)}`);
      for (const one of difference.gains?.functions ?? []) {
        lines.push(
          `  ${plain(one.file)}:${one.line + 1}  + func ${plain(one.name)}  ${plain(one.reaches.join(', '))}`,
        );
      }
      break;
    }
  }
  for (const { path, sentence } of difference.state === 'differs' || difference.state === 'same'
    ? difference.explanations
    : []) {
    lines.push(`  explained  ${plain(path)}: ${plain(sentence)}`);
  }
  return `${lines.join('\n')}\n`;
}
