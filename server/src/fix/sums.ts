import { type GoSumLine, parseGoSum } from '../gosum/index.ts';
import { compareModuleVersions, type ModuleVersion } from '../module/index.ts';
import type { TextEdit } from '../text/index.ts';
import { lineEndOf, missingLineEnd } from './file.ts';
import { wholeLines } from './lines.ts';
import { isWritable } from './target.ts';

/**
 * Edits that remove the lines of modules from a go.sum or go.work.sum, those of
 * their go.mod files as well. An empty version stands for all versions of a path.
 * What is in `kept` stays.
 *
 * Another module may still require one of them; then the go command says that
 * the line is missing, and nothing is taken unverified.
 */
export function staleSums(
  goSumText: string,
  modules: readonly ModuleVersion[],
  kept: readonly ModuleVersion[] = [],
): TextEdit[] {
  const stale = new Set(modules.map(keyOf));
  const staying = new Set(kept.map(keyOf));
  return parseGoSum(goSumText)
    .lines.filter((line) => stale.has(keyOf(line)) || stale.has(keyOf({ path: line.path, version: '' })))
    .filter((line) => !staying.has(keyOf(line)))
    .map(({ span }) => ({ span: wholeLines(goSumText, span), newText: '' }));
}

/**
 * Edits that add lines to a go.sum, each before the first one that the go
 * command would put behind it: a sorted file stays sorted.
 *
 * `lines` are whole lines without line ends, `path version hash`, and must have
 * been proven by the caller. One that is there already is left out; so is one
 * with another hash than the file has for the same thing, because two that
 * disagree are a finding and nothing to be written over. What is no line of a
 * go.sum is left out as well. `besides` are edits that are made together with
 * these, such as those of {@link staleSums}.
 */
export function addSums(
  goSumText: string,
  lines: readonly string[],
  besides: readonly TextEdit[] = [],
): TextEdit[] {
  const there = parseGoSum(goSumText).lines;
  // The go command knows one kind of hash; a line with another kind answers nothing.
  const known = new Set(there.filter(({ hash }) => hash.startsWith('h1:')).map(subjectOf));
  const added: GoSumLine[] = [];
  for (const line of lines.flatMap((text) => parseGoSum(text).lines)) {
    if (known.has(subjectOf(line)) || !/^h1:[A-Za-z0-9+/]{43}=$/.test(line.hash) || !isWritable(line))
      continue;
    known.add(subjectOf(line));
    added.push(line);
  }
  added.sort(compareLines);
  const lineEnd = lineEndOf(goSumText);
  const edits: TextEdit[] = [];
  let next = 0;
  for (const line of there) {
    const start = wholeLines(goSumText, line.span).start;
    for (let one = added[next]; one !== undefined && compareLines(one, line) < 0; one = added[++next])
      edits.push({ span: { start, end: start }, newText: textOf(one) + lineEnd });
  }
  const end = { start: goSumText.length, end: goSumText.length };
  const rest = added.slice(next).map((line) => textOf(line) + lineEnd);
  const lastLineGoes = besides.some(({ span }) => span.end === end.end && span.start < end.end);
  const gap = lastLineGoes ? '' : missingLineEnd(goSumText);
  if (rest.length > 0) edits.push({ span: end, newText: gap + rest.join('') });
  return edits;
}

/** The order of `module.Sort`, in which the go command writes a go.sum. */
function compareLines(a: GoSumLine, b: GoSumLine): number {
  return compareModuleVersions(asSorted(a), asSorted(b));
}

function asSorted({ path, version, goMod }: GoSumLine): ModuleVersion {
  return { path, version: goMod ? `${version}/go.mod` : version };
}

function keyOf({ path, version }: ModuleVersion): string {
  return `${path} ${version}`;
}

/** What a line gives the hash of. */
function subjectOf(line: GoSumLine): string {
  return keyOf(asSorted(line));
}

function textOf(line: GoSumLine): string {
  return `${subjectOf(line)} ${line.hash}`;
}
