import { type Address, addressOf } from './address.ts';
import type { Mention, PlaceKind } from './named.ts';
import { addressWords, type Word } from './words.ts';

/** How much in front of a word is looked at, in UTF-16 units. */
const LOOK_BEHIND = 120;

/** How much of a place is quoted, in UTF-16 units. */
const MAX_QUOTE = 200;

const INSTALL_COMMANDS = [
  'go get',
  'go install',
  'go run',
  'dep ensure',
  'glide get',
  'govendor fetch',
] as const;

/**
 * Finds the modules and repositories that a text names, with the kind of each
 * place. `isBuildFile` says that the text is no prose but runs a build.
 *
 * The text is attacker-controlled; linear in its length.
 */
export function scanText(
  file: string,
  text: string,
  isName: (repository: string) => boolean,
  isBuildFile: boolean,
  firstLine = 0,
): readonly Mention[] {
  const mentions: Mention[] = [];
  for (const word of addressWords(text)) {
    const address = addressOf(word.text, isName);
    if (address === null) continue;
    const kind = kindOf(text, word, address, isBuildFile);
    const place = { kind, file, line: firstLine + word.line, text: quote(text, word) };
    mentions.push({ path: address.path, service: address.service, place });
  }
  return mentions;
}

function kindOf(text: string, word: Word, address: Address, isBuildFile: boolean): PlaceKind {
  const before = text.slice(Math.max(word.lineStart, word.start - LOOK_BEHIND), word.start);
  if (isBehindCommand(before)) return 'install';
  if (address.kind === 'badge' || address.kind === 'doc-link') return address.kind;
  if (before.includes('git clone')) return 'clone';
  if (!word.text.includes('://') && isImport(before, text.charAt(word.end))) return 'import';
  if (address.kind !== null) return address.kind;
  if (/(?:^|[\s'"])-X[\s'"=]*$/.test(before)) return 'build';
  return isBuildFile && !word.text.includes('://') ? 'build' : 'link';
}

/** Behind `go get` and the like, in the same command. */
function isBehindCommand(before: string): boolean {
  if (/(?:^|\s)require\s+$/.test(before)) return true;
  for (const command of INSTALL_COMMANDS) {
    const at = before.lastIndexOf(command);
    if (at >= 0 && !/[|;&\]]/.test(before.slice(at))) return true;
  }
  return false;
}

/** `import "path"`, or a line of an import block. */
function isImport(before: string, after: string): boolean {
  if (after !== '"') return false;
  return /^\s*(?:import\s+)?(?:[\w.]+\s+)?"$/.test(before) || /\bimport\s+(?:[\w.]+\s+)?"$/.test(before);
}

/** The words around a name, on its line. */
function quote(text: string, { start, end, lineStart }: Word): string {
  const from = Math.max(lineStart, end - MAX_QUOTE, start - MAX_QUOTE / 2);
  const cut = text.slice(from, from + MAX_QUOTE);
  const lineEnd = cut.indexOf('\n');
  return (lineEnd < 0 ? cut : cut.slice(0, lineEnd)).trim();
}
