import { serverOf } from '../../../client/src/server.ts';
import { METHODS } from '../../../server/src/protocol/index.ts';
import { startAnew, Uri } from '../../fake/vscode.ts';
import { describe, expect, test } from '../../kit.ts';
import { calls } from './carryOut.ts';

type Heed = (news: unknown) => void;

/** A client of the library, as far as it is used, which keeps what it is told. */
function fakeClient() {
  const sent: unknown[][] = [];
  const heeds = new Map<string, Heed>();
  return {
    sent,
    tell: (method: string, news: unknown): void => heeds.get(method)?.(news),
    sendRequest: async (...args: unknown[]): Promise<string> => {
      sent.push(args);
      return 'answer';
    },
    onNotification: (method: string, heed: Heed) => heeds.set(method, heed),
    onDidChangeState: (heed: Heed) => heeds.set('state', heed),
    restart: async () => void sent.push(['restart']),
    protocol2CodeConverter: {
      asWorkspaceEdit: async (edit: unknown) => ({
        edit,
        entries: () => [[Uri.parse('file:///a/go.mod'), []]],
      }),
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the server behind a client', () => {
  test('is asked when the client has come, and without parameters where there are none', async () => {
    const client = fakeClient();
    let come: (client: unknown) => void = () => undefined;
    const server = serverOf(
      new Promise<unknown>((resolve) => {
        come = resolve;
      }) as never,
    );
    const cancellation = {} as never;
    const answers = Promise.all([
      server.ask(METHODS.clearStore, null, cancellation),
      server.ask(METHODS.document, { uri: 'modproof:/a' }),
    ]);
    await settled();
    expect(client.sent).toEqual([]);
    come(client);
    expect(await answers).toEqual(['answer', 'answer']);
    expect(client.sent).toEqual([
      [METHODS.clearStore, cancellation],
      [METHODS.document, { uri: 'modproof:/a' }, undefined],
    ]);
  });

  test('tells its news and its state, the end of a failed start among them', async () => {
    const client = fakeClient();
    const server = serverOf(Promise.resolve(client) as never);
    const heard: unknown[] = [];
    server.hear(METHODS.dependenciesChanged, (news) => heard.push(news));
    server.watch((state) => heard.push(state));
    await settled();
    client.tell(METHODS.dependenciesChanged, null);
    for (const newState of [3, 2, 1, 4]) client.tell('state', { newState });
    expect(heard).toEqual([null, 'starting', 'running', 'stopped', 'stopped']);
  });

  test('applies an edit, and says what it changed or that it was refused', async () => {
    const server = serverOf(Promise.resolve(fakeClient()) as never);
    startAnew();
    expect(String(await server.apply({ changes: {} }))).toBe('file:///a/go.mod');
    expect(calls('applyEdit')).toMatchObject([[{ edit: { changes: {} } }]]);
    startAnew({ applyEdit: () => false });
    expect(await server.apply({ changes: {} })).toBeNull();
  });

  test('fails where the client never comes, and only for who asks', async () => {
    const server = serverOf(Promise.reject(new Error('no library')));
    server.hear(METHODS.dependenciesChanged, () => undefined);
    server.watch(() => undefined);
    await expect(server.ask(METHODS.clearStore, null)).rejects.toThrow('no library');
    await expect(server.restart()).rejects.toThrow('no library');
  });
});
