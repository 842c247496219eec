import { env, l10n, window } from 'vscode';
import { METHODS, readModule } from '../../../server/src/protocol/index.ts';
import type { Command } from './command.ts';

/** Puts a report for the mirror's operator into the clipboard, or says that there is nothing to report. */
export const copyReport: Command = async ({ server }, argument) => {
  const asked = readModule(argument);
  if (asked === null) return;
  const { module, version } = asked;
  const text = await server.ask(METHODS.mirrorReport, { module, version });
  if (text !== '') await env.clipboard.writeText(text);
  const told =
    text === ''
      ? l10n.t('There is nothing to report on {0} {1}.', module, version)
      : l10n.t('A report on {0} {1} is in the clipboard.', module, version);
  void window.showInformationMessage(told);
};
