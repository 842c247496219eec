import {
  CancellationToken,
  type CodeLens,
  type Diagnostic,
  type InlayHint,
  type Position,
  type Range,
} from 'vscode-languageserver/node';
import { beforeEach, describe, expect, test } from '../kit.ts';
import { PULLING_EDITOR } from './editorCapabilities.ts';
import type { TestLanguageClient } from './languageClient.ts';
import { LanguageWorld } from './languageWorld.ts';

/* What no manual speaks of: settings of the wrong type, places that are none, edits without end. */

const place = new LanguageWorld();

const ATTACK = 'github.com/boltdb-go/bolt';
const PUBLIC = 'github.com/oakwell/weathervane';
const requiring = (...lines: readonly string[]): string =>
  `module example.test/app\n\ngo 1.22\n\nrequire (\n${lines.map((line) => `\t${line}\n`).join('')})\n`;

beforeEach(() => place.remove('go.sum'));

const codesOf = (diagnostics: readonly Diagnostic[]): readonly unknown[] =>
  diagnostics.map(({ code }) => code);

/** A call without a token would be sent with its parameters in a list. */
const { None } = CancellationToken;
const hintsIn = (client: TestLanguageClient, uri: string, range: Range): Promise<readonly InlayHint[]> =>
  client.request('textDocument/inlayHint', { textDocument: { uri }, range }, None);
const lensesIn = (client: TestLanguageClient, uri: string): Promise<readonly CodeLens[]> =>
  client.request('textDocument/codeLens', { textDocument: { uri } }, None);

test('two versions of one module are two requirements, each with its own finding and card', async () => {
  const text = requiring(`${ATTACK} v1.3.1`, `${ATTACK} v1.2.0`);
  await place.write('go.mod', text);
  const { client } = await place.edit({ hold: true });
  const uri = await place.open(client, 'go.mod');
  await client.until(() => client.lastOf(uri).length === 2);
  expect(client.lastOf(uri).map(({ range, data }) => [range.start.line, data])).toEqual([
    [5, { code: 'squat/owner-affix', module: ATTACK, version: 'v1.3.1' }],
    [6, { code: 'squat/owner-affix', module: ATTACK, version: 'v1.2.0' }],
  ]);
  for (const [line, version] of [
    [5, 'v1.3.1'],
    [6, 'v1.2.0'],
  ] as const)
    expect(await client.hover(uri, { line, character: 4 })).toMatchObject({
      contents: { value: expect.stringContaining(`${ATTACK} ${version}`) },
    });
  expect(client.logged).toEqual([]);
});

describe('settings of the wrong type', () => {
  const WRONG = {
    network: 'sometimes',
    hover: { enabled: 'yes' },
    codeLens: { enabled: 1 },
    inlayHints: [],
    goImports: { enabled: null },
    concurrency: 0,
    environment: { GOPRIVATE: 7 },
    cacheDirectory: ['/tmp'],
    knownModules: {},
  };

  test('are each told once, and the defaults hold', async () => {
    const configured: unknown[] = [];
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () => WRONG;
      },
      services: { configure: async (settings) => void configured.push(settings) },
    });
    await place.write('go.mod', requiring(`${ATTACK} v1.3.1`));
    const uri = await place.open(client, 'go.mod');
    await place.open(client, 'main.go').catch(() => '');
    // By default the network is asked, and hovers are shown.
    await examinations.until(() => examinations.examined.length > 0);
    expect(await client.hover(uri, { line: 5, character: 4 })).not.toBeNull();
    const about = (): readonly string[] =>
      client.logged
        .map(({ message }) => /^settings: modproof\.([\w.]+) is /.exec(message)?.[1] ?? message)
        .sort();
    expect(about()).toEqual([
      'cacheDirectory',
      'codeLens.enabled',
      'concurrency',
      'environment',
      'hover.enabled',
      'knownModules',
      'network',
    ]);
    expect(client.logged.find(({ message }) => message.includes('concurrency'))?.message).toMatch(
      /is 0, not a whole number from 1 to \d+; the default counts$/,
    );
    expect(configured).toEqual([]);
    expect(client.popped).toEqual([]);
  });

  test.each([['a text'], [7], [[]], [true]])('also all of them together, such as %j', async (settings) => {
    const { client, examinations } = await place.edit({
      prepare: (one) => {
        one.settings = () => settings;
      },
    });
    await place.open(client, 'go.mod');
    await examinations.until(() => examinations.examined.length > 0);
    expect(client.logged.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^settings: the settings "modproof" are .*, not an object; the defaults count$/),
    ]);
  });
});

test('an editor that pulls is told to ask anew once more is known, and has it then', async () => {
  await place.write('go.mod', requiring(`${ATTACK} v1.3.1`));
  const { client, examinations } = await place.edit({ capabilities: PULLING_EDITOR, hold: true });
  const uri = await place.open(client, 'go.mod');
  expect(codesOf(await client.pull(uri))).toEqual(['squat/owner-affix']);
  await examinations.until(() => examinations.examined.length > 0);
  expect(codesOf(await client.pull(uri))).toEqual(['squat/owner-affix']);
  const before = client.refreshes;
  examinations.release();
  await client.until(() => client.refreshes > before);
  while (!codesOf(await client.pull(uri)).includes('origin/diverged')) {
    const told = client.refreshes;
    await client.until(() => client.refreshes > told);
  }
  expect(client.published).toEqual([]);
});

