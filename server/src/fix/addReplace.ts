import { type ModFile, parseModFile, type Replace } from '../modfile/index.ts';
import { checkPath, type ModuleVersion } from '../module/index.ts';
import type { TextEdit } from '../text/index.ts';
import { type Block, blocksOf } from './blocks.ts';
import { lineEndOf, missingLineEnd } from './file.ts';
import { wholeLines } from './lines.ts';
import { isWritable } from './target.ts';

/**
 * Edits of a go.mod that add `replace from => to`, as the go command writes it.
 *
 * An empty version of `from` replaces all versions. Where the file replaces the
 * same thing already, its right side is changed. The line goes to the end of
 * the first block of replacements, else behind the last one that stands alone,
 * else to the end of the file. No edit where a go.mod may not name one of the
 * two, or where a block is not closed and nobody can tell what a line would be.
 */
export function addReplace(goMod: string, from: ModuleVersion, to: ModuleVersion): TextEdit[] {
  const isFrom = from.version === '' ? checkPath(from.path) === null : isWritable(from);
  if (!isFrom || !isWritable(to)) return [];
  const { file } = parseModFile(goMod);
  const same = file.replace.find(
    ({ oldPath, oldVersion }) => oldPath === from.path && (oldVersion ?? '') === from.version,
  );
  const side = `${to.path} ${to.version}`;
  if (same !== undefined) return rightSide(same, to, side);
  const { blocks, endsInBlock } = blocksOf(file.tokens);
  if (endsInBlock) return [];
  const left = from.version === '' ? from.path : `${from.path} ${from.version}`;
  const block = blocks.find(({ verb }) => verb === 'replace');
  return [insertion(goMod, file, block ?? null, `${left} => ${side}`)];
}

function rightSide(replace: Replace, to: ModuleVersion, side: string): TextEdit[] {
  if (replace.newPath === to.path && replace.newVersion === to.version) return [];
  const { start, end } = replace.newPathSpan;
  return [{ span: { start, end: replace.newVersionSpan?.end ?? end }, newText: side }];
}

function insertion(goMod: string, file: ModFile, block: Block | null, line: string): TextEdit {
  const lineEnd = lineEndOf(goMod);
  if (block !== null) return insertAt(block.body.end, `\t${line}${lineEnd}`);
  const last = file.replace.at(-1);
  if (last !== undefined) {
    const { end } = wholeLines(goMod, last.span);
    const gap = end === goMod.length ? missingLineEnd(goMod) : '';
    return insertAt(end, `${gap}replace ${line}${lineEnd}`);
  }
  const gap = missingLineEnd(goMod) + (goMod === '' ? '' : lineEnd);
  return insertAt(goMod.length, `${gap}replace ${line}${lineEnd}`);
}

function insertAt(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}
