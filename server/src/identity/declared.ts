import { addressOf } from './address.ts';
import { type Project, projectOf } from './project.ts';

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

/** What a text declares. */
export interface Declarations {
  readonly named: readonly DeclaredRelation[];
  /** Whether it calls itself a fork or mirror without an address beside. */
  readonly isUnnamedFork: boolean;
}

interface Phrase {
  readonly how: DeclaredRelation['how'];
  readonly pattern: RegExp;
  /** Whether anybody may be meant, so that the sentence has to say that it is about the module itself. */
  readonly needsSelf: boolean;
}

/** Words by which people declare it; what is declared stands behind them. No alternative repeats what it matched. */
const PHRASES: readonly Phrase[] = [
  {
    how: 'fork',
    pattern:
      /\bfork(?:ed)? (?:of|from|off|version of)\b|\b(?:modified|patched|adapted|vendored|trimmed|maintained) (?:version|copy) of\b|\b(?:copied|extracted|derived|split (?:off|out)) from\b|\bis a copy of\b|\boriginally (?:forked|imported|copied) from\b/gi,
    needsSelf: false,
  },
  {
    how: 'fork',
    pattern:
      /\b(?:this|it) (?:repo |repository |project |package |library |module )?is (?:an? |the )?(?:[\w-]+ ){0,3}fork\b|\bthis fork\b/gi,
    needsSelf: false,
  },
  {
    how: 'fork',
    pattern:
      /\bbased (?:up)?on\b|\boriginal(?:ly)? (?:author|repo(?:sitory)?|project|version|package|code|work|source|by|from)\b/gi,
    needsSelf: true,
  },
  { how: 'mirror', pattern: /\bmirror (?:of|for)\b|\bmirrored from\b/gi, needsSelf: false },
  {
    how: 'moved',
    pattern:
      /\b(?:moved|migrated|relocated|transferred|renamed|imported) (?:to|from|over to)\b|\bnew home\b|\bformerly (?:known|called|named|hosted|at)\b|\bpreviously (?:known|hosted|at|named|called|lived)\b|\bnow (?:lives|hosted|located|available|maintained|developed) (?:at|in|on|by|under)\b|\bnow maintains\b/gi,
    needsSelf: false,
  },
  {
    how: 'successor',
    pattern:
      /\bsuccessor (?:of|to)\b|\bcontinuation of\b|\bdeprecated\b[\W_]{0,6}(?:please )?use\b|\bin favou?r of\b|\bsuperseded by\b|\breplaced by\b|\bno longer (?:maintained|supported|developed)\b|\bunmaintained\b|\b(?:is|now|been) (?:deprecated|archived|discontinued)\b/gi,
    needsSelf: true,
  },
];

/** What makes a sentence one about the module itself; a word at the start of a line is a banner. */
const SELF = /\bthis\b|\bfork|^[^\w\n]{0,20}(?:deprecated|note|warning|notice|archived)\b/im;

/** How far behind the words the path may stand, and how far around a sentence is looked at. In UTF-16 units. */
const LOOK_AHEAD = 200;
const LOOK_AROUND = 100;

/** Declarations stand at the top: no more of a text is read for them, in UTF-16 units. */
const MAX_TEXT = 24 << 10;

const MAX_PHRASES = 100;
const MAX_QUOTE = 200;

/**
 * Finds the relations that a text declares. The text is attacker-controlled;
 * linear in it but for a bounded number of bounded looks.
 */
export function declaredRelations(file: string, whole: string): Declarations {
  const text = whole.slice(0, MAX_TEXT);
  const references = linkReferences(whole);
  const named: DeclaredRelation[] = [];
  let isUnnamedFork = false;
  for (const { how, pattern, needsSelf } of PHRASES) {
    let count = 0;
    for (const match of text.matchAll(pattern)) {
      if (count++ >= MAX_PHRASES) break;
      const behind = match.index + match[0].length;
      const around = text.slice(Math.max(0, match.index - LOOK_AROUND), behind + LOOK_AROUND);
      if (needsSelf && !SELF.test(around)) continue;
      const project = projectBehind(text.slice(behind, behind + LOOK_AHEAD), references);
      if (project === null) {
        isUnnamedFork ||= !needsSelf && /^(?:mirror|.*\bfork)/i.test(match[0]);
      } else {
        named.push({
          path: project.path,
          how,
          file,
          line: lineOf(text, match.index),
          text: quoteAt(text, match.index),
        });
      }
    }
  }
  return { named, isUnnamedFork };
}

/** An address, a link's label, or `owner/repository` as people write of their own code host. */
const NAMES =
  /\[([^[\]\n]{1,80})\](?!\()|((?:[a-z+]{2,8}:\/\/)?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}\/[\w.~/@%-]{1,200})|(?<![\w./@-])([A-Za-z0-9][\w-]{1,38}\/[A-Za-z0-9][\w.-]{1,60})(?![\w/])/g;

/** The first project that is named in the paragraph behind the words. */
function projectBehind(text: string, references: ReadonlyMap<string, string>): Project | null {
  const end = text.indexOf('\n\n');
  for (const [, label, address, short] of (end < 0 ? text : text.slice(0, end)).matchAll(NAMES)) {
    if (short !== undefined && isStandard(short)) continue;
    const named =
      label !== undefined
        ? references.get(label.toLowerCase())
        : (address ?? `github.com/${(short ?? '').replace(/\.$/, '')}`);
    const found = named === undefined ? null : addressOf(named.replace(/[.,:;]+$/, ''), () => false);
    const project = found === null ? null : projectOf(found.path);
    if (project !== null) return project;
  }
  return null;
}

/** Whether `crypto/tls` and the like are meant: packages of Go itself, and no owner with a repository. */
function isStandard(path: string): boolean {
  return STANDARD_FOLDERS.has(path.slice(0, path.indexOf('/')));
}

/** The folders of Go's standard library that hold further packages, as of Go 1.26, and those of the Go repository. */
const STANDARD_FOLDERS: ReadonlySet<string> = new Set(
  (
    'archive cmd compress container crypto database debug encoding go hash html image index internal io log ' +
    'math mime net os path regexp runtime src sync testing text time unicode vendor'
  ).split(' '),
);

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
