import { type CancellationToken, type Disposable, type Uri, workspace } from 'vscode';
import { type LanguageClient, State, WorkDoneProgress, type WorkspaceEdit } from 'vscode-languageclient/node';
import type { News, Questions } from '../../server/src/protocol/index.ts';

type Asked = Questions<WorkspaceEdit>;

/** Whether there is a server to ask. */
export type ServerState = 'starting' | 'running' | 'stopped';

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
};

/** The language server, as the rest of the extension sees it. */
export type Server = ReturnType<typeof serverOf>;

/** The server behind a client. */
export function serverOf(client: LanguageClient) {
  return {
    /** Waits for a server that is starting. Rejects where the server fails, or is not there. */
    ask<M extends keyof Asked>(
      method: M,
      params: Asked[M]['params'],
      cancellation?: CancellationToken,
    ): Promise<Asked[M]['answer']> {
      if (params === null) return client.sendRequest(method, cancellation);
      return client.sendRequest(method, params, cancellation);
    },
    /** Hears of news until the end of the extension. */
    hear<M extends keyof News>(method: M, heed: (news: News[M]) => void): void {
      client.onNotification(method, heed);
    },
    /** Hears the messages of a work-done progress, by its token. */
    follow(token: string, heed: (message: string) => void): Disposable {
      return client.onProgress(WorkDoneProgress.type, token, (progress) => {
        if (progress.kind !== 'end' && progress.message !== undefined) heed(progress.message);
      });
    },
    /** Hears of each state that the server goes into. */
    watch(heed: (state: ServerState) => void): void {
      client.onDidChangeState(({ newState }) => heed(STATES[newState]));
    },
    /** Carries out an edit, saving nothing. The documents that it changes; null where it was refused. */
    async apply(edit: WorkspaceEdit): Promise<readonly Uri[] | null> {
      const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
      const isApplied = await workspace.applyEdit(converted);
      return isApplied ? converted.entries().map(([uri]) => uri) : null;
    },
    restart: (): Promise<void> => client.restart(),
  };
}
