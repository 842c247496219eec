import { emptyDocument, ServerDocuments } from '../../../client/src/documents.ts';
import { ReportPanel } from '../../../client/src/report.ts';
import { showStatus } from '../../../client/src/status.ts';
import { showDependencies } from '../../../client/src/tree.ts';
import { type DependencyGroup, METHODS, type Verdict } from '../../../server/src/protocol/index.ts';
import { FakeServer } from '../../fake/languageServer.ts';
import { made, type Panel, startAnew, Uri } from '../../fake/vscode.ts';
import { beforeEach, describe, expect, test } from '../../kit.ts';
import { calls } from './carryOut.ts';

beforeEach(() => startAnew());

describe('the report', () => {
  const files = [{ path: 'a/go.mod', uri: 'file:///home/gopher/a/go.mod' }];
  const show = (server = new FakeServer()): Panel => {
    new ReportPanel(server.asServer).show({ kind: 'report', title: 'Audit', html: '<p>', files });
    return made.panels.at(-1) as Panel;
  };

  test('runs scripts and reaches no file', () => {
    expect(show()).toMatchObject({ title: 'Audit', html: '<p>' });
    expect(made.panels[0]?.options).toEqual({ enableScripts: true, localResourceRoots: [] });
  });

  test('takes the place of the one before, and a new panel after that was closed', () => {
    const panel = new ReportPanel(new FakeServer().asServer);
    panel.show({ kind: 'report', title: 'One', html: '1', files });
    panel.show({ kind: 'report', title: 'Two', html: '2', files });
    expect(made.panels.map(({ title, html }) => [title, html])).toEqual([['Two', '2']]);
    made.panels[0]?.dispose();
    panel.show({ kind: 'report', title: 'Three', html: '3', files });
    expect(made.panels).toHaveLength(2);
  });

  test('opens a place in an audited file', async () => {
    await show().receive({ kind: 'open', path: 'a/go.mod', line: 7, character: 1 });
    const place = { line: 7, character: 1 };
    expect(calls('executeCommand')).toEqual([
      ['vscode.open', 'file:///home/gopher/a/go.mod', { selection: { start: place, end: place } }],
    ]);
  });

  test.each([
    { kind: 'open', path: 'a/go.sum', line: 0, character: 0 },
    { kind: 'open', path: '/etc/passwd', line: 0, character: 0 },
    { kind: 'open', path: 'a/../a/go.mod', line: 0, character: 0 },
    { kind: 'open', path: 'a/go.mod', line: -1, character: 0 },
    { kind: 'page', code: '../../go' },
    { kind: 'difference', module: 'example.test/a' },
    { kind: 'command', command: 'workbench.action.quit' },
    'open',
    null,
  ])('does nothing when its page posts %j', async (message) => {
    await show().receive(message);
    expect(calls('executeCommand')).toEqual([]);
    expect(calls('showErrorMessage')).toEqual([]);
  });

  test('leads to a difference and to a page', async () => {
    await show().receive({ kind: 'difference', module: 'example.test/a', version: 'v1.0.0', more: 1 });
    await show().receive({ kind: 'page', code: 'origin/diverged' });
    expect(calls('executeCommand')).toEqual([
      ['modproof.showDifference', { kind: 'difference', module: 'example.test/a', version: 'v1.0.0' }],
      ['modproof.openPage', { kind: 'page', code: 'origin/diverged' }],
    ]);
  });

  test.each([
    ['html', 'html'],
    ['text', 'txt'],
    // Any other name, and the user is asked; the user of this test takes the second.
    ['papyrus', 'json'],
  ])('is saved where the user says: %s', async (format, ending) => {
    const target = Uri.parse(`file:///out/report.${ending}`);
    startAnew({ showSaveDialog: () => target, showQuickPick: (items) => items[1] });
    const server = new FakeServer({
      [METHODS.exportReport]: ({ format }: { format: string }) => `in ${format}`,
    });
    await show(server).receive({ kind: 'export', format });
    expect(
      calls('writeFile').map(([uri, bytes]) => [uri, new TextDecoder().decode(bytes as Uint8Array)]),
    ).toEqual([[target.toString(), `in ${ending === 'txt' ? 'text' : ending}`]]);
  });

  test('is not made for a file that the user does not choose, and a failure is told', async () => {
    const server = new FakeServer();
    await show(server).receive({ kind: 'export', format: 'html' });
    expect(server.asked).toEqual([]);
    startAnew({ showSaveDialog: () => Uri.parse('file:///out/report.html') });
    await show(server).receive({ kind: 'export', format: 'html' });
    expect(calls('showErrorMessage')).toEqual([
      ['The report was not saved: Error: modproof/export is not answered'],
    ]);
  });
});

