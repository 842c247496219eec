import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../fix/index.ts';
import { LineIndex } from '../text/index.ts';
import type { Abilities } from './abilities.ts';
import type { Session } from './session.ts';
import { uriOfPath } from './uri.ts';

/** A file that is edited, with the text that the edits speak of. */
export interface EditedFile extends FileEdit {
  readonly text: string;
  /** The file is not there yet. */
  readonly isNew?: boolean;
}

const PREVIEW = 'preview';

/**
 * Where Go files are edited, an edit that changes nothing asks to be confirmed.
 * An editor then shows all edits before it makes any, and all of them are ticked.
 * Were the imports to be confirmed themselves, an editor such as VS Code would
 * leave them unticked, and go.mod would be edited without them.
 */
const ANNOTATIONS: Readonly<Record<string, ChangeAnnotation>> = {
  [PREVIEW]: {
    label: 'Look before it is applied',
    description: 'Imports in Go files are edited as well; this line stays as it is',
    needsConfirmation: true,
  },
};

const TOP = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * Edits of files as the editor takes them. Null where there are none, or where
 * a file would have to be made and the editor cannot.
 */
export function toWorkspaceEdit(
  files: readonly EditedFile[],
  session: Session,
  { documentChanges, confirmsEdits, createsFiles }: Abilities,
): WorkspaceEdit | null {
  const changed = files.filter(({ edits }) => edits.length > 0);
  if (changed.length === 0) return null;
  if (changed.some(({ isNew }) => isNew === true) && !(documentChanges && createsFiles)) return null;
  const rangesOf = ({
    path,
    text,
    edits,
  }: EditedFile): { range: ReturnType<LineIndex['rangeOf']>; newText: string }[] => {
    // Editors take a byte order mark off when they read a file, and put it back when they save it.
    const from = text.startsWith('\ufeff') && session.at(path) === null ? 1 : 0;
    const lines = new LineIndex(text.slice(from));
    return edits.map(({ span, newText }) => ({
      range: lines.rangeOf({ start: span.start - from, end: span.end - from }),
      newText,
    }));
  };
  if (!documentChanges) {
    return {
      changes: Object.fromEntries(changed.map((file) => [uriOf(file.path, session), rangesOf(file)])),
    };
  }
  const asks = confirmsEdits && changed.some(({ path }) => path.endsWith('.go'));
  const all = changed.flatMap((file, index) => {
    const uri = uriOf(file.path, session);
    const preview = asks && index === 0 ? [{ range: TOP, newText: '', annotationId: PREVIEW }] : [];
    const edit: TextDocumentEdit = {
      textDocument: { uri, version: session.at(file.path)?.version ?? null },
      edits: [...preview, ...rangesOf(file)],
    };
    return file.isNew === true
      ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, edit]
      : [edit];
  });
  return { documentChanges: all, ...(asks ? { changeAnnotations: ANNOTATIONS } : {}) };
}

/** Tells whether somebody typed in one of the files since it was read: the edits would land in another text. */
export function isBehind(files: readonly EditedFile[], session: Session): boolean {
  return files.some(({ path, text }) => {
    const document = session.at(path);
    return document !== null && document.text !== text;
  });
}

/** What is said then. */
export const BEHIND = 'A file was edited meanwhile, so nothing was changed. Choose the fix again.';

/** The URI under which the editor knows a file. */
function uriOf(path: string, session: Session): string {
  return session.at(path)?.uri ?? uriOfPath(path);
}
