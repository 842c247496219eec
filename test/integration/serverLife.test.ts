import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { Status } from '../../server/src/protocol/index.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../kit.ts';
import { plant, runNode, uproot } from '../tidy/plant.ts';
import { startWorld, type World } from '../world/index.ts';
import { TestLanguageClient } from './languageClient.ts';

/* The built server in the world: threads and processes that die, and servers that are gone. */

const ATTACK = 'github.com/boltdb-go/bolt';
const PUBLIC = 'github.com/oakwell/weathervane';
const TEXT = `module example.test/app\n\nrequire (\n\t${ATTACK} v1.3.1\n\t${PUBLIC} v0.9.0\n)\n`;

let built = '';
let world: World;
let folder = '';

beforeAll(async () => {
  built = plant({}, ['package.json', 'scripts', 'server', 'client', 'docs', 'test/world']);
  const { code, output } = await runNode([join(built, 'scripts/build.mjs')], built);
  expect(code, output).toBe(0);
});
afterAll(uproot);

beforeEach(async () => {
  world = await startWorld();
  // Beside the world: the store outlives it.
  folder = await realpath(await mkdtemp(join(tmpdir(), 'modproof-life-')));
  await writeFile(join(folder, 'go.mod'), TEXT);
});

const children: ChildProcess[] = [];
const clients: TestLanguageClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.dispose();
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await world.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

interface Server {
  readonly child: ChildProcess;
  readonly client: TestLanguageClient;
  /** What it wrote beside the protocol. */
  readonly complaints: () => string;
}

const uri = (): string => pathToFileURL(join(folder, 'go.mod')).href;

const storeIn = (home: string): Record<string, string> => ({
  HOME: home,
  LOCALAPPDATA: join(home, 'cache'),
  XDG_CACHE_HOME: join(home, 'cache'),
});

/** Starts the server for somebody who lives in the world, and opens the go.mod. */
async function open(
  environment: Readonly<Record<string, string>> = {},
  settings: () => unknown = () => null,
): Promise<Server> {
  const child = spawn(process.execPath, [join(built, 'dist/server.js'), '--stdio'], {
    cwd: folder,
    env: { ...process.env, ...world.env, MODPROOF_DEPS_DEV: 'off', ...storeIn(folder), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  let said = '';
  child.stderr?.on('data', (bytes: Buffer) => {
    said += bytes.toString();
  });
  const client = TestLanguageClient.overStreams(child.stdout as Readable, child.stdin as Writable);
  clients.push(client);
  client.settings = settings;
  await client.initialize({ folders: [pathToFileURL(folder).href], options: { status: true } });
  await client.open(uri(), await readFile(join(folder, 'go.mod'), 'utf8'));
  return { child, client, complaints: () => said };
}

const findingsOf = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ code, message, range }) => `${range.start.line} ${code} ${message}`).sort();

const examined = (client: TestLanguageClient): Promise<Status> =>
  client.untilStatus(({ busy, text }) => !busy && /^2 modules/.test(text) && !text.includes('not examined'));

describe('the built server in the world', () => {
  test('that is killed is followed by one that says the same, also when nobody can be asked', async () => {
    const first = await open();
    await examined(first.client);
    const known = findingsOf(await first.client.pull(uri()));
    expect(known.join('\n')).toContain('origin/diverged');
    const ended = new Promise((resolve) => first.child.once('exit', resolve));
    first.child.kill('SIGKILL');
    await ended;

    const second = await open();
    // A verdict that was being written when the first was killed is reached anew.
    await second.client.until(() =>
      second.client.lastOf(uri()).some(({ code }) => code === 'origin/diverged'),
    );
    await examined(second.client);
    expect(findingsOf(await second.client.pull(uri()))).toEqual(known);
    await second.client.shutdown();

    // Mirror, upstream and checksum database are gone; the store is not.
    await world.stop();
    const third = await open({}, () => ({ network: 'stored' }));
    await third.client.until(() => third.client.lastOf(uri()).some(({ code }) => code === 'origin/diverged'));
    expect(findingsOf(await third.client.pull(uri()))).toEqual(known);
    await third.client.shutdown();

    // Who asks all the same hears what is stored first, and that nobody answers then. What was
    // good is neither good nor bad any more; that bytes differ was proven, and stays.
    const fourth = await open();
    await fourth.client.until(() =>
      fourth.client.lastOf(uri()).some(({ code }) => code === 'origin/diverged'),
    );
    await fourth.client.until(() =>
      fourth.client.lastOf(uri()).some(({ code }) => code === 'origin/undetermined'),
    );
    expect(await examined(fourth.client)).toMatchObject({
      text: '2 modules, 1 differs, 1 undetermined',
      detail: '',
    });
    const findings = findingsOf(await fourth.client.pull(uri())).join('\n');
    expect(findings).toMatch(/^4 origin\/undetermined .*refused/m);
    expect(findings).toContain('origin/diverged');
  });
});

describe('the examining thread', () => {
  /**
   * Node has threads load what the process was told to load first: in them this
   * ends the thread at its first examination, as long as the file beside it is there.
   */
  const FATAL = `
    const { existsSync, rmSync } = require('node:fs');
    const { isMainThread, parentPort } = require('node:worker_threads');
    if (!isMainThread) parentPort.on('message', ({ kind, call }) => {
      if (kind !== 'call' || call.method !== 'examine' || !existsSync(process.env.FATAL_WHILE)) return;
      rmSync(process.env.FATAL_WHILE);
      process.exit(3);
    });
  `;

  test('that dies owes nobody an answer, and the next question starts another one', async () => {
    const [script, condition] = [join(folder, 'fatal.cjs'), join(folder, 'fatal')];
    await writeFile(script, FATAL);
    await writeFile(condition, '');
    const { client, complaints, child } = await open({
      NODE_OPTIONS: `--require=${script}`,
      FATAL_WHILE: condition,
    });
    const status = await examined(client);
    expect(existsSync(condition)).toBe(false);
    expect(complaints()).toContain('the examining thread ended: exit code 3');
    expect(client.logged.map(({ message }) => message)).toEqual([
      expect.stringContaining('the examining thread ended: exit code 3'),
    ]);
    // Neither is said to be the same as upstream, nor to differ; the name is what it was.
    expect(status).toMatchObject({ text: '2 modules, 1 suspect, 1 undetermined', detail: '' });
    const codes = (await client.pull(uri())).map(({ code }) => code);
    expect(codes).toContain('squat/owner-affix');
    expect(codes).not.toContain('origin/diverged');
    // What is asked next is examined, by another thread of the same process.
    await client.request('modproof/clearStore');
    await client.until(() => client.lastOf(uri()).some(({ code }) => code === 'origin/diverged'));
    expect(await examined(client)).toMatchObject({
      text: '2 modules, 1 differs',
      detail: '1 same as upstream.',
    });
    expect(child.exitCode).toBeNull();
  });
});
