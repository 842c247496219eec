import { isBuiltMore } from './buildExpression.ts';
import { buildConstraint, builtOnlyOn } from './constraint.ts';
import { embedPatterns } from './directive.ts';
import { readGoFile } from './file.ts';
import { kindOfFile, type SourceFileKind } from './fileKind.ts';
import type { DifferingFile, NewlyBuilt } from './gains.ts';
import { importPathsOf } from './imports.ts';
import { Lexer } from './lexer.ts';
import { readTokens, type Tokens } from './tokens.ts';

type Texts = ReadonlyMap<string, string>;

/** The kinds of the files of both copies, by path. */
export interface CopyKinds {
  readonly before: ReadonlyMap<string, SourceFileKind>;
  readonly after: ReadonlyMap<string, SourceFileKind>;
}

/**
 * Tells what each file is to a build, in its own copy.
 *
 * A Go file under `testdata`, or under a folder whose name starts with `_` or
 * a point, counts as ignored only when all files are given and no Go file of
 * the copy imports its folder: such packages can be imported all the same.
 */
export function kindsOfCopies(
  before: Texts,
  after: Texts,
  unchanged: Texts,
  unchangedIsAll: boolean,
): CopyKinds {
  const patterns = embedPatternsByFolder([before, after, unchanged]);
  const kindsOf = (texts: Texts): ReadonlyMap<string, SourceFileKind> => {
    const imported = unchangedIsAll ? importedFolders([texts, unchanged]) : null;
    return new Map([...texts].map(([path, text]) => [path, fullKind(path, text, patterns, imported)]));
  };
  return { before: kindsOf(before), after: kindsOf(after) };
}

/** Names every file that differs: on which side it stands, what it is, and whether more than comments differ. */
export function differingFiles(before: Texts, after: Texts, kinds: CopyKinds): readonly DifferingFile[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.map((path) => {
    const [old, now] = [before.get(path), after.get(path)];
    return {
      path,
      status: old === undefined ? 'added' : now === undefined ? 'removed' : 'changed',
      kind: kinds.after.get(path) ?? kinds.before.get(path) ?? 'other',
      onlyComments: path.endsWith('.go') && old !== undefined && now !== undefined && sameTokens(old, now),
      onlyOn: path.endsWith('.go') ? builtOnlyOn(path, now ?? old ?? '') : null,
      generated: path.endsWith('.go') && isGenerated(now ?? old ?? ''),
    };
  });
}

/**
 * The Go files that now take part in builds which did not hold them: their
 * build constraint, their name or their folder kept them out. A file that is
 * the same under another name is looked at under both.
 */
export function newlyBuiltFiles(before: Texts, after: Texts, kinds: CopyKinds): readonly NewlyBuilt[] {
  const gone = new Map([...before].flatMap(([path, text]) => (after.has(path) ? [] : [[text, path]])));
  return [...after].flatMap(([path, text]): NewlyBuilt[] => {
    const was = before.has(path) ? path : gone.get(text);
    const old = was === undefined ? undefined : before.get(was);
    if (kinds.after.get(path) !== 'go' || was === undefined || old === undefined) {
      return [];
    }
    const kind = kinds.before.get(was);
    const constraint = builtOnlyOn(was, old);
    if (
      kind === 'go' &&
      !(constraint !== null && isBuiltMore(buildConstraint(was, old), buildConstraint(path, text)))
    ) {
      return [];
    }
    const known = kind === 'go-test' ? 'tests' : kind === 'go' ? constraint : (constraint ?? 'ignored');
    return [{ path, before: known ?? 'ignored', after: builtOnlyOn(path, text) }];
  });
}

/** Whether a Go file says that it is generated, before its package clause (go/ast, IsGenerated). */
function isGenerated(text: string): boolean {
  const lexer = new Lexer(text);
  while (lexer.next() === 'comment') {
    const comment = text.slice(lexer.start, lexer.end).trimEnd();
    if (comment.startsWith('// Code generated ') && comment.endsWith(' DO NOT EDIT.')) {
      return true;
    }
  }
  return false;
}

