import { addressOf } from './address.ts';
import { projectOf } from './project.ts';
import { addressWords } from './words.ts';

/** What a text says openly about where its module comes from or went. */
export interface DeclaredRelation {
  readonly path: string;
  readonly how: 'fork' | 'moved' | 'mirror' | 'successor';
  readonly file: string;
  /** From 0. */
  readonly line: number;
  /** Cut to 200 UTF-16 units. */
  readonly text: string;
}

/** What is found when no path stands beside the words. */
export type UnnamedRelation = Omit<DeclaredRelation, 'path'>;

/** Words by which people declare it. Each alternative is bounded, and none repeats what it matched. */
const PHRASES: readonly (readonly [DeclaredRelation['how'], RegExp])[] = [
  [
    'fork',
    /\b(?:fork(?:ed)? (?:of|from|off|version of)|this (?:repo|repository|project|package|library|module)? ?(?:is )?an? (?:[\w-]+ ){0,3}fork|(?:modified|patched|adapted|vendored|trimmed|cleaned[- ]up|maintained) (?:version|copy|fork) of|copy of|copied from|extracted from|derived from|split (?:off|out|from)|based (?:up)?on|originally (?:by|from|written|created|developed|forked)|original (?:author|repo|repository|project|version|package|code|work|source))\b/gi,
  ],
  ['mirror', /\b(?:mirror (?:of|for)|mirrored from|mirrors)\b/gi],
  [
    'moved',
    /\b(?:(?:moved|migrated|relocated|transferred|renamed|imported) (?:to|from|over to)|new (?:home|location|repo|repository|import path)|formerly|previously (?:known|hosted|at|named|called)|now (?:lives|hosted|located|available|maintained|developed) (?:at|in|on|by|under)|canonical)\b/gi,
  ],
  [
    'successor',
    /\b(?:successor (?:of|to)|continuation of|continues|supersed(?:es|ed by)|replace(?:d by|ment (?:for|of))|in favou?r of|no longer (?:maintained|supported|developed)|unmaintained|(?:is|are|was|now|been) (?:deprecated|archived|discontinued))\b/gi,
  ],
];

/** How far from the words the path may stand, in UTF-16 units. */
const LOOK_AHEAD = 260;
const LOOK_BEHIND = 160;

/** Declarations stand at the top: no more of a text is read for them, in UTF-16 units. */
const MAX_TEXT = 24 << 10;

const MAX_PHRASES = 200;
const MAX_QUOTE = 200;

/**
 * Finds all relations that a text declares, and those that it declares without
 * saying to whom. Linear in the text but for a bounded number of looks around.
 */
export function declaredRelations(
  file: string,
  whole: string,
): { readonly named: readonly DeclaredRelation[]; readonly unnamed: readonly UnnamedRelation[] } {
  const text = whole.slice(0, MAX_TEXT);
  const references = linkReferences(whole);
  const named: DeclaredRelation[] = [];
  const unnamed: UnnamedRelation[] = [];
  for (const [how, pattern] of PHRASES) {
    let count = 0;
    for (const match of text.matchAll(pattern)) {
      if (count++ >= MAX_PHRASES) break;
      const place = { how, file, line: lineOf(text, match.index), text: quoteAt(text, match.index) };
      const paths = pathsAround(text, match.index, match[0].length, references);
      for (const path of paths) named.push({ path, ...place });
      if (paths.length === 0) unnamed.push(place);
    }
  }
  return { named, unnamed };
}

/** The paths beside the words: behind them, in front of them, or behind a label of a link. */
function pathsAround(
  text: string,
  at: number,
  length: number,
  references: ReadonlyMap<string, string>,
): readonly string[] {
  const paragraphStart = Math.max(text.lastIndexOf('\n\n', at) + 1, at - LOOK_BEHIND);
  const next = text.indexOf('\n\n', at);
  const end = Math.min(next < 0 ? text.length : next, at + length + LOOK_AHEAD);
  const around = text.slice(paragraphStart, end);
  const paths = new Set<string>();
  for (const word of addressWords(around)) add(paths, word.text);
  for (const [, label = ''] of around.matchAll(/\[([^[\]\n]{1,80})\]/g)) {
    const target = references.get(label.toLowerCase());
    if (target !== undefined) add(paths, target);
  }
  // `owner/repository`, as people write of repositories of their own code host.
  for (const [, owner = '', repository = ''] of around.matchAll(
    /(?<![\w./-])([A-Za-z0-9][\w-]{0,38})\/([A-Za-z0-9][\w.-]{0,60})(?![\w/])/g,
  )) {
    add(paths, `github.com/${owner}/${repository.replace(/\.$/, '')}`);
  }
  return [...paths].slice(0, MAX_PATHS);
}

const MAX_PATHS = 12;

function add(paths: Set<string>, word: string): void {
  const address = addressOf(word, () => false);
  const project = address === null ? null : projectOf(address.path);
  if (project !== null) paths.add(project.path);
}

/** Addresses by label, of `[label]: address` lines. */
function linkReferences(text: string): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  for (const [, label = '', address = ''] of text.matchAll(
    /^ {0,3}\[([^[\]\n]{1,80})\]: *<?([^\s>]{1,400})/gm,
  )) {
    if (references.size >= MAX_REFERENCES) break;
    references.set(label.toLowerCase(), address);
  }
  return references;
}

const MAX_REFERENCES = 1000;

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function quoteAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset) + 1;
  const from = Math.max(lineStart, offset - MAX_QUOTE / 2);
  const cut = text.slice(from, from + MAX_QUOTE);
  const end = cut.indexOf('\n');
  return (end < 0 ? cut : cut.slice(0, end)).trim();
}
