import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NameJudge } from '../../../server/src/audit/index.ts';
import { MAX_DOCUMENT_BYTES } from '../../../server/src/lsp/examine.ts';
import { Publisher } from '../../../server/src/lsp/publisher.ts';
import { Session } from '../../../server/src/lsp/session.ts';
import { FakeEditor } from '../../fake/editor.ts';
import { describe, expect, test } from '../../kit.ts';
import { BROKEN_NAMES, NAMES } from './documents.ts';

const A = 'file:///a/go.mod';
const B = 'file:///b/go.mod';
const SUSPECT = 'module example.test/m\n\nrequire github.com/hedgehog-go/burrow v1.0.0\n';

/** More turns of the event loop than any document rests. */
const MANY_TURNS = 50;

class Desk {
  readonly session = new Session();
  readonly editor = new FakeEditor();
  readonly publisher: Publisher;

  constructor(names: NameJudge = NAMES) {
    this.publisher = new Publisher(this.session, this.editor, { names });
  }

  put(uri: string, version: number, text: string): void {
    this.session.put(uri, version, text);
    this.publisher.touch(uri);
  }

  async rest(): Promise<void> {
    for (let turn = 0; turn < MANY_TURNS; turn++) await nextTurn();
  }
}

describe('a document is examined', () => {
  test('when it rests, and never while it is being taken', async () => {
    const desk = new Desk();
    desk.put(A, 1, SUSPECT);
    expect(desk.editor.published).toEqual([]);
    await desk.rest();
    expect(desk.editor.published).toMatchObject([
      { uri: A, version: 1, diagnostics: [{ code: 'squat/owner-affix' }] },
    ]);
  });

  test('once for edits that follow each other turn by turn', async () => {
    const desk = new Desk();
    for (let version = 1; version <= 30; version++) {
      desk.put(A, version, SUSPECT);
      await nextTurn();
    }
    await desk.rest();
    expect(desk.editor.published.map(({ version }) => version)).toEqual([30]);
  });

  test('although another one does not come to rest', async () => {
    const desk = new Desk();
    desk.put(A, 1, SUSPECT);
    for (let version = 1; version <= 30; version++) {
      desk.put(B, version, '');
      await nextTurn();
    }
    expect(desk.editor.published.map(({ uri }) => uri)).toEqual([A]);
    await desk.rest();
    expect(desk.editor.published.map(({ uri, version }) => [uri, version])).toEqual([
      [A, 1],
      [B, 30],
    ]);
  });

  test('anew after each rest', async () => {
    const desk = new Desk();
    desk.put(A, 1, SUSPECT);
    await desk.rest();
    desk.put(A, 2, 'module example.test/m\n');
    await desk.rest();
    expect(desk.editor.published.map(({ version, diagnostics }) => [version, diagnostics.length])).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test('no more when it was closed meanwhile', async () => {
    const desk = new Desk();
    desk.put(A, 1, SUSPECT);
    desk.session.close(A);
    desk.publisher.clear(A);
    await desk.rest();
    expect(desk.editor.published).toEqual([{ uri: A, diagnostics: [] }]);
  });
});

describe('a fault in one document', () => {
  test('is shown and logged with its reason, and leaves the others alone', async () => {
    const desk = new Desk(BROKEN_NAMES);
    desk.put(A, 1, SUSPECT);
    desk.put(B, 1, 'module example.test/m // \u202e\n');
    await desk.rest();
    expect(desk.editor.published).toMatchObject([
      { uri: A, version: 1, diagnostics: [{ message: expect.stringContaining('could not examine') }] },
      { uri: B, version: 1, diagnostics: [{ code: 'squat/hidden-characters' }] },
    ]);
    expect(desk.editor.logged).toEqual([
      {
        level: 'error',
        message: expect.stringMatching(/^file:\/\/\/a\/go\.mod could not .*the index is broken/),
      },
    ]);
  });

  test('is logged once and not at every key, and again after the document was sound', async () => {
    const desk = new Desk(BROKEN_NAMES);
    for (const [at, text] of [SUSPECT, `${SUSPECT}\n`, 'module example.test/m\n', SUSPECT].entries()) {
      desk.put(A, at + 1, text);
      await desk.rest();
      expect(desk.editor.logged).toHaveLength(at < 3 ? 1 : 2);
    }
  });
});

test('a document that is too large is logged once, and loses its diagnostics', async () => {
  const desk = new Desk();
  desk.put(A, 1, SUSPECT);
  await desk.rest();
  const large = SUSPECT + ' '.repeat(MAX_DOCUMENT_BYTES);
  for (const version of [2, 3]) {
    desk.put(A, version, large);
    await desk.rest();
    expect(desk.editor.published.at(-1)).toEqual({ uri: A, version, diagnostics: [] });
  }
  expect(desk.editor.logged).toEqual([
    { level: 'warning', message: `${A} is larger than 16 MiB, the limit for a go.mod, and is not examined.` },
  ]);
  desk.session.close(A);
  desk.publisher.clear(A);
  desk.put(A, 1, large);
  await desk.rest();
  expect(desk.editor.logged).toHaveLength(2);
});