function fullKind(
  path: string,
  text: string,
  patterns: ReadonlyMap<string, readonly string[]>,
  imported: ReadonlySet<string> | null,
): SourceFileKind {
  const kind = kindOfFile(path, text);
  if (kind === 'go' || kind === 'go-test') {
    const folder = folderOf(path);
    const passedOver = imported !== null && isPassedOver(folder) && !imported.has(folder);
    return passedOver || isMarkedIgnore(text) ? 'go-ignored' : kind;
  }
  return (kind === 'other' || kind === 'binary') && isEmbedded(path, patterns) ? 'embedded' : kind;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** `//go:build ignore` is what Go programmers write over programs that only `go run FILE` builds. */
function isMarkedIgnore(text: string): boolean {
  return text.includes('//go:build ignore') && buildConstraint('', text).expression === 'ignore';
}

/** Patterns such as `./...` pass over these folders (cmd/go, "Package lists and patterns"). */
function isPassedOver(path: string): boolean {
  return path.split('/').some((name) => name === 'testdata' || /^[._]/.test(name));
}

/** The folders, of those that patterns pass over, that an import path may mean: all ends of such paths. */
function importedFolders(copies: readonly Texts[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const copy of copies) {
    for (const [path, text] of copy) {
      for (const imported of path.endsWith('.go') ? importPathsOf(text) : []) {
        const elements = isPassedOver(imported) ? imported.split('/').slice(-MAX_DEPTH) : [];
        for (let from = 0; from < elements.length; from++) {
          folders.add(elements.slice(from).join('/'));
        }
      }
    }
  }
  return folders;
}

/** Folders inside one another beyond this are not looked for. */
const MAX_DEPTH = 64;

/** Whether two texts are the same to a Go compiler: same tokens, same directives. C code is never compared. */
function sameTokens(old: string, now: string): boolean {
  const [a, b] = [readTokens(old), readTokens(now)];
  if (a === null || b === null || a.fault !== null || b.fault !== null || a.length !== b.length) {
    return false;
  }
  for (let index = 0; index < a.length; index++) {
    const same = a.kind(index) === b.kind(index) && a.slice(index) === b.slice(index);
    if (!same || (a.kind(index) === 'import' && /"C"|`C`/.test(old))) {
      return false;
    }
  }
  return directiveTexts(a) === directiveTexts(b);
}

function directiveTexts(tokens: Tokens): string {
  return tokens.directives
    .map(({ start, end, before }) => `${before} ${tokens.text.slice(start, end)}`)
    .join('\n');
}

function embedPatternsByFolder(copies: readonly Texts[]): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, string[]>();
  for (const copy of copies) {
    for (const [path, text] of copy) {
      if (!path.endsWith('.go') || !text.includes('//go:embed')) {
        continue;
      }
      const found = (readGoFile(path, text)?.directives ?? [])
        .filter(({ kind }) => kind === 'embed')
        .flatMap((directive) => embedPatterns(directive.text));
      const known = patterns.get(folderOf(path)) ?? [];
      patterns.set(folderOf(path), [...known, ...found].slice(0, MAX_PATTERNS));
    }
  }
  return patterns;
}

const MAX_PATTERNS = 1000;

function isEmbedded(path: string, patterns: ReadonlyMap<string, readonly string[]>): boolean {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const rest = folder === '' ? path : path.slice(folder.length + 1);
    if (patterns.get(folder)?.some((pattern) => matchesOrHolds(pattern, rest)) === true) {
      return true;
    }
    if (folder === '') {
      return false;
    }
  }
}

/** Whether an embed pattern names the file, or a folder that holds it. `[…]` counts as any character. */
function matchesOrHolds(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.split('/');
  return (
    pattern === '.' ||
    (wanted.length <= given.length && wanted.every((part, index) => matches(part, given[index] ?? '')))
  );
}

/** Shell matching of one path element with `*` and `?`, in time linear in both for each `*`. */
function matches(pattern: string, name: string): boolean {
  const simple = pattern.replace(/\[[^\]]*\]/g, '?').replace(/\\/g, '');
  let [at, star, mark] = [0, -1, 0];
  let next = 0;
  while (at < name.length) {
    if (simple[next] === '*') {
      star = next++;
      mark = at;
    } else if (simple[next] === '?' || simple[next] === name[at]) {
      next++;
      at++;
    } else if (star >= 0) {
      next = star + 1;
      at = ++mark;
    } else {
      return false;
    }
  }
  return /^\**$/.test(simple.slice(next));
}
