import { type ChildProcess, type ForkOptions, fork, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import JSZip from 'jszip';
import {
  CancellationToken,
  CancellationTokenSource,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver/node';
import { METHODS, type RefreshFeedAnswer } from '../../server/src/protocol/index.ts';
import { type Loopback, startLoopback } from '../fake/loopback.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../kit.ts';
import { plant, runNode, uproot } from '../tidy/plant.ts';
import { PLAIN_EDITOR } from './editorCapabilities.ts';
import { TestLanguageClient } from './languageClient.ts';

const A = 'file:///home/gopher/a/go.mod';

let folder = '';
let server = '';

beforeAll(async () => {
  // The real build, in a copy of this checkout: what lies in dist/ may be old, or somebody may be making it.
  folder = plant({}, ['package.json', 'scripts', 'server', 'client', 'docs', 'test/world']);
  const { code, output } = await runNode([join(folder, 'scripts/build.mjs')], folder);
  expect(output).toContain('dist/server.js');
  expect(code).toBe(0);
  server = join(folder, 'dist/server.js');
});
afterAll(uproot);

const children: ChildProcess[] = [];
const clients: TestLanguageClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.dispose();
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Anywhere but at the root, and with nothing in the environment but what Windows itself needs. */
const elsewhere = (): ForkOptions => ({
  cwd: join(folder, 'docs'),
  env: { SystemRoot: process.env.SystemRoot },
});

function overStdio(): { child: ChildProcess; client: TestLanguageClient } {
  const child = spawn(process.execPath, [server, '--stdio'], {
    ...elsewhere(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const client = TestLanguageClient.overStreams(child.stdout as Readable, child.stdin as Writable);
  clients.push(client);
  return { child, client };
}

function overIpc(): { child: ChildProcess; client: TestLanguageClient } {
  // As the editor's own library starts it.
  const child = fork(server, ['--node-ipc', `--clientProcessId=${process.pid}`], {
    ...elsewhere(),
    execArgv: [],
  });
  children.push(child);
  const client = new TestLanguageClient(new IPCMessageReader(child), new IPCMessageWriter(child));
  clients.push(client);
  return { child, client };
}

const exitCodeOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

describe.each([
  ['--stdio', overStdio],
  ['--node-ipc', overIpc],
])('the built server with %s', (_, launch) => {
  test('starts, shows, takes back, and exits', async () => {
    const { child, client } = launch();
    const ended = exitCodeOf(child);
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    expect(await client.initialize({ capabilities: PLAIN_EDITOR })).toMatchObject({
      serverInfo: { name: 'modproof', version },
    });
    await client.open(A, 'module example.test/a // 😀\u202e\n\nrequire example.test/x nonsense\n');
    expect(await client.diagnosticsOf(A, 1)).toMatchObject([
      { source: 'modproof', code: 'squat/hidden-characters', range: { start: { line: 0, character: 27 } } },
      { source: 'modproof', code: 'semantic', range: { start: { line: 2 } } },
    ]);
    await client.close(A);
    expect(await client.diagnosticsOf(A, null)).toEqual([]);
    await client.shutdown();
    await client.exit();
    expect(await ended).toBe(0);
    expect(client.logged).toEqual([]);
  });

  test('knows the names that lie beside it', async () => {
    const { client } = launch();
    await client.initialize({ capabilities: PLAIN_EDITOR });
    const { path, imitation } = wellKnown();
    await client.open(A, `module example.test/a\n\nrequire (\n\t${path} v1.0.0\n\t${imitation} v1.0.0\n)\n`);
    expect(await client.diagnosticsOf(A, 1)).toMatchObject([
      { code: 'squat/owner-affix', message: expect.stringContaining(path), range: { start: { line: 4 } } },
    ]);
  });
});

describe('the built server', () => {
  test('ends when the editor goes away without a word', async () => {
    const { child, client } = overStdio();
    const ended = exitCodeOf(child);
    await client.initialize({ capabilities: PLAIN_EDITOR });
    child.stdin?.end();
    expect(await ended).toBe(1);
  });

  test.each([[[]], [['--socket=1']], [['--node-ipc']]])(
    'says how it is started, when given %j',
    async (args) => {
      expect(await runNode([server, ...args], folder)).toEqual({
        code: 2,
        output: 'The Modproof language server is started by an editor, with --stdio or --node-ipc.\n',
      });
    },
  );

  test('without its names says that none is judged, and serves all the same', async () => {
    const names = join(folder, 'dist/data/known-modules.txt');
    const text = readFileSync(names);
    rmSync(names);
    const { code, output } = await runNode([server, '--stdio'], folder);
    writeFileSync(names, text);
    expect(output).toContain('There is no list of known modules. Names could not be determined');
    // Nobody spoke to it, and its input has ended: it leaves as it does with names.
    expect(code).toBe((await runNode([server, '--stdio'], folder)).code);
  });
});

describe('the list of malicious modules, in the built server', () => {
  const LISTED = 'module example.test/a\n\nrequire bad.example/new v1.0.0\n';
  let store = '';
  let lists: Loopback;
  let give: (response: ServerResponse) => void = () => undefined;

  beforeAll(async () => {
    lists = await startLoopback((_, response) => give(response));
  });
  afterAll(() => lists.close());
  beforeEach(() => {
    store = mkdtempSync(join(tmpdir(), 'modproof-lists-'));
  });
  afterEach(() => rmSync(store, { recursive: true, force: true }));

  const TODAY = new Date().toISOString();

  async function archive(): Promise<Uint8Array> {
    const affected = [
      {
        package: { ecosystem: 'Go', name: 'bad.example/new' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
      },
    ];
    const zip = new JSZip();
    const entry = { id: 'MAL-2026-90001', modified: TODAY, affected };
    zip.file('MAL-2026-90001.json', JSON.stringify(entry));
    return zip.generateAsync({ type: 'uint8array' });
  }

  async function opened(feed: string, cacheDirectory = store): Promise<TestLanguageClient> {
    const { client } = overStdio();
    const settings = { environment: { MODPROOF_FEED: feed, GOPROXY: 'off' }, cacheDirectory };
    await client.initialize({ capabilities: PLAIN_EDITOR, options: { settings } });
    await client.open(A, LISTED);
    await client.diagnosticsOf(A, 1);
    return client;
  }

  const refresh = (client: TestLanguageClient, token = CancellationToken.None): Promise<RefreshFeedAnswer> =>
    client.request(METHODS.refreshFeed, { workDoneToken: 1 }, token);
  const isTold = (client: TestLanguageClient): boolean =>
    client.lastOf(A).some(({ code }) => code === 'feed/malicious');

  test('is downloaded in a thread, and reaches the open file in each of two servers', async () => {
    const body = await archive();
    give = (response) => void response.end(body);
    const [one, other] = [await opened(lists.url), await opened(lists.url)];
    expect([isTold(one), isTold(other)]).toEqual([false, false]);
    const { isRefreshed, message } = await refresh(one);
    const shipped =
      readFileSync(join(folder, 'dist/data/malicious-modules.txt'), 'utf8').split('\n').length - 2;
    expect(message).toBe(
      `The list of malicious modules is of ${TODAY.slice(0, 10)} and holds ${shipped + 1} advisories.`,
    );
    expect(isRefreshed).toBe(true);
    expect(one.progress.map(({ message: step }) => step)).toEqual([`1 of 1: ${new URL(lists.url).host}`]);
    await one.until(() => isTold(one));
    // Nobody told the other one but the file itself.
    await other.until(() => isTold(other));
  });

  test('that is cancelled while it is downloaded is left as it was', async () => {
    let noteAsked: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => {
      noteAsked = resolve;
    });
    give = () => noteAsked();
    // Not there yet, so that it is not watched either.
    const later = join(store, 'later');
    const client = await opened(lists.url, later);
    const cancellation = new CancellationTokenSource();
    const answer = refresh(client, cancellation.token).then(
      () => 'answered',
      () => 'cancelled',
    );
    await asked;
    cancellation.cancel();
    expect(await answer).toBe('cancelled');
    expect(existsSync(join(later, 'malicious-modules.txt'))).toBe(false);
    const body = await archive();
    give = (response) => void response.end(body);
    expect((await refresh(client)).isRefreshed).toBe(true);
    await client.until(() => isTold(client));
  });

  test('is not downloaded where the settings switch that off', async () => {
    const before = lists.asked.length;
    expect(await refresh(await opened('off'))).toEqual({
      isRefreshed: false,
      message: expect.stringContaining('MODPROOF_FEED is off'),
    });
    expect(lists.asked).toHaveLength(before);
  });
});

/** The most used module of the corpus whose owner can be imitated, read from the data so that no test names it. */
function wellKnown(): { path: string; imitation: string } {
  const rows = readFileSync(join(folder, 'dist/data/known-modules.txt'), 'utf8')
    .split('\n')
    .map((line) => /^(github\.com\/([a-z]{7,})\/[a-z]+) (\d+)$/.exec(line))
    .filter((row) => row !== null)
    .sort((a, b) => Number(b[3]) - Number(a[3]));
  const [, path = '', owner = ''] = rows[0] ?? [];
  return { path, imitation: path.replace(`/${owner}/`, `/${owner}-go/`) };
}
