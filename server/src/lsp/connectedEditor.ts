import { type Connection, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { METHODS } from '../protocol/index.ts';
import type { Abilities } from './abilities.ts';
import { noticeText } from './convert.ts';
import type { Editor } from './editor.ts';

/**
 * The editor at the other end of a connection. What cannot be sent, because the
 * connection has ended, is lost: nobody is left to be told.
 */
export function connectedEditor(connection: Connection, abilities: () => Abilities): Editor {
  const sent = (sending: Promise<unknown> | undefined): void => void sending?.catch(() => undefined);
  return {
    publish: (uri, version, diagnostics) =>
      sent(
        connection.sendDiagnostics({
          uri,
          ...(version === null ? {} : { version }),
          diagnostics: [...diagnostics],
        }),
      ),
    refresh: (what) => {
      const { refreshesDiagnostics, refreshesInlayHints, refreshesCodeLenses } = abilities();
      if (what === 'diagnostics' && refreshesDiagnostics) {
        sent(connection.languages.diagnostics.refresh() as unknown as Promise<void>);
      }
      if (what === 'inlayHints' && refreshesInlayHints) sent(connection.languages.inlayHint.refresh());
      if (what === 'codeLenses' && refreshesCodeLenses)
        sent(connection.sendRequest('workspace/codeLens/refresh'));
    },
    log: (level, message) => {
      if (level === 'error') connection.console.error(message);
      else if (level === 'warning') connection.console.warn(message);
      else connection.console.info(message);
    },
    status: (status) => sent(connection.sendNotification(METHODS.status, status)),
    dependenciesChanged: () => sent(connection.sendNotification(METHODS.dependenciesChanged)),
    begin: async (title, cancelled) => {
      if (!abilities().workDoneProgress) return null;
      try {
        const progress = await connection.window.createWorkDoneProgress();
        progress.begin(title, undefined, undefined, true);
        progress.token.onCancellationRequested(cancelled);
        return { report: (message) => progress.report(message), end: () => progress.done() };
      } catch {
        return null;
      }
    },
    // A notification: the library's own way is a request, which not every editor answers.
    tell: (message) =>
      sent(
        connection.sendNotification(ShowMessageNotification.type, {
          type: MessageType.Info,
          message: noticeText(message),
        }),
      ),
  };
}
