import { l10n, Uri, window } from 'vscode';
import { METHODS } from '../../../server/src/protocol/index.ts';
import { makeNonce } from '../nonce.ts';
import { askCancellable } from './cancellable.ts';
import type { Command } from './command.ts';

/** Audits a go.mod or folder by its URI, or all workspace folders, and opens the report. */
export const audit: Command = async ({ server, report }, argument) => {
  const uris = argument instanceof Uri ? [argument.toString()] : [];
  const answer = await askCancellable(
    server,
    l10n.t('Auditing Go dependencies'),
    (workDoneToken, cancellation) =>
      server.ask(METHODS.audit, { uris, nonce: makeNonce(), workDoneToken }, cancellation),
  );
  if (answer?.kind === 'report') report.show(answer);
  if (answer?.kind === 'nothing') void window.showInformationMessage(answer.why);
};
