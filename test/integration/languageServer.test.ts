import { type Diagnostic, MessageType } from 'vscode-languageserver/node';
import type { NameJudge } from '../../server/src/audit/index.ts';
import { afterEach, describe, expect, test } from '../kit.ts';
import { PLAIN_EDITOR, PULLING_EDITOR } from './editorCapabilities.ts';
import { languageServices, NAMES } from './languageServices.ts';
import { connect, endSessions, type LanguageSession, start as startWith } from './languageSession.ts';

const A = 'file:///home/gopher/a/go.mod';
const B = 'file:///home/gopher/b/go.mod';

const WHOLE = `module example.test/app // Deprecated: 😀 no longer kept

go 1.22.3

toolchain go1.22.4

godebug default=go1.21

require (
	github.com/hedgehog-go/burrow v1.2.0
	github.com/stoat/ermine/v2 v2.0.1 // indirect
	"example.test/quoted" v0.0.0-20230101000000-0123456789ab
)

exclude github.com/stoat/ermine/v2 v2.0.0

replace (
	example.test/old => ../old
	example.test/new v1.0.0 => github.com/stoat-go/ermine v1.0.1
)

retract [v1.0.0, v1.1.0] // \u200bA mistake.

tool example.test/quoted/cmd/tool
`;

afterEach(endSessions);

/** A server that nobody stored anything for, and a plain editor. */
const start = (names: NameJudge = NAMES): Promise<LanguageSession> =>
  startWith(languageServices({ names: () => names }), { capabilities: PLAIN_EDITOR });

/** The range must exist in the text, as an editor sees its lines. */
function expectInside(diagnostics: readonly Diagnostic[], text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { range, message } of diagnostics) {
    expect(message).not.toBe('');
    for (const { line, character } of [range.start, range.end]) {
      expect(line).toBeLessThan(lines.length);
      expect(character).toBeLessThanOrEqual(lines[line]?.length ?? -1);
    }
    const order = range.end.line - range.start.line || range.end.character - range.start.character;
    expect(order).toBeGreaterThanOrEqual(0);
  }
}

const codes = (diagnostics: readonly Diagnostic[]): unknown[] => diagnostics.map(({ code }) => code);

describe('the server', () => {
  test('says what it can do, and nothing more', async () => {
    const said = await connect(languageServices()).client.initialize({ capabilities: PLAIN_EDITOR });
    expect(said).toEqual({
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: 2, save: true },
        hoverProvider: true,
        codeActionProvider: {
          codeActionKinds: ['quickfix', 'source.fixAll.modproof'],
          resolveProvider: true,
        },
        codeLensProvider: {},
        inlayHintProvider: true,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'modproof', version: '1.2.3' },
    });
  });

  test('offers to be asked for diagnostics only to editors that ask', async () => {
    const { capabilities } = await connect(languageServices()).client.initialize({
      capabilities: PULLING_EDITOR,
    });
    expect(capabilities.diagnosticProvider).toEqual({
      identifier: 'modproof',
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
  });

  test('shows what is wrong with an opened file', async () => {
    const { client } = await start();
    await client.open(A, WHOLE);
    const diagnostics = await client.diagnosticsOf(A, 1);
    expect(diagnostics).toEqual([
      {
        range: { start: { line: 9, character: 1 }, end: { line: 9, character: 30 } },
        severity: 2,
        source: 'modproof',
        code: 'squat/owner-affix',
        message: expect.stringContaining('github.com/hedgehog/burrow'),
        data: { code: 'squat/owner-affix', module: 'github.com/hedgehog-go/burrow', version: 'v1.2.0' },
      },
      expect.objectContaining({
        range: { start: { line: 21, character: 28 }, end: { line: 21, character: 29 } },
        severity: 1,
        code: 'squat/hidden-characters',
      }),
    ]);
  });

  test('takes a file for what its name says, whatever its language is', async () => {
    const { client } = await start();
    await client.open('file:///home/gopher/go.work', 'go 1.22\n\nuse ./a\n', 1, 'plaintext');
    await client.open('file:///home/gopher/go.mod.txt', 'nonsense\n', 1, 'go.mod');
    await client.open(A, 'nonsense\n', 1, 'gomod');
    expect(await client.diagnosticsOf(A, 1)).toHaveLength(1);
    expect(await client.diagnosticsOf('file:///home/gopher/go.work', 1)).toEqual([]);
    expect(client.published).toHaveLength(2);
  });

  test('takes all back when a file is closed', async () => {
    const { client } = await start();
    await client.open(A, WHOLE);
    expect(await client.diagnosticsOf(A, 1)).not.toEqual([]);
    await client.close(A);
    expect(await client.diagnosticsOf(A, null)).toEqual([]);
    await client.open(A, WHOLE, 2);
    expect(await client.diagnosticsOf(A, 2)).not.toEqual([]);
  });

  test('keeps two files apart', async () => {
    const { client } = await start();
    const suspect = 'module example.test/b\n\nrequire github.com/stoat-go/ermine v1.0.0\n';
    await client.open(A, 'module example.test/a\n');
    await client.open(B, suspect);
    expect(await client.diagnosticsOf(A, 1)).toEqual([]);
    expect(codes(await client.diagnosticsOf(B, 1))).toEqual(['squat/owner-affix']);
    await client.change(A, 2, { text: 'nonsense\n' });
    await client.change(B, 2, { text: `// \u202e\n${suspect}` });
    expect(codes(await client.diagnosticsOf(A, 2))).toEqual(['semantic']);
    expect(codes(await client.diagnosticsOf(B, 2))).toEqual(['squat/hidden-characters', 'squat/owner-affix']);
    await client.close(A);
    expect(await client.diagnosticsOf(A, null)).toEqual([]);
    await client.change(B, 3, { text: suspect });
    expect(codes(await client.diagnosticsOf(B, 3))).toEqual(['squat/owner-affix']);
  });

  test('goes on after a fault in one file', async () => {
    const broken = new Proxy({} as NameJudge, {
      get: () => {
        throw new Error('the index is broken');
      },
    });
    const { client } = await start(broken);
    await client.open(A, WHOLE);
    await client.open(B, 'module example.test/b // \u202e\n');
    expect(codes(await client.diagnosticsOf(B, 1))).toEqual(['squat/hidden-characters']);
    expect(await client.diagnosticsOf(A, 1)).toMatchObject([
      { message: expect.stringContaining('could not') },
    ]);
    await client.until(() => client.logged.length > 0);
    expect(client.logged).toContainEqual({
      type: MessageType.Error,
      message: expect.stringMatching(/^file:.*\/a\/go\.mod .*the index is broken/),
    });
    // What is shown around the file meets the same fault, and the server goes on as well.
    await client.until(() => client.logged.some(({ message }) => message.startsWith('What is known')));
    await client.change(B, 2, { text: 'module example.test/b\n' });
    expect(await client.diagnosticsOf(B, 2)).toEqual([]);
  });
});

