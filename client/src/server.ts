import { type CancellationToken, type Disposable, type Uri, workspace } from 'vscode';
import type { LanguageClient, State, WorkspaceEdit } from 'vscode-languageclient/node';
import type { News, Questions } from '../../server/src/protocol/index.ts';

type Asked = Questions<WorkspaceEdit>;

/** Whether there is a server to ask. */
export type ServerState = 'starting' | 'running' | 'stopped';

/** By the numbers of the library, which is not loaded yet when this file is. */
const STATES: Readonly<Record<State, ServerState>> = {
  1: 'stopped',
  2: 'running',
  3: 'starting',
  4: 'stopped',
};

/** The language server, as the rest of the extension sees it. */
export type Server = ReturnType<typeof serverOf>;

/** The server behind a client that is still coming. Everything waits for it. */
export function serverOf(coming: Promise<LanguageClient>) {
  const whenThere = (use: (client: LanguageClient) => void): void => {
    // A client that does not come is told where it is made.
    coming.then(use).catch(() => undefined);
  };
  return {
    /** Waits for a server that is starting. Rejects where the server fails, or is not there. */
    async ask<M extends keyof Asked>(
      method: M,
      params: Asked[M]['params'],
      cancellation?: CancellationToken,
    ): Promise<Asked[M]['answer']> {
      const client = await coming;
      if (params === null) return await client.sendRequest(method, cancellation);
      return await client.sendRequest(method, params, cancellation);
    },
    /** Hears of news until the end of the extension. */
    hear<M extends keyof News>(method: M, heed: (news: News[M]) => void): void {
      whenThere((client) => client.onNotification(method, heed));
    },
    /** Hears the messages of a work-done progress, by its token. */
    async follow(token: string, heed: (message: string) => void): Promise<Disposable> {
      const [client, { WorkDoneProgress }] = await Promise.all([
        coming,
        import('vscode-languageclient/node'),
      ]);
      return client.onProgress(WorkDoneProgress.type, token, (progress) => {
        if (progress.kind !== 'end' && progress.message !== undefined) heed(progress.message);
      });
    },
    /** Hears of each state that the server goes into. */
    watch(heed: (state: ServerState) => void): void {
      whenThere((client) => client.onDidChangeState(({ newState }) => heed(STATES[newState])));
    },
    /** Carries out an edit, saving nothing. The documents that it changes; null where it was refused. */
    async apply(edit: WorkspaceEdit): Promise<readonly Uri[] | null> {
      const converted = await (await coming).protocol2CodeConverter.asWorkspaceEdit(edit);
      const isApplied = await workspace.applyEdit(converted);
      return isApplied ? converted.entries().map(([uri]) => uri) : null;
    },
    restart: async (): Promise<void> => (await coming).restart(),
  };
}
