import { METHODS } from '../../../server/src/protocol/index.ts';
import { FakeServer } from '../../fake/languageServer.ts';
import { made, startAnew, Uri } from '../../fake/vscode.ts';
import { beforeEach, describe, expect, test } from '../../kit.ts';
import { calls, carryOut, logged } from './carryOut.ts';

const MODULE = { module: 'example.test/a', version: 'v1.0.0' };

beforeEach(() => startAnew());

describe('every command', () => {
  test('tells the user why it failed, and shows the log when asked to', async () => {
    startAnew({ showErrorMessage: () => 'Show the Log' });
    logged.length = 0;
    await carryOut(new FakeServer(), 'modproof.clearStore');
    expect(calls('showErrorMessage')).toEqual([
      ['Modproof could not do this: modproof/clearStore is not answered', 'Show the Log'],
    ]);
    expect(calls('log.show')).toHaveLength(1);
    expect(logged).toHaveLength(1);
  });

  test.each(['showDifference', 'openPage', 'copyReport', 'acceptFinding', 'replaceModule'])(
    '%s does nothing with an argument of the wrong form',
    async (name) => {
      const server = new FakeServer();
      for (const argument of [undefined, null, 7, {}, { module: 1, version: 'v1.0.0' }, { code: '../x' }]) {
        await carryOut(server, `modproof.${name}`, argument);
      }
      expect(server.asked).toEqual([]);
      expect(calls('executeCommand')).toEqual([]);
      expect(calls('showErrorMessage')).toEqual([]);
    },
  );
});

describe('an audit', () => {
  const report = { kind: 'report', html: '<p>', title: 'Audit', files: [] };

  test('shows a count while it runs, and the report at the end', async () => {
    const server = new FakeServer({
      [METHODS.audit]: ({ workDoneToken }: { workDoneToken: string }) => {
        server.progress(workDoneToken, '17 of 42 modules');
        return report;
      },
    });
    await carryOut(server, 'modproof.audit');
    expect(calls('progress')).toEqual([[{ message: '17 of 42 modules' }]]);
    expect(made.panels.map(({ title, html }) => [title, html])).toEqual([['Audit', '<p>']]);
    const [[, params]] = server.asked as [[string, { uris: unknown; nonce: string; workDoneToken: string }]];
    expect(params).toMatchObject({ uris: [], nonce: expect.stringMatching(/^[0-9a-f]{32}$/) });
    expect(server.progress(params.workDoneToken, 'late')).toBe(false);
  });

  test('is of one file where it was asked for there', async () => {
    const server = new FakeServer({ [METHODS.audit]: () => report });
    await carryOut(server, 'modproof.audit', Uri.parse('file:///a/go.mod'));
    expect(server.asked).toMatchObject([[METHODS.audit, { uris: ['file:///a/go.mod'] }]]);
  });

  test('ends at once when the user cancels, whatever the server does', async () => {
    startAnew({ cancels: true });
    await carryOut(new FakeServer({ [METHODS.audit]: () => new Promise(() => undefined) }), 'modproof.audit');
    expect(made.panels).toEqual([]);
    expect(calls('showErrorMessage')).toEqual([]);
  });

  test('says why there is no report', async () => {
    const server = new FakeServer({ [METHODS.audit]: () => ({ kind: 'nothing', why: 'No go.mod.' }) });
    await carryOut(server, 'modproof.audit');
    expect(calls('showInformationMessage')).toEqual([['No go.mod.']]);
    expect(made.panels).toEqual([]);
  });
});

describe('a difference', () => {
  const file = (path: string, upstream = true, mirror = true): object => ({
    path,
    upstreamUri: upstream ? `modproof:/upstream/${path}` : null,
    mirrorUri: mirror ? `modproof:/mirror/${path}` : null,
  });
  const show = (files: readonly object[], note: string | null = null): Promise<void> =>
    carryOut(
      new FakeServer({ [METHODS.difference]: () => ({ kind: 'difference', title: 'T', files, note }) }),
      'modproof.showDifference',
      MODULE,
    );

  test('of one file opens in the diff editor, upstream on the left', async () => {
    await show([file('db.go')]);
    expect(calls('executeCommand')).toEqual([
      ['vscode.diff', 'modproof:/upstream/db.go', 'modproof:/mirror/db.go', 'T'],
    ]);
    expect(calls('showInformationMessage')).toEqual([]);
  });

  test('of one file that a side does not have opens beside an empty document', async () => {
    await show([file('new.go', false)]);
    expect(calls('executeCommand')).toEqual([
      ['vscode.diff', 'modproof://no-file/mirror/new.go', 'modproof:/mirror/new.go', 'T'],
    ]);
  });

  test('of several files opens in the multi-file diff editor, which tells added and deleted ones', async () => {
    await show([file('a.go'), file('new.go', false), file('old.go', true, false)], '3 more are too large.');
    expect(calls('executeCommand')).toEqual([
      [
        'vscode.changes',
        'T',
        [
          ['modproof:/mirror/a.go', 'modproof:/upstream/a.go', 'modproof:/mirror/a.go'],
          ['modproof:/mirror/new.go', undefined, 'modproof:/mirror/new.go'],
          ['modproof:/upstream/old.go', 'modproof:/upstream/old.go', undefined],
        ],
      ],
    ]);
    expect(calls('showInformationMessage')).toEqual([['3 more are too large.']]);
  });

  test('that is not there is told, and so is what kept all its files away', async () => {
    const server = new FakeServer({ [METHODS.difference]: () => ({ kind: 'none', why: 'They are equal.' }) });
    await carryOut(server, 'modproof.showDifference', MODULE);
    await show([], 'All are too large.');
    expect(calls('showInformationMessage')).toEqual([['They are equal.'], ['All are too large.']]);
    expect(calls('executeCommand')).toEqual([]);
  });
});

