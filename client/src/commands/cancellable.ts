import { type CancellationToken, ProgressLocation, window } from 'vscode';
import { makeNonce } from '../nonce.ts';
import type { Server } from '../server.ts';

/**
 * Asks the server for something that takes a while, with what it tells of its
 * progress and a way to cancel. Null as soon as the user cancels, however long
 * the server takes to notice.
 */
export async function askCancellable<Answer>(
  server: Server,
  title: string,
  ask: (workDoneToken: string, cancellation: CancellationToken) => Promise<Answer>,
): Promise<Answer | null> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return await window.withProgress(options, async (progress, cancellation) => {
    const workDoneToken = `modproof.progress.${makeNonce()}`;
    const following = await server.follow(workDoneToken, (message) => progress.report({ message }));
    const cancelled = new Promise<null>((resolve) => {
      cancellation.onCancellationRequested(() => resolve(null));
    });
    try {
      return await Promise.race([cancelled, ask(workDoneToken, cancellation)]);
    } finally {
      following.dispose();
    }
  });
}
