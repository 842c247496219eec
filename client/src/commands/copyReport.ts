import { env, l10n, window } from 'vscode';
import { METHODS, readModule } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Puts a report for the mirror's operator into the clipboard. */
export const copyReport: Command = async ({ server }, argument) => {
  const asked = readModule(argument);
  if (asked === null) return;
  const { module, version } = asked;
  await env.clipboard.writeText(await server.ask(METHODS.mirrorReport, { module, version }));
  void window.showInformationMessage(l10n.t('A report on {0} {1} is in the clipboard.', module, version));
};
