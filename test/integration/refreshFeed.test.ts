import { CancellationToken, CancellationTokenSource } from 'vscode-languageserver/node';
import type { LanguageServices } from '../../server/src/lsp/index.ts';
import { CONTACTS_URI, METHODS, type RefreshFeedAnswer } from '../../server/src/protocol/index.ts';
import { afterEach, describe, expect, test } from '../kit.ts';
import { advisoryOf, EMPTY_FEED, feedOf } from '../unit/audit/feeds.ts';
import { PLAIN_EDITOR, PULLING_EDITOR } from './editorCapabilities.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { languageServices } from './languageServices.ts';
import { endSessions, start } from './languageSession.ts';

/* The list of malicious modules, renewed while an editor is open. */

const A = 'file:///home/gopher/a/go.mod';
const TEXT = 'module example.test/app\n\nrequire bad.example/a v1.0.0\n';
const LISTED = feedOf(advisoryOf('bad.example/a'));

/** What a start shows by itself comes to an end long before. */
const ROUNDS = 8;

afterEach(endSessions);

type Refresh = LanguageServices['refreshFeed'];
const refreshed = { kind: 'refreshed', date: '2030-01-02', unread: [], takenBack: '' } as const;

const ask = (
  client: TestLanguageClient,
  token: CancellationToken = CancellationToken.None,
): Promise<RefreshFeedAnswer> =>
  client.request<RefreshFeedAnswer>(METHODS.refreshFeed, { workDoneToken: 'mine' }, token);

describe('another list', () => {
  test('reaches a document that is open, in an editor that is sent diagnostics', async () => {
    const [feed, tell] = changing();
    const { client } = await start(feed, { capabilities: PLAIN_EDITOR });
    await client.open(A, TEXT);
    expect(await client.diagnosticsOf(A, 1)).toEqual([]);
    for (let round = 0; round < ROUNDS; round++) {
      tell(LISTED);
      await client.until(() => client.lastOf(A).some(({ code }) => code === 'feed/malicious'));
      tell(EMPTY_FEED);
      await client.until(() => client.lastOf(A).length === 0);
    }
  });

  test('reaches one that asks for them, which is told to ask anew', async () => {
    const [feed, tell] = changing();
    const { client } = await start(feed, { capabilities: PULLING_EDITOR });
    await client.open(A, TEXT);
    expect((await client.pull(A)).map(({ code }) => code)).toEqual([]);
    for (let round = 0; round < ROUNDS; round++) {
      const before = client.refreshes;
      const isListed = round % 2 === 0;
      tell(isListed ? LISTED : EMPTY_FEED);
      await client.until(() => client.refreshes > before);
      expect((await client.pull(A)).map(({ code }) => code)).toEqual(isListed ? ['feed/malicious'] : []);
    }
  });

  test('is looked for when a document is opened or saved, and before an audit', async () => {
    let looks = 0;
    const lookAtFeed = async (): Promise<void> => {
      looks += 1;
    };
    const { client } = await start(languageServices({ lookAtFeed }));
    await client.open(A, TEXT);
    await client.pull(A);
    expect(looks).toBe(1);
    await client.save(A);
    await client.pull(A);
    expect(looks).toBe(2);
    await client.change(A, 2, { text: `${TEXT}\n` });
    await client.pull(A);
    expect(looks).toBe(2);
  });
});

