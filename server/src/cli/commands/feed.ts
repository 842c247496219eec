import { refreshNotes } from '../../audit/index.ts';
import { plain } from '../../report/index.ts';
import type { Arguments } from '../args.ts';
import { EXIT, type ExitCode } from '../exitCode.ts';
import type { CliServices, Terminal } from '../services.ts';

/** `modproof feed`: the list of malicious modules in use; with `--refresh`, after it was downloaded anew. */
export async function runFeed(args: Arguments, terminal: Terminal, services: CliServices): Promise<ExitCode> {
  const [operand] = args.operands;
  if (operand !== undefined) {
    terminal.err(`modproof: feed takes no ${plain(JSON.stringify(operand))}.\n`);
    return EXIT.unusable;
  }
  if (args.acceptsLosses && !args.refresh) {
    terminal.err('modproof: --accept-losses is of use with --refresh alone.\n');
    return EXIT.unusable;
  }
  const refresh = args.refresh ? await services.refreshFeed(args, terminal.signal) : null;
  if (refresh?.kind === 'failed') {
    const way = refresh.isWorse ? ' With --accept-losses it is used all the same.' : '';
    terminal.err(`modproof: ${plain(refresh.detail)} Nothing was changed.${way}\n`);
    return EXIT.unusable;
  }
  const used = services.feed(args.cacheDir);
  const unread = refresh?.unread ?? [];
  for (const one of unread) terminal.err(`modproof: an entry could not be read: ${plain(one)}\n`);
  const notes = refresh === null ? [] : refreshNotes(refresh, used);
  const accepted = refresh === null || refresh.accepted === '' ? [] : [`Accepted: ${refresh.accepted}`];
  for (const note of [...accepted, ...notes]) terminal.err(`modproof: ${plain(note)}\n`);
  const code = used.date === null ? EXIT.unusable : EXIT.clean;
  if (args.format === 'json') {
    await terminal.out(`${JSON.stringify({ ...used, unread }, null, 2)}\n`);
    return code;
  }
  for (const problem of used.problems) terminal.err(`modproof: ${plain(problem)}\n`);
  if (used.date === null) return code;
  await terminal.out(
    [
      'The list of malicious modules',
      `  date        ${used.date}`,
      `  advisories  ${used.advisories}`,
      `  from        ${used.from.map((copy) => FROM[copy]).join(', and ')}`,
      '',
    ].join('\n'),
  );
  return code;
}

const FROM = {
  shipped: 'the copy that ships with modproof',
  downloaded: 'what was downloaded',
} as const;
