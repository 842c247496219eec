import { type AttributePattern, parsePattern } from './attributePattern.ts';

/** What a line does to an attribute: sets it, unsets it (`-`), takes it back to unspecified (`!`), or gives it a value. */
export type AttributeState =
  | { readonly kind: 'set' | 'unset' | 'unspecified' }
  | { readonly kind: 'value'; readonly value: string };

/** One attribute of a line, with what happens to it. */
export interface Assignment {
  readonly name: string;
  readonly state: AttributeState;
}

/** One line of a .gitattributes file that means something. */
export type AttributeLine =
  | {
      readonly kind: 'pattern';
      readonly pattern: AttributePattern;
      readonly assignments: readonly Assignment[];
    }
  | { readonly kind: 'macro'; readonly name: string; readonly assignments: readonly Assignment[] };

const MAX_FILE_BYTES = 100 * 2 ** 20;
const MAX_LINE_BYTES = 2048;
const MACRO_PREFIX = '[attr]';
const LF = 10;

/**
 * Reads a .gitattributes file as it stands in a tree.
 *
 * The content is attacker-controlled: a file of 100 MiB or more, a line of 2048
 * bytes or more, a line with a malformed attribute name and whatever follows a
 * NUL are ignored, as git ignores them. Macros are given wherever they stand,
 * though they count only in the file at the root of the repository.
 *
 * Follows gitattributes(5); strings are binary, one character a byte.
 */
export function parseAttributes(fileBytes: Uint8Array): readonly AttributeLine[] {
  if (fileBytes.length >= MAX_FILE_BYTES) return [];
  const nul = fileBytes.indexOf(0);
  const end = nul < 0 ? fileBytes.length : nul;
  const lines: AttributeLine[] = [];
  for (let start = 0; start < end; ) {
    const lineFeed = fileBytes.indexOf(LF, start);
    const lineEnd = lineFeed < 0 || lineFeed > end ? end : lineFeed;
    if (lineEnd - start < MAX_LINE_BYTES) {
      const line = parseLine(String.fromCharCode(...fileBytes.subarray(start, lineEnd)));
      if (line !== null) lines.push(line);
    }
    start = lineEnd + 1;
  }
  return lines;
}

/** Reads one line without its line feed; null when it is blank, a comment or malformed. */
function parseLine(line: string): AttributeLine | null {
  const text = line.slice(line.length - trimStart(line).length);
  if (text === '' || text.startsWith('#')) return null;
  const unquoted = text.startsWith('"') ? unquote(text) : null;
  const end = text.search(/[ \t\r\n]/);
  const [written, rest] = unquoted ?? (end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)]);
  const assignments = parseAssignments(rest);
  if (written.length > MACRO_PREFIX.length && written.startsWith(MACRO_PREFIX)) {
    const name = trimStart(written.slice(MACRO_PREFIX.length)).split(/[ \t\r\n]/, 1)[0] ?? '';
    if (!isName(name) || assignments === null) return null;
    return { kind: 'macro', name, assignments };
  }
  const pattern = parsePattern(written);
  return pattern === null || assignments === null ? null : { kind: 'pattern', pattern, assignments };
}

function parseAssignments(text: string): readonly Assignment[] | null {
  const assignments: Assignment[] = [];
  for (const word of text.split(/[ \t\r\n]+/)) {
    if (word === '') continue;
    const assignment = parseAssignment(word);
    if (assignment === null) return null;
    assignments.push(assignment);
  }
  return assignments;
}

function parseAssignment(word: string): Assignment | null {
  const mark = word.startsWith('-') || word.startsWith('!') ? word.charAt(0) : '';
  const equals = word.indexOf('=');
  const name = word.slice(mark.length, equals < 0 ? word.length : equals);
  if (!isName(name)) return null;
  if (mark !== '') return { name, state: { kind: mark === '-' ? 'unset' : 'unspecified' } };
  return { name, state: equals < 0 ? { kind: 'set' } : { kind: 'value', value: word.slice(equals + 1) } };
}

function isName(name: string): boolean {
  return /^[A-Za-z0-9_.][-A-Za-z0-9_.]*$/.test(name);
}

function trimStart(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '');
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** Undoes C quoting; gives the text and what follows the closing quote, or null when it is malformed. */
function unquote(text: string): [string, string] | null {
  let plain = '';
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') return [plain, text.slice(at + 1)];
    if (character !== '\\') {
      plain += character;
      continue;
    }
    at++;
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at, at + 3))?.[0];
    const escaped =
      octal === undefined ? ESCAPES[text.charAt(at)] : String.fromCharCode(Number.parseInt(octal, 8));
    if (escaped === undefined) return null;
    if (octal !== undefined) at += 2;
    plain += escaped;
  }
  return null;
}
