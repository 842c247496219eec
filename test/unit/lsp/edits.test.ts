import type { TextDocumentEdit, TextEdit } from 'vscode-languageserver';
import { type Abilities, abilitiesOf } from '../../../server/src/lsp/abilities.ts';
import { type EditedFile, isBehind, toWorkspaceEdit } from '../../../server/src/lsp/edits.ts';
import { Session } from '../../../server/src/lsp/session.ts';
import { describe, expect, test } from '../../kit.ts';

const ABLE: Abilities = abilitiesOf(
  {
    workspace: {
      workspaceEdit: { documentChanges: true, resourceOperations: ['create'], changeAnnotationSupport: {} },
    },
  },
  {},
);

const edit = (start: number, end: number, newText: string): EditedFile['edits'][number] => ({
  span: { start, end },
  newText,
});
const GO_MOD: EditedFile = { path: '/app/go.mod', text: 'module a\n', edits: [edit(7, 8, 'b')] };
const SOURCE: EditedFile = { path: '/app/a.go', text: 'package a\n', edits: [edit(8, 9, 'b')] };

const documentsOf = (value: ReturnType<typeof toWorkspaceEdit>): TextDocumentEdit[] =>
  (value?.documentChanges ?? []).filter((one): one is TextDocumentEdit => 'edits' in one);

describe('edits of files as an editor takes them', () => {
  test('name an open document by the version that they speak of, and any other by none', () => {
    const session = new Session();
    session.put('file:///app/go.mod', 7, GO_MOD.text);
    const documents = documentsOf(toWorkspaceEdit([GO_MOD, SOURCE], session, ABLE));
    expect(documents.map(({ textDocument }) => textDocument)).toEqual([
      { uri: 'file:///app/go.mod', version: 7 },
      { uri: 'file:///app/a.go', version: null },
    ]);
  });

  test('are shown first where a Go file is among them, and none of them is left out when they are applied', () => {
    const value = toWorkspaceEdit([GO_MOD, SOURCE], new Session(), ABLE);
    const annotations = value?.changeAnnotations ?? {};
    expect(Object.values(annotations).map(({ needsConfirmation }) => needsConfirmation)).toEqual([true]);
    const edits = documentsOf(value).flatMap(
      (one) => one.edits as { newText: string; annotationId?: string }[],
    );
    // What asks to be confirmed starts out unticked in an editor: it must change nothing.
    for (const one of edits) if (one.annotationId !== undefined) expect(one.newText).toBe('');
    expect(edits.filter(({ annotationId }) => annotationId !== undefined)).toHaveLength(1);
    expect(edits.filter(({ annotationId }) => annotationId === undefined)).toHaveLength(2);
  });

  test('are made at once where no Go file is among them', () => {
    expect(toWorkspaceEdit([GO_MOD], new Session(), ABLE)).not.toHaveProperty('changeAnnotations');
  });

  test('are plain changes for an editor that knows no more', () => {
    expect(toWorkspaceEdit([GO_MOD, SOURCE], new Session(), abilitiesOf({}, {}))).toEqual({
      changes: {
        'file:///app/go.mod': [
          { range: { start: { line: 0, character: 7 }, end: { line: 0, character: 8 } }, newText: 'b' },
        ],
        'file:///app/a.go': [
          { range: { start: { line: 0, character: 8 }, end: { line: 0, character: 9 } }, newText: 'b' },
        ],
      },
    });
  });

  test('count from behind a byte order mark, which an editor takes off before it shows the first line', () => {
    const marked: EditedFile = { path: '/app/b.go', text: '\ufeffpackage b\n', edits: [edit(9, 10, 'c')] };
    const rangesIn = (session: Session): unknown[] =>
      documentsOf(toWorkspaceEdit([marked], session, ABLE))
        .flatMap(({ edits }) => edits as TextEdit[])
        .filter(({ newText }) => newText !== '')
        .map(({ range }) => range.start);
    expect(rangesIn(new Session())).toEqual([{ line: 0, character: 8 }]);
    // What the editor has sent is what it counts in.
    const session = new Session();
    session.put('file:///app/b.go', 1, marked.text);
    expect(rangesIn(session)).toEqual([{ line: 0, character: 9 }]);
  });

  test('are behind where an open document has another text, and nowhere else', () => {
    const session = new Session();
    expect(isBehind([GO_MOD], session)).toBe(false);
    session.put('file:///app/go.mod', 7, GO_MOD.text);
    expect(isBehind([GO_MOD, SOURCE], session)).toBe(false);
    session.put('file:///app/go.mod', 8, 'module b\n');
    expect(isBehind([SOURCE], session)).toBe(false);
    expect(isBehind([SOURCE, GO_MOD], session)).toBe(true);
  });

  test('make a new file before they fill it, and are none where the editor cannot', () => {
    const policy: EditedFile = {
      path: '/app/.modproof.json',
      text: '',
      edits: [edit(0, 0, '{}\n')],
      isNew: true,
    };
    expect(toWorkspaceEdit([policy], new Session(), ABLE)?.documentChanges).toMatchObject([
      { kind: 'create', uri: 'file:///app/.modproof.json' },
      { textDocument: { uri: 'file:///app/.modproof.json', version: null } },
    ]);
    expect(toWorkspaceEdit([policy], new Session(), abilitiesOf({}, {}))).toBeNull();
  });

  test('are none where nothing changes', () => {
    expect(toWorkspaceEdit([{ ...GO_MOD, edits: [] }], new Session(), ABLE)).toBeNull();
    expect(toWorkspaceEdit([], new Session(), ABLE)).toBeNull();
  });
});