describe('edits', () => {
  test.each(['\n', '\r\n'])(
    'key by key give what the whole text gives, with lines that end with %j',
    async (end) => {
      const { client } = await start();
      const text = WHOLE.replaceAll('\n', end);
      let [line, character, version] = [0, 0, 0];
      await client.open(A, '', version);
      for (const key of text.match(/\r\n|./gsu) ?? []) {
        const at = { line, character };
        await client.change(A, ++version, { range: { start: at, end: at }, text: key });
        if (key === end) [line, character] = [line + 1, 0];
        else character += key.length;
      }
      await client.open(B, text);
      const typed = await client.diagnosticsOf(A, version);
      expect(typed).toEqual(await client.diagnosticsOf(B, 1));
      expect(typed).toHaveLength(2);
    },
  );

  test('of several places in one message are taken in order', async () => {
    const { client } = await start();
    await client.open(A, 'module example.test/a\n\nrequire example.test/x v1.0.0\n');
    const range = { start: { line: 2, character: 8 }, end: { line: 2, character: 22 } };
    const after = { start: { line: 2, character: 35 }, end: { line: 2, character: 36 } };
    await client.change(A, 2, { range, text: 'github.com/stoat-go/ermine' }, { range: after, text: 'w' });
    expect(await client.diagnosticsOf(A, 2)).toMatchObject([
      { code: 'semantic', range: { start: { line: 2, character: 35 } } },
    ]);
  });

  test('that pile up are examined together, and the last of them counts', async () => {
    const { client, toServer } = await start();
    await client.open(A, 'module example.test/a\n');
    await client.diagnosticsOf(A, 1);
    const messages = Array.from({ length: 500 }, (_, at) => {
      const params = {
        textDocument: { uri: A, version: at + 2 },
        contentChanges: [{ text: `module example.test/a\n${at % 2 === 0 ? '' : 'nonsense\n'}` }],
      };
      const body = JSON.stringify({ jsonrpc: '2.0', method: 'textDocument/didChange', params });
      return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    });
    toServer.write(messages.join(''));
    expect(codes(await client.diagnosticsOf(A, 501))).toEqual(['semantic']);
    expect(client.published.length).toBeLessThan(10);
  });
});

describe('text that is broken', () => {
  test.each(['\n', '\r\n', '\r'])(
    'anywhere has diagnostics that lie inside of it, lines ending with %j',
    async (end) => {
      const { client } = await start();
      const text = WHOLE.replaceAll('\n', end);
      await client.open(A, '', 0);
      await client.diagnosticsOf(A, 0);
      for (let length = 1; length <= text.length; length++) {
        const part = text.slice(0, length);
        await client.change(A, length, { text: part });
        expectInside(await client.diagnosticsOf(A, length), part);
      }
      expect(client.published).toHaveLength(text.length + 1);
      expect(client.logged).toEqual([]);
    },
  );

  test('in its middle has diagnostics that lie inside of it', async () => {
    const { client } = await start();
    await client.open(A, WHOLE, 0);
    for (let at = 0; at < WHOLE.length; at++) {
      const text = WHOLE.slice(0, at) + WHOLE.slice(at + 7);
      await client.change(A, at + 1, { text });
      expectInside(await client.diagnosticsOf(A, at + 1), text);
    }
    expect(client.logged).toEqual([]);
  });
});

test('a file of 3,000 requirements is shown in full, and followed edit by edit', async () => {
  const { client } = await start();
  const requirements = Array.from({ length: 3000 }, (_, at) => {
    const owner = at % 100 === 99 ? 'stoat-go/ermine' : `vole${at % 300}/tunnel`;
    return `\tgithub.com/${owner}/part${at} v1.${at}.0\n`;
  });
  const text = `module example.test/large\n\nrequire (\n${requirements.join('')})\n`;
  await client.open(A, text);
  const first = await client.diagnosticsOf(A, 1);
  expectInside(first, text);
  expect(codes(first)).toEqual(Array.from({ length: 30 }, () => 'squat/owner-affix'));
  expect(first.map(({ range }) => range.start.line)).toEqual(
    Array.from({ length: 30 }, (_, at) => 102 + at * 100),
  );

  const start0 = { line: 0, character: 0 };
  await client.change(A, 2, { range: { start: start0, end: start0 }, text: '// One more line.\n' });
  const second = await client.diagnosticsOf(A, 2);
  expect(second.map(({ range }) => range.start.line)).toEqual(first.map(({ range }) => range.start.line + 1));
});