describe('the view of dependencies', () => {
  const group = (id: Verdict, hasDifference: boolean): DependencyGroup => ({
    id,
    label: `Group ${id}`,
    modules: [
      {
        module: 'example.test/a',
        version: 'v1.0.0',
        indirect: false,
        description: 'db.go differs',
        tooltip: '**db.go**',
        uri: 'file:///a/go.mod',
        line: 4,
        character: 1,
        hasDifference,
      },
    ],
  });
  const groups = [group('differs', true), group('same', false)];

  test('has a group a verdict, each with an icon and a count, and those open that need attention', async () => {
    const all: readonly Verdict[] = [
      'differs',
      'suspect',
      'undetermined',
      'waiting',
      'explained',
      'same',
      'private',
    ];
    const server = new FakeServer({ [METHODS.dependencies]: () => all.map((id) => group(id, false)) });
    showDependencies(server.asServer, { error: () => undefined } as never);
    const provider = made.views[0]?.treeDataProvider;
    const nodes = (await provider?.getChildren()) ?? [];
    const items = nodes.map((node) => provider?.getTreeItem(node) as never as Record<string, unknown>);
    expect(
      items.map(({ label, description, collapsibleState }) => [label, description, collapsibleState]),
    ).toEqual(all.map((id, index) => [`Group ${id}`, '1', index < 3 ? 2 : 1]));
    const icons = items.map(({ iconPath }) => (iconPath as { id: string }).id);
    expect(new Set(icons).size).toBe(all.length);
    expect(items[0]?.accessibilityInformation).toEqual({ label: 'Group differs: 1' });
  });

  test('opens the line of a requirement, and offers the difference where there is one', async () => {
    const server = new FakeServer({ [METHODS.dependencies]: () => groups });
    showDependencies(server.asServer, { error: () => undefined } as never);
    const provider = made.views[0]?.treeDataProvider;
    const items = [];
    for (const node of (await provider?.getChildren()) ?? []) {
      for (const child of (await provider?.getChildren(node)) ?? []) items.push(provider?.getTreeItem(child));
    }
    expect(items).toMatchObject([
      {
        label: 'example.test/a',
        description: 'v1.0.0 · db.go differs',
        contextValue: 'differing',
        accessibilityInformation: { label: 'example.test/a v1.0.0, db.go differs' },
        tooltip: { value: '**db.go**', isTrusted: undefined },
        command: { command: 'vscode.open' },
      },
      { contextValue: 'plain' },
    ]);
    const [uri, options] = (items[0] as unknown as { command: { arguments: unknown[] } }).command.arguments;
    expect(String(uri)).toBe('file:///a/go.mod');
    expect(options).toMatchObject({ selection: { start: { line: 4, character: 1 } } });
  });

  test('says that the server could not be asked, and takes it back', async () => {
    let fails = true;
    const server = new FakeServer({
      [METHODS.dependencies]: () => {
        if (fails) throw new Error('gone');
        return groups;
      },
    });
    const logged: unknown[] = [];
    showDependencies(server.asServer, { error: (what: unknown) => logged.push(what) } as never);
    const view = made.views[0];
    expect(await view?.treeDataProvider.getChildren()).toEqual([]);
    expect(view?.message).toContain('could not be asked');
    expect(logged).toEqual(['Error: gone']);
    fails = false;
    expect(await view?.treeDataProvider.getChildren()).toHaveLength(2);
    expect(view?.message).toBe('');
  });

  test('is asked for again when the server says so, and when it is there or gone', () => {
    const server = new FakeServer();
    showDependencies(server.asServer, { error: () => undefined } as never);
    let changes = 0;
    made.views[0]?.treeDataProvider.onDidChangeTreeData(() => {
      changes += 1;
    });
    server.tell(METHODS.dependenciesChanged, null);
    server.become('starting');
    expect(changes).toBe(1);
    server.become('running');
    server.become('stopped');
    expect(changes).toBe(3);
  });
});

describe('the status', () => {
  test('says how things stand, and leads to the audit', () => {
    const server = new FakeServer();
    showStatus(server.asServer);
    const [item] = made.statusItems;
    expect(item).toMatchObject({ name: 'Modproof', text: 'Modproof is starting', busy: true });
    server.become('running');
    server.tell(METHODS.status, {
      text: '42 modules, 1 differs',
      detail: 'd',
      severity: 'warning',
      busy: false,
    });
    expect(item).toMatchObject({
      text: '42 modules, 1 differs',
      detail: 'd',
      severity: 1,
      busy: false,
      command: { command: 'modproof.audit' },
    });
  });

  test('never looks well while no server runs', () => {
    const server = new FakeServer();
    showStatus(server.asServer);
    server.tell(METHODS.status, { text: '42 modules', detail: '', severity: 'information', busy: false });
    server.become('stopped');
    expect(made.statusItems[0]).toMatchObject({
      text: 'Modproof is not running',
      severity: 2,
      busy: false,
      command: { command: 'modproof.restart' },
    });
  });
});

describe('a document of the server', () => {
  test('has the text that the server gives, and none where a side has no file', async () => {
    const server = new FakeServer({ [METHODS.document]: ({ uri }: { uri: string }) => `text of ${uri}` });
    const documents = new ServerDocuments(server.asServer);
    const give = (uri: Uri): Promise<string> =>
      documents.provideTextDocumentContent(uri as never, undefined as never);
    expect(await give(Uri.parse('modproof:/mirror/a.go'))).toBe('text of modproof:/mirror/a.go');
    expect(await give(emptyDocument(Uri.parse('modproof:/mirror/b.go') as never) as never)).toBe('');
    expect(server.asked).toHaveLength(1);
  });

  test('is asked for again after a refresh', () => {
    const documents = new ServerDocuments(new FakeServer().asServer);
    const changed: string[] = [];
    documents.onDidChange((uri) => changed.push(uri.toString()));
    documents.refresh(Uri.parse('modproof:/a.md') as never);
    expect(changed).toEqual(['modproof:/a.md']);
  });
});
