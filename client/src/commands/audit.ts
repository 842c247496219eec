import { type CancellationToken, l10n, ProgressLocation, Uri, window } from 'vscode';
import { type AuditAnswer, METHODS } from '../../../server/src/protocol/index.ts';
import { makeNonce } from '../nonce.ts';
import type { Server } from '../server.ts';
import type { Command } from './command.ts';

/** Audits a go.mod or folder by its URI, or all workspace folders, and opens the report. */
export const audit: Command = async ({ server, report }, argument) => {
  const uris = argument instanceof Uri ? [argument.toString()] : [];
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Auditing Go dependencies'),
    cancellable: true,
  };
  const answer = await window.withProgress(options, (progress, cancellation) =>
    ask(server, uris, (message) => progress.report({ message }), cancellation),
  );
  if (answer?.kind === 'report') report.show(answer);
  if (answer?.kind === 'nothing') void window.showInformationMessage(answer.why);
};

/** The answer, or null as soon as the user cancels, however long the server takes to notice. */
async function ask(
  server: Server,
  uris: readonly string[],
  report: (message: string) => void,
  cancellation: CancellationToken,
): Promise<AuditAnswer | null> {
  const nonce = makeNonce();
  const workDoneToken = `modproof.audit.${nonce}`;
  const following = await server.follow(workDoneToken, report);
  const cancelled = new Promise<null>((resolve) => {
    cancellation.onCancellationRequested(() => resolve(null));
  });
  try {
    const answer = server.ask(METHODS.audit, { uris, nonce, workDoneToken }, cancellation);
    return await Promise.race([cancelled, answer]);
  } finally {
    following.dispose();
  }
}