describe('a refresh in an editor', () => {
  test('is told host by host, and in words at the end', async () => {
    const refreshFeed: Refresh = async (progress) => {
      progress('lists.example', 1, 2);
      progress('more.example', 2, 2);
      return {
        ...refreshed,
        takenBack: 'bad.example/b (MAL-2030-2)',
        unread: ['MAL-2030-3: its id is none'],
      };
    };
    const { client } = await start(languageServices({ refreshFeed, feed: () => LISTED }));
    expect(await ask(client)).toEqual({
      isRefreshed: true,
      message:
        'The list of malicious modules is of 2030-01-02 and holds 1 advisories. Withdrawn, and not listed any more: bad.example/b (MAL-2030-2). Could not be read: MAL-2030-3: its id is none.',
    });
    await client.until(() => client.progress.length === 2);
    expect(client.progress.map(({ token, message }) => [token, message])).toEqual([
      ['mine', '1 of 2: lists.example'],
      ['mine', '2 of 2: more.example'],
    ]);
  });

  test('that came to nothing says why and that nothing changed, without a link that runs something', async () => {
    const detail = 'What lists.example gave is not used: [here](command:evil)\u202e is damaged.';
    const refreshFeed: Refresh = async () => ({ kind: 'failed', detail, isWorse: false });
    const { client } = await start(languageServices({ refreshFeed }));
    const { isRefreshed, message } = await ask(client);
    expect(isRefreshed).toBe(false);
    expect(message).toBe(
      'The list was not refreshed, and nothing was changed. What lists.example gave is not used: [here] (command:evil)\ufffd is damaged.',
    );
    await client.until(() => client.logged.some((line) => line.message.includes('was not refreshed')));
  });

  test('that would lose entries says how the user may have it all the same', async () => {
    const refreshFeed: Refresh = async () => ({ kind: 'failed', detail: 'It is older.', isWorse: true });
    const { client } = await start(languageServices({ refreshFeed }));
    expect((await ask(client)).message).toContain(
      'It is older. "modproof feed --refresh --accept-losses" uses',
    );
  });

  test('does not begin in a workspace that is not trusted', async () => {
    let asked = 0;
    const refreshFeed: Refresh = async () => {
      asked += 1;
      return refreshed;
    };
    const { client } = await start(languageServices({ refreshFeed }), { options: { isTrusted: false } });
    expect(await ask(client)).toEqual({
      isRefreshed: false,
      message: 'The workspace is not trusted: nobody is asked.',
    });
    expect(asked).toBe(0);
    await client.notify(METHODS.trusted);
    expect((await ask(client)).isRefreshed).toBe(true);
    expect(asked).toBe(1);
  });

  test('waits for the settings of the user, which may switch it off', async () => {
    const order: string[] = [];
    let answer: (settings: unknown) => void = () => undefined;
    const asking = new Promise<unknown>((resolve) => {
      answer = resolve;
    });
    const { client } = await start(
      languageServices({
        configure: async ({ environment }) => void order.push(`configured ${environment.MODPROOF_FEED}`),
        refreshFeed: async () => {
          order.push('refreshed');
          return refreshed;
        },
      }),
      {},
    );
    client.settings = (scope) => (scope === undefined ? asking : null);
    const answered = ask(client);
    answer({ environment: { MODPROOF_FEED: 'off' } });
    await answered;
    expect(order).toEqual(['configured off', 'refreshed']);
  });

  test('is cancelled with its request, and then another one can begin; two at a time do not', async () => {
    let begun = 0;
    let isCancelled = false;
    let noteBegun: () => void = () => undefined;
    const beginning = new Promise<void>((resolve) => {
      noteBegun = resolve;
    });
    const refreshFeed: Refresh = (_, signal) => {
      if (++begun > 1) return Promise.resolve(refreshed);
      noteBegun();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCancelled = true;
          reject(signal.reason as Error);
        });
      });
    };
    const { client } = await start(languageServices({ refreshFeed }));
    const cancellation = new CancellationTokenSource();
    const first = ask(client, cancellation.token).catch(() => null);
    await beginning;
    expect((await ask(client)).message).toContain('being refreshed already');
    cancellation.cancel();
    await first;
    expect(isCancelled).toBe(true);
    expect((await ask(client)).isRefreshed).toBe(true);
  });
});

describe('what would be contacted', () => {
  const contacts = async (feedSources: LanguageServices['feedSources']): Promise<string> => {
    const { client } = await start(languageServices({ feedSources }));
    return client.request<string>(METHODS.document, { uri: CONTACTS_URI }, CancellationToken.None);
  };

  test('tells of the databases, and that an audit asks none of them', async () => {
    const address = new URL('https://lists.example/Go/all.zip');
    const [audit = '', refresh = ''] = (await contacts(() => [{ address, namedBy: 'user' }])).split(
      'Refresh the List of Malicious Modules',
    );
    expect(audit).not.toContain('lists.example');
    expect(refresh).toMatch(/\| lists\.example \| all entries of its database, as one file/);
  });

  test('tells that nobody is asked where that is off', async () => {
    const page = await contacts(() => 'MODPROOF_FEED is off: the list is not downloaded.');
    expect(page.replaceAll('\\', '')).toContain(
      '| nobody | MODPROOF_FEED is off: the list is not downloaded. |',
    );
  });
});

/** Services whose list becomes another one when it is told to. */
function changing(): readonly [LanguageServices, (feed: typeof LISTED) => void] {
  let feed = EMPTY_FEED;
  let changed: () => void = () => undefined;
  const services = languageServices({
    feed: () => feed,
    hearOfFeed: (heed) => {
      changed = heed;
    },
  });
  const tell = (other: typeof LISTED): void => {
    feed = other;
    changed();
  };
  return [services, tell];
}
