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

const IMPORTS = 'imports';

/** Edits in Go files are shown before they are made, where the editor can. */
const ANNOTATIONS: Readonly<Record<string, ChangeAnnotation>> = {
  [IMPORTS]: {
    label: 'Imports in Go files',
    description: 'Source is edited: look at it first',
    needsConfirmation: true,
  },
};

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
    text,
    edits,
  }: EditedFile): { range: ReturnType<LineIndex['rangeOf']>; newText: string }[] => {
    const lines = new LineIndex(text);
    return edits.map(({ span, newText }) => ({ range: lines.rangeOf(span), newText }));
  };
  if (!documentChanges) {
    return {
      changes: Object.fromEntries(changed.map((file) => [uriOf(file.path, session), rangesOf(file)])),
    };
  }
  const asks = confirmsEdits && changed.some(({ path }) => path.endsWith('.go'));
  const all = changed.flatMap((file) => {
    const uri = uriOf(file.path, session);
    const annotation = asks && file.path.endsWith('.go') ? { annotationId: IMPORTS } : {};
    const edit: TextDocumentEdit = {
      textDocument: { uri, version: session.at(file.path)?.version ?? null },
      edits: rangesOf(file).map((one) => ({ ...one, ...annotation })),
    };
    return file.isNew === true
      ? [{ kind: 'create' as const, uri, options: { ignoreIfExists: true } }, edit]
      : [edit];
  });
  return { documentChanges: all, ...(asks ? { changeAnnotations: ANNOTATIONS } : {}) };
}

/** The URI under which the editor knows a file. */
function uriOf(path: string, session: Session): string {
  return session.at(path)?.uri ?? uriOfPath(path);
}
