import type { CopyDifference, DifferingContents } from '../../examination/index.ts';
import { type DifferingFile, filePhrase, gainsPhrase } from '../../gosource/index.ts';
import { type PatchLine, patchLines } from '../../patch/index.ts';
import { REASON_SENTENCES } from '../../verdict/index.ts';
import { plain, wrapText } from '../plain.ts';
import type { Paint } from './paint.ts';

/** Files, and functions, that are listed before the rest is counted. */
const MAX_FILES = 200;
const MAX_FUNCTIONS = 20;

/** How a difference is written. */
export interface DifferenceOptions {
  readonly paint: Paint;
  /** Columns that a line of words may take; contents are never broken. */
  readonly width: number;
  /** The files alone, without their contents. */
  readonly stat: boolean;
  /** What stands in front of paths in the unified difference. */
  readonly labels: { readonly before: string; readonly after: string };
}

/**
 * Writes a difference for a terminal: which files differ and what each gains,
 * what the copy gains as a whole, then the contents in the unified format, from
 * the right copy (`-`) to the left one (`+`).
 */
export function formatDifference(difference: CopyDifference, options: DifferenceOptions): string {
  const { paint } = options;
  const head = `modproof diff  ${plain(difference.left)}  against  ${plain(difference.right)}`;
  const lines = [paint.strong(head), ''];
  switch (difference.state) {
    case 'undetermined':
      lines.push(
        `  ${paint.warning('could not be determined')}: ${plain(difference.detail || REASON_SENTENCES[difference.reason])}`,
      );
      break;
    case 'not-applicable':
      lines.push(`  not applicable: ${plain(difference.why)}`);
      break;
    case 'same':
      lines.push(`  ${paint.good('no difference')}`);
      lines.push(...causeLines(difference));
      break;
    case 'differs':
      lines.push(
        ...fileLines(difference, options),
        ...gainLines(difference, options),
        ...causeLines(difference),
      );
      if (!options.stat) lines.push(...contentLines(difference, options));
      break;
  }
  return `${lines.join('\n')}\n`;
}

function fileLines(difference: DifferingContents, { paint, width }: DifferenceOptions): readonly string[] {
  const known = new Map(difference.gains?.files.map((file) => [file.path, file]));
  const gaining = new Map(difference.gains?.perFile.map((file) => [file.path, file]));
  const counted = new Map(difference.patch?.files.map((file) => [file.path, file]));
  const listed = [
    ...difference.changed.map((path) => ({ word: paint.warning('changed'), path })),
    ...difference.onlyLeft.map((path) => ({ word: paint.error('added  '), path })),
    ...difference.onlyRight.map((path) => ({ word: paint.warning('missing'), path })),
  ];
  const lines = listed.slice(0, MAX_FILES).flatMap(({ word, path }) => {
    const counts = counted.get(path);
    const number = counts?.kind === 'lines' ? `+${counts.added} -${counts.removed}` : '';
    const notes = [number, ...notesOf(known.get(path))].filter((note) => note !== '');
    const gain = gaining.get(path);
    const words = gain === undefined ? [] : wrapText(plain(filePhrase(gain)), width - 13);
    const noted = notes.length === 0 ? '' : `   ${paint.faint(notes.join(', '))}`;
    return [`  ${word}    ${plain(path)}${noted}`, ...words.map((line) => `             ${line}`)];
  });
  const more = listed.length - MAX_FILES;
  return more > 0 ? [...lines, `  … ${more} more ${more === 1 ? 'file' : 'files'}`] : lines;
}

function notesOf(file: DifferingFile | undefined): readonly string[] {
  if (file === undefined) return [];
  return [
    ...(file.generated ? ['says that it is generated'] : []),
    ...(file.onlyComments ? ['comments alone'] : []),
    ...(file.onlyOn === null ? [] : [`only on ${plain(file.onlyOn)}`]),
  ];
}

/** What the copy gains as a whole, and the functions that were added. */
function gainLines({ gains }: DifferingContents, { width }: DifferenceOptions): readonly string[] {
  if (gains === null) return ['', '  what this means was not looked into: there is too much that differs'];
  const phrase = gainsPhrase(gains);
  const lines = phrase === '' ? [] : wrapText(plain(phrase), width - 2).map((line) => `  ${line}`);
  for (const { file, line, name, reaches } of gains.functions.slice(0, MAX_FUNCTIONS)) {
    const reach = reaches.length === 0 ? '' : `  ${plain(reaches.join(', '))}`;
    lines.push(`  ${plain(file)}:${line + 1}  + func ${plain(name)}${reach}`);
  }
  const more = gains.functions.length - MAX_FUNCTIONS;
  if (more > 0) lines.push(`  … ${more} more ${more === 1 ? 'function' : 'functions'}`);
  return lines.length === 0 ? [] : ['', ...lines];
}

/** What was taken for harmless, so that nobody looks for it in vain. */
function causeLines({ explanations, modulePath }: Extract<CopyDifference, { state: 'same' | 'differs' }>) {
  const lines = explanations.map(({ path, sentence }) => `  explained  ${plain(path)}: ${plain(sentence)}`);
  if (modulePath !== null && modulePath.places > 0) {
    const { from, to, places, onlyThere } = modulePath;
    const where = places === 1 ? '1 place' : `${places} places`;
    lines.push(
      '',
      `  ${plain(from)}`,
      `  taken for ${plain(to)} in ${where}; ${count(onlyThere.length, 'file')} ${onlyThere.length === 1 ? 'differs' : 'differ'} in nothing else`,
    );
  }
  return lines;
}

function contentLines(
  { patch, notCompared }: DifferingContents,
  { paint, labels }: DifferenceOptions,
): readonly string[] {
  const lines = patch === null ? [] : [...patchLines(patch, labels)].map((line) => painted(line, paint));
  if (notCompared.length > 0) {
    const names = notCompared.slice(0, 3).map(plain).join(', ');
    const rest = notCompared.length > 3 ? ` and ${notCompared.length - 3} more` : '';
    lines.push(`… contents not had or not compared: ${names}${rest}`);
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

function painted({ kind, text }: PatchLine, paint: Paint): string {
  switch (kind) {
    case 'file':
      return paint.strong(text);
    case 'hunk':
    case 'no-newline':
      return paint.faint(text);
    case 'removed':
      return paint.error(text);
    case 'added':
      return paint.good(text);
    case 'note':
      return paint.warning(text);
    case 'context':
      return text;
  }
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
