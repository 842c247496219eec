import { type GoFile, readGoFile } from '../../../server/src/gosource/index.ts';
import type { Random } from '../audit/random.ts';
import { importDeclarations } from './loaderCode.ts';

/** The imports of a file, path to the name that they have there; blank and dot imports are left out. */
export function importsOf(text: string): Map<string, string> {
  const names = new Map<string, string>();
  for (const { path, name } of read(text).imports) {
    // Without types nobody knows what a package is called that is not of the standard library.
    if (name === '_' || name === '.' || (name === null && path.split('/')[0]?.includes('.'))) continue;
    names.set(path, name ?? path.slice(path.lastIndexOf('/') + 1));
  }
  return names;
}

/** All names that the imports of a file may have; what is not of the standard library is guessed. */
export function importNamesIn(text: string): Set<string> {
  return new Set(
    read(text).imports.flatMap(({ path, name }) => [name ?? '', ...path.split(/[^\p{L}\p{Nd}_]+/u)]),
  );
}

/** Adds import specifications to a file, and declarations at its end or between two functions. */
export function inserted(
  text: string,
  specs: readonly string[],
  declarations: string,
  random: Random,
): string {
  const file = read(text);
  const at = random.chance(0.5) ? text.length : betweenFunctions(text, file, random);
  const behind = at < text.length ? `\n${text.slice(at)}` : '';
  const withCode = `${text.slice(0, at).trimEnd()}\n\n${declarations.trim()}\n${behind}`;
  if (specs.length === 0) return withCode;
  const group = random.chance(0.75) ? openGroup(file) : null;
  const line = group ?? text.indexOf('\n', file.tokens.end(1)) + 1;
  const imports = group === null ? `\n${importDeclarations(specs, random)}` : `\n\t${specs.join('\n\t')}`;
  return withCode.slice(0, line) + imports + withCode.slice(line);
}

/** The place behind the parenthesis that opens the first group of imports; null when there is none. */
function openGroup({ tokens, bodyStart }: GoFile): number | null {
  for (let at = 2; at < bodyStart; at++)
    if (tokens.kind(at) === 'import' && tokens.kind(at + 1) === '(') return tokens.end(at + 1);
  return null;
}

/** Puts a statement first into an `init` that is there; null when the file has none. */
export function insertedInInit(text: string, statement: string): string | null {
  const { tokens } = read(text);
  for (const found of text.matchAll(/^func init\(\) \{\r?\n/gm)) {
    if (!startsToken(tokens, found.index)) continue;
    const at = found.index + found[0].length;
    return `${text.slice(0, at)}\t${statement}\n${text.slice(at)}`;
  }
  return null;
}

/** Where a function ends and another one without comment begins; the end of the text when there is no such place. */
function betweenFunctions(text: string, file: GoFile, random: Random): number {
  const places = [...text.matchAll(/^\}\r?\n\r?\n(?=func )/gm)]
    .map((found) => found.index + found[0].length)
    .filter((at) => startsToken(file.tokens, at));
  return places.length === 0 ? text.length : random.pick(places);
}

/** Whether the text has a token there: inside a comment or a literal no line is what it looks like. */
function startsToken(tokens: GoFile['tokens'], at: number): boolean {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start(middle) < at) low = middle + 1;
    else high = middle;
  }
  return low < tokens.length && tokens.start(low) === at;
}

function read(text: string): GoFile {
  const file = readGoFile('file.go', text);
  if (file === null) throw new Error('the file is too large to be added to');
  return file;
}
