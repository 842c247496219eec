import type { FileDiff } from './fileDiff.ts';
import type { DiffLine, Hunk } from './hunks.ts';
import type { Patch } from './patch.ts';
import { visibleName } from './visible.ts';

/** One line of a unified difference. The text is complete and safe to show; it holds no control characters but tabs. */
export interface PatchLine {
  /** `file`: `---` and `+++`. `hunk`: `@@`. `note`: words of ours. */
  readonly kind: 'file' | 'hunk' | 'note' | DiffLine['kind'];
  readonly text: string;
}

/**
 * Writes a patch in the unified format. `labels` stand in front of the paths of
 * both sides, as `a` and `b` do in git's. Files that the bounds left out whole
 * are counted on the last line alone.
 */
export function* patchLines(
  { files, leftOut }: Patch,
  labels: { readonly before: string; readonly after: string },
): Generator<PatchLine> {
  for (const file of files) {
    const isCutWhole = file.kind === 'lines' && file.cut > 0 && file.hunks.length === 0;
    if (!isCutWhole) yield* fileLines(file, labels);
  }
  if (leftOut.lines > 0) {
    yield {
      kind: 'note',
      text: `… ${count(leftOut.lines, 'more line')} in ${count(leftOut.files, 'file')} not shown`,
    };
  }
}

function* fileLines(file: FileDiff, labels: { before: string; after: string }): Generator<PatchLine> {
  const name = (label: string): string => visibleName(`${label}/${file.path}`);
  const before = file.status === 'added' ? '/dev/null' : name(labels.before);
  const after = file.status === 'removed' ? '/dev/null' : name(labels.after);
  yield { kind: 'file', text: `--- ${before}` };
  yield { kind: 'file', text: `+++ ${after}` };
  const words = noteOf(file);
  if (words !== null) yield { kind: 'note', text: words };
  for (const hunk of file.hunks) {
    yield { kind: 'hunk', text: hunkHeader(hunk) };
    for (const { kind, text } of hunk.lines) yield { kind, text: MARKS[kind] + text };
  }
  if (file.kind === 'lines' && file.cut > 0) {
    yield { kind: 'note', text: `… ${count(file.cut, 'more line')} of this file not shown` };
  }
}

const MARKS: Readonly<Record<DiffLine['kind'], string>> = {
  context: ' ',
  removed: '-',
  added: '+',
  'no-newline': '\\ ',
};

function hunkHeader({ beforeStart, beforeLines, afterStart, afterLines }: Hunk): string {
  return `@@ -${range(beforeStart, beforeLines)} +${range(afterStart, afterLines)} @@`;
}

/** POSIX: the number of lines is left out when it is one. */
function range(start: number, lines: number): string {
  return lines === 1 ? `${start}` : `${start},${lines}`;
}

function noteOf({ kind, beforeBytes, afterBytes, removed, added }: FileDiff): string | null {
  const sizes = `${size(beforeBytes)} before, ${size(afterBytes)} after`;
  switch (kind) {
    case 'lines':
      return null;
    case 'binary':
      return `not text: ${sizes}`;
    case 'too-large':
      return `too large to compare line by line: ${sizes}`;
    case 'too-different':
      return `too different: ${count(removed, 'line')} replaced by ${added}`;
  }
}

function size(bytes: number | null): string {
  return bytes === null ? 'none' : count(bytes, 'byte');
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
