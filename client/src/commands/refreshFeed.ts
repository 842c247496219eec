import { l10n, window } from 'vscode';
import { METHODS } from '../../../server/src/protocol/index.ts';
import { askCancellable } from './cancellable.ts';
import type { Command } from './command.ts';

/** Has the list of malicious modules downloaded, from where the settings of this machine say, and tells what came of it. */
export const refreshFeed: Command = async ({ server }) => {
  const answer = await askCancellable(
    server,
    l10n.t('Refreshing the list of malicious modules'),
    (workDoneToken, cancellation) => server.ask(METHODS.refreshFeed, { workDoneToken }, cancellation),
  );
  if (answer === null) return;
  if (answer.isRefreshed) void window.showInformationMessage(answer.message);
  else void window.showWarningMessage(answer.message);
};
