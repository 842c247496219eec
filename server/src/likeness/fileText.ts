import { createHash } from 'node:crypto';
import {
  constraintOfName,
  kindOfFile,
  readHeader,
  readTokens,
  type SourceFileKind,
  type Tokens,
} from '../gosource/index.ts';
import { replaceModulePath } from '../patch/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { OWN_MODULE, type TokenHashes, takeCode } from './codeTokens.ts';
import { cutStatements, type Statements } from './statements.ts';

/** What is kept of one file. */
export interface FileText {
  readonly path: string;
  readonly kind: SourceFileKind;
  /** Where alone the name lets the file be built: `windows/amd64`, or empty parts. */
  readonly builtFor: string;
  /**
   * SHA-256 of the content without what does not count: for Go comments, blanks, imports and
   * the names of own packages, for other text blanks around lines; the own module path never counts.
   * Directives and C code always count. Null when the file could not be read.
   */
  readonly digest: string | null;
  /** `name path` of each import, sorted. */
  readonly imports: readonly string[];
  /** Null for what is no Go, and for Go that could not be read. */
  readonly statements: Statements | null;
  /** Whether the file says of itself that it is generated (go/ast, IsGenerated). */
  readonly isGenerated: boolean;
}

/** Longer lines than this are not looked at for the mark of generated code. */
const MAX_MARK = 500;

/** Reads one file's content, which is attacker-controlled. Linear, never throws. */
export function readFileText(
  path: string,
  bytes: Uint8Array,
  modulePath: string,
  known: TokenHashes,
): FileText {
  const isGo = path.endsWith('.go');
  // In Go a URL is where something is fetched from: it stays what it is.
  const text = decodeUtf8(replaceModulePath(bytes, modulePath, OWN_MODULE, isGo).bytes);
  const kind = kindOfFile(path, text);
  const plain = {
    path,
    kind,
    builtFor: builtFor(path),
    imports: [],
    statements: null,
    isGenerated: false,
  };
  if (!isGo)
    return { ...plain, digest: digestOf(kind === 'other' || kind === 'go.mod' ? linesOf(text) : text) };
  const tokens = readTokens(text);
  const header = readHeader(text);
  const holdsC = header.imports.some((each) => each.path === 'C');
  if (tokens === null || tokens.fault !== null || header.packageName === null) {
    return { ...plain, digest: digestOf(text) };
  }
  const code = takeCode(tokens, header, known);
  const written = holdsC ? text : `${directivesOf(tokens)}\n${code.texts.join('\n')}`;
  return {
    ...plain,
    digest: digestOf(`${header.packageName === 'main' ? 'main' : ''}\n${written}`),
    imports: header.imports.map((each) => `${each.name ?? ''} ${each.path}`).sort(),
    statements: cutStatements(code),
    isGenerated: header.comments.some(
      ({ start, end }) =>
        end - start < MAX_MARK && /^\/\/ Code generated .* DO NOT EDIT\.\r?$/.test(text.slice(start, end)),
    ),
  };
}

function builtFor(path: string): string {
  const { os, arch } = constraintOfName(path);
  return `${os ?? ''}/${arch ?? ''}`;
}

/** Directives, each with the number of tokens behind it: it belongs to what follows. */
function directivesOf(tokens: Tokens): string {
  return tokens.directives
    .map(({ start, end, before }) => `${tokens.length - before} ${tokens.text.slice(start, end).trimEnd()}`)
    .join('\n');
}

function linesOf(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
