import { defaultName, type GoHeader, readHeader } from '../gosource/index.ts';
import type { Mention, PlaceKind } from './named.ts';
import { scanText } from './scanText.ts';

/** What is asked about the module whose file is read. */
export interface OwnModule {
  readonly path: string;
  isName(repository: string): boolean;
  /** Whether the module has Go files in a folder, by its path from the module root. */
  hasFolder(path: string): boolean;
}

/** Comments of one file are looked at up to so many UTF-16 units. */
const MAX_COMMENTS = 16 << 10;

/** What one Go file names: in the comments around its package clause, and by its imports. */
export function scanGo(file: string, text: string, own: OwnModule): readonly Mention[] {
  const header = readHeader(text);
  const mentions: Mention[] = [...commentMentions(file, text, header, own)];
  const lineOf = lineCounter(text);
  const add = (kind: PlaceKind, path: string, start: number): void => {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, Math.min(end < 0 ? text.length : end, start + MAX_QUOTE)).trim();
    mentions.push({ path, service: '', place: { kind, file, line: lineOf(start), text: line } });
  };
  if (header.importComment !== null) {
    add('import-comment', header.importComment.path, header.importComment.start);
  }
  const tested = testedPackage(header);
  const imports = header.imports.filter(({ path }) => !isBelow(path, own.path) && path.includes('.'));
  const importsTested = header.imports.some(
    ({ path }) => isBelow(path, own.path) && defaultName(path) === tested,
  );
  for (const { path, name, span } of imports) {
    const isTested = tested !== null && !importsTested && (defaultName(path) === tested || name === tested);
    if (isTested) add('test-import', path, span.start);
    else if (isOwnFolder(path, file, header.packageName, own)) add('code-import', path, span.start);
  }
  return mentions;
}

const MAX_QUOTE = 200;

function commentMentions(file: string, text: string, header: GoHeader, own: OwnModule): readonly Mention[] {
  const mentions: Mention[] = [];
  let left = MAX_COMMENTS;
  const lineOf = lineCounter(text);
  for (const { start, end } of header.comments) {
    if (start === header.importComment?.start) continue;
    const comment = text.slice(start, Math.min(end, start + left));
    left -= comment.length;
    if (comment.includes('/')) {
      mentions.push(...scanText(file, comment, own.isName, false, lineOf(start)));
    }
    if (left <= 0) break;
  }
  return mentions;
}

/** The package that an external test belongs to: `p` of `package p_test`. */
function testedPackage({ packageName }: GoHeader): string | null {
  return packageName?.endsWith('_test') === true ? packageName.slice(0, -'_test'.length) : null;
}

/**
 * Whether an import of another module, called alike, means a folder that this
 * module has as well. The root counts for commands alone: a wrapper imports
 * what it wraps, but no command stands in for the one of another module.
 */
function isOwnFolder(path: string, file: string, packageName: string | null, own: OwnModule): boolean {
  const elements = path.split('/');
  for (let at = 1; at < elements.length && at < MAX_DEPTH; at++) {
    if (!own.isName(elements[at] as string)) continue;
    const folder = elements
      .slice(at + 1)
      .join('/')
      .replace(/^v[0-9]+(?:\/|$)/, '');
    const isCommand = folder === '' && packageName === 'main' && file.includes('/');
    if (folder === '' ? isCommand && own.hasFolder('') : own.hasFolder(folder)) return true;
  }
  return false;
}

const MAX_DEPTH = 8;

function isBelow(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}

/** Counts lines forward only: offsets are asked for in order. */
function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [0, 0];
  return (offset) => {
    if (offset < at) [line, at] = [0, 0];
    for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
    }
    return line;
  };
}