describe('a page', () => {
  test('is found by its code, whatever URI comes along', async () => {
    const argument = { code: 'origin/diverged', uri: 'file:///etc/passwd' };
    await carryOut(new FakeServer(), 'modproof.openPage', argument);
    expect(calls('executeCommand')).toEqual([
      ['markdown.showPreview', 'file:///extensions/modproof/dist/findings/origin-diverged.md'],
    ]);
  });
});

describe('a report for the mirror', () => {
  test('goes into the clipboard', async () => {
    const server = new FakeServer({ [METHODS.mirrorReport]: () => 'Dear operator' });
    await carryOut(server, 'modproof.copyReport', { ...MODULE, more: 1 });
    expect(server.asked).toEqual([[METHODS.mirrorReport, MODULE]]);
    expect(calls('writeText')).toEqual([['Dear operator']]);
    expect(calls('showInformationMessage')).toEqual([
      ['A report on example.test/a v1.0.0 is in the clipboard.'],
    ]);
  });

  test('leaves the clipboard alone where there is nothing to report', async () => {
    await carryOut(new FakeServer({ [METHODS.mirrorReport]: () => '' }), 'modproof.copyReport', MODULE);
    expect(calls('writeText')).toEqual([]);
    expect(calls('showInformationMessage')).toEqual([
      ['There is nothing to report on example.test/a v1.0.0.'],
    ]);
  });
});

describe('accepting a finding', () => {
  const finding = { ...MODULE, uri: 'file:///a/go.mod', code: 'origin/diverged', evidence: 'sha256:00' };

  /** Answers the two questions in turn; what an input box would refuse is no answer. */
  const accept = async (server: FakeServer, ...texts: readonly (string | undefined)[]): Promise<string[]> => {
    const refusals: string[] = [];
    const left = [...texts];
    startAnew({
      showInputBox: ({ validateInput }) => {
        const text = left.shift();
        const refusal = text === undefined ? undefined : validateInput(text);
        if (refusal !== undefined) refusals.push(refusal);
        return refusal === undefined ? text : undefined;
      },
    });
    await carryOut(server, 'modproof.acceptFinding', finding);
    return refusals;
  };

  test('asks for a reason and an end, and shows the policy file unsaved', async () => {
    const policy = Uri.parse('file:///a/.modproof.json');
    const server = new FakeServer({ [METHODS.accept]: () => ({ changes: {} }) });
    server.changed = [policy];
    expect(await accept(server, ' re-tagged ', '2028-02-29')).toEqual([]);
    const params = { ...finding, reason: 're-tagged', until: '2028-02-29' };
    expect(server.asked).toEqual([[METHODS.accept, params]]);
    expect(server.edits).toEqual([{ changes: {} }]);
    expect(calls('showTextDocument')).toEqual([['file:///a/.modproof.json']]);
  });

  test('needs no end', async () => {
    const server = new FakeServer({ [METHODS.accept]: () => ({ changes: {} }) });
    await accept(server, 're-tagged', '');
    expect(server.asked).toMatchObject([[METHODS.accept, { until: null }]]);
  });

  test.each([
    ['a reason of blanks', ['  ', ''], 'A reason is needed.'],
    ['a day that is none', ['re-tagged', '2027-02-29'], 'A day looks like 2027-03-01.'],
    ['a day in another form', ['re-tagged', '1.3.2027'], 'A day looks like 2027-03-01.'],
  ])('refuses %s', async (_, texts, refusal) => {
    const server = new FakeServer();
    expect(await accept(server, ...texts)).toEqual([refusal]);
    expect(server.asked).toEqual([]);
  });

  test.each([[[undefined]], [['re-tagged', undefined]]])('stops where the user does: %j', async (texts) => {
    const server = new FakeServer();
    await accept(server, ...texts);
    expect(server.asked).toEqual([]);
    expect(calls('showErrorMessage')).toEqual([]);
  });

  test.each([
    ['the server has no edit, and has said why', null, []],
    ['the editor refuses the edit', { changes: {} }, null],
  ])('opens nothing when %s', async (_, edit, changed) => {
    const server = new FakeServer({ [METHODS.accept]: () => edit });
    server.changed = changed;
    await accept(server, 're-tagged', '');
    expect(server.edits).toHaveLength(edit === null ? 0 : 1);
    expect(calls('showTextDocument')).toEqual([]);
  });
});

