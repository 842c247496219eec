import { type Connection, ProgressType } from 'vscode-languageserver';

/** The notification's type is the client's matter: its value is what LSP says of work-done progress. */
const ANY_PROGRESS = new ProgressType<{ readonly kind: string; readonly message: string }>();

/** Tells a client that gave a token for it how far a request of its has come. */
export function sendProgress(
  connection: Connection,
  token: number | string | undefined,
  message: string,
): void {
  if (token === undefined) return;
  void connection.sendProgress(ANY_PROGRESS, token, { kind: 'report', message }).catch(() => undefined);
}