test('a thousand edits that pile up end with the last version, for whoever asks', async () => {
  await place.write('go.mod', requiring(`${PUBLIC} v0.9.0`));
  const { client, examinations } = await place.edit({ hold: true });
  const uri = await place.open(client, 'go.mod');
  const sent: Promise<void>[] = [];
  for (let version = 2; version <= 1001; version++) {
    const text = version % 2 === 0 ? 'nonsense\n' : `${'\n'.repeat(version)}${requiring(`${ATTACK} v1.3.1`)}`;
    sent.push(client.change(uri, version, { text }));
  }
  await Promise.all(sent);
  expect(await client.diagnosticsOf(uri, 1001)).toMatchObject([
    { code: 'squat/owner-affix', range: { start: { line: 1006 } } },
  ]);
  expect(await client.pull(uri)).toEqual(client.lastOf(uri));
  expect(await client.hover(uri, { line: 1006, character: 4 })).not.toBeNull();
  expect(client.published.length).toBeLessThan(100);
  // Nothing of it was saved.
  expect(examinations.examined.flatMap(({ keys }) => keys)).not.toContain(`${ATTACK}@v1.3.1`);
});

describe('whatever stands in a document', () => {
  const TEXTS: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['one line end', '\n'],
    ['half a requirement', `module example.test/app\n\nrequire ${ATTACK}`],
    ['an open block', `module example.test/app\r\rrequire (\r\n\t${ATTACK} v1.3.1`],
    ['no line end', `module example.test/app\n\nrequire ${ATTACK} v1.3.1`],
    ['halves of letters', `module example.test/\ud83d\n\nrequire ${ATTACK} v1.3.1 // \udc00\n`],
    ['NUL bytes', `module \0\n\nrequire ${ATTACK} v1.3.1\0\n`],
    ['no text', '\ufffd\ufeff\u202e'.repeat(50)],
  ];
  const NAMES = ['go.mod', 'go.work', 'go.sum', '.modproof.json', 'main.go'];
  const PLACES: readonly Position[] = [
    { line: 0, character: 0 },
    { line: 0, character: 99_999 },
    { line: 2, character: 12 },
    { line: 99_999, character: 0 },
    { line: 2_147_483_647, character: 2_147_483_647 },
  ];

  /** Tells how many cards there were. */
  async function askAll(client: TestLanguageClient, uri: string, text: string): Promise<number> {
    let cards = 0;
    const lines = text.split(/\r\n|\r|\n/);
    const expectInside = ({ line, character }: Position): void => {
      expect(line).toBeLessThan(lines.length);
      expect(character).toBeLessThanOrEqual(lines[line]?.length ?? -1);
    };
    const end: Position = { line: 99_999, character: 99_999 };
    for (const start of PLACES) {
      const hover = await client.hover(uri, start);
      if (hover?.range !== undefined) for (const at of [hover.range.start, hover.range.end]) expectInside(at);
      if (hover !== null) cards++;
      const range = { start, end };
      const backwards = { start: end, end: start };
      for (const one of [range, backwards]) {
        await client.codeActions(uri, one);
        const hints = await hintsIn(client, uri, one);
        for (const { position } of hints) expectInside(position);
      }
    }
    const lenses = await lensesIn(client, uri);
    for (const { range } of lenses) for (const at of [range.start, range.end]) expectInside(at);
    for (const { range } of await client.pull(uri))
      for (const at of [range.start, range.end]) expectInside(at);
    return cards;
  }

  test.each(NAMES)('%s is hovered, acted on, hinted and lensed, also beyond its end', async (name) => {
    const { client } = await place.edit({
      hold: true,
      options: { commands: ['modproof.audit'] },
      prepare: (one) => {
        one.settings = () => ({ codeLens: { enabled: true }, inlayHints: { enabled: true } });
      },
    });
    const uri = place.uri(name);
    await client.open(uri, requiring(`${ATTACK} v1.3.1`));
    let version = 1;
    for (const [what, text] of TEXTS) {
      await client.change(uri, ++version, { text });
      await client.diagnosticsOf(uri, version);
      const cards = await askAll(client, uri, text);
      // Beyond the end is at the end, where a requirement stands.
      if (name === 'go.mod' && what === 'no line end') expect(cards).toBeGreaterThan(0);
      expect(client.logged, what).toEqual([]);
    }
    // It is as useful as ever afterwards.
    if (name !== 'go.mod') return;
    await client.change(uri, ++version, { text: requiring(`${ATTACK} v1.3.1`) });
    expect(codesOf(await client.diagnosticsOf(uri, version))).toContain('squat/owner-affix');
    const at = { line: 5, character: 4 };
    expect(await client.hover(uri, at)).not.toBeNull();
    expect((await client.codeActions(uri, { start: at, end: at })).length).toBeGreaterThan(0);
    const lenses = await lensesIn(client, uri);
    expect(lenses).toHaveLength(1);
  });

  test('a document that is not open is nothing to speak of', async () => {
    const { client } = await place.edit({ hold: true });
    for (const uri of [place.uri('none/go.mod'), 'untitled:Untitled-1', 'not a uri', '']) {
      await askAll(client, uri, '');
      expect(await client.hover(uri, { line: 0, character: 0 })).toBeNull();
      await client.close(uri);
    }
    expect(client.logged).toEqual([]);
  });
});
