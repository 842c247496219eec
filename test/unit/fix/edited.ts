import type { FileEdit, TextFile } from '../../../server/src/fix/index.ts';
import { applyEdits } from '../../../server/src/text/index.ts';

/** The files after the edits, by path. Throws where an edit names a file that is not there. */
export function applyAll(files: readonly TextFile[], edits: readonly FileEdit[]): TextFile[] {
  for (const { path } of edits) {
    if (!files.some((file) => file.path === path)) throw new Error(`an edit of ${path}, which is not there`);
  }
  return files.map(({ path, text }) => ({
    path,
    text: applyEdits(
      text,
      edits.filter((edit) => edit.path === path).flatMap((edit) => edit.edits),
    ),
  }));
}