describe('replacing a module', () => {
  const replacement = { ...MODULE, uri: 'file:///a/go.mod', to: 'example.test/b' };

  test('carries out the edit of the server', async () => {
    const server = new FakeServer({ [METHODS.replace]: () => ({ changes: {} }) });
    await carryOut(server, 'modproof.replaceModule', replacement);
    expect(server.asked).toEqual([[METHODS.replace, replacement]]);
    expect(server.edits).toEqual([{ changes: {} }]);
  });

  test('does nothing more where there is no edit, for the server has said why', async () => {
    const server = new FakeServer({ [METHODS.replace]: () => null });
    await carryOut(server, 'modproof.replaceModule', replacement);
    expect(server.edits).toEqual([]);
    expect(calls('showInformationMessage')).toEqual([]);
  });
});

describe('the policy file', () => {
  const folders = [{ uri: Uri.parse('file:///a') }, { uri: Uri.parse('file:///b') }];
  const open = async (count: number, isThere: boolean): Promise<unknown[][]> => {
    startAnew({
      showWorkspaceFolderPick: () => folders[1],
      stat: () => {
        if (!isThere) throw new Error('not found');
      },
    });
    const { workspace } = await import('../../fake/vscode.ts');
    workspace.workspaceFolders = folders.slice(0, count);
    await carryOut(new FakeServer(), 'modproof.openPolicy');
    return calls('showTextDocument');
  };

  test('is opened where it is, and drafted where it is not', async () => {
    expect(await open(1, true)).toEqual([['file:///a/.modproof.json']]);
    expect(await open(1, false)).toEqual([['untitled:/a/.modproof.json']]);
  });

  test('is that of the folder which the user picks among several', async () => {
    expect(await open(2, true)).toEqual([['file:///b/.modproof.json']]);
    expect(await open(0, true)).toEqual([]);
  });
});

describe('the list of malicious modules', () => {
  const refresh = async (isRefreshed: boolean): Promise<FakeServer> => {
    const server = new FakeServer({
      [METHODS.refreshFeed]: ({ workDoneToken }: { workDoneToken: string }) => {
        server.progress(workDoneToken, '1 of 2: lists.example');
        return { isRefreshed, message: 'How it went.' };
      },
    });
    await carryOut(server, 'modproof.refreshFeed');
    return server;
  };

  test('is refreshed by the server, with what is under way and what came of it', async () => {
    const server = await refresh(true);
    expect(server.asked).toMatchObject([[METHODS.refreshFeed, { workDoneToken: expect.any(String) }]]);
    expect(calls('withProgress')).toMatchObject([[{ cancellable: true }]]);
    expect(calls('progress')).toEqual([[{ message: '1 of 2: lists.example' }]]);
    expect(calls('showInformationMessage')).toEqual([['How it went.']]);
    expect(calls('showWarningMessage')).toEqual([]);
  });

  test('that was not refreshed is a warning', async () => {
    await refresh(false);
    expect(calls('showWarningMessage')).toEqual([['How it went.']]);
    expect(calls('showInformationMessage')).toEqual([]);
  });

  test('says nothing more once the user has cancelled', async () => {
    startAnew({ cancels: true });
    await refresh(true);
    expect(calls('showInformationMessage')).toEqual([]);
    expect(calls('showWarningMessage')).toEqual([]);
  });
});

describe('the rest', () => {
  test('shows who would be contacted as a page', async () => {
    await carryOut(new FakeServer(), 'modproof.showContacts');
    expect(calls('executeCommand')).toEqual([
      ['markdown.showPreview', 'modproof:/What%20would%20be%20contacted.md'],
    ]);
  });

  test('clears the store, restarts the server and shows the log', async () => {
    const server = new FakeServer({ [METHODS.clearStore]: () => null });
    await carryOut(server, 'modproof.clearStore');
    expect(server.asked).toEqual([[METHODS.clearStore, null]]);
    expect(calls('showInformationMessage')).toHaveLength(1);
    await carryOut(server, 'modproof.restart');
    expect(server.restarts).toBe(1);
    await carryOut(server, 'modproof.showLog');
    expect(calls('log.show')).toHaveLength(1);
  });
});
