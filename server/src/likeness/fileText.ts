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
import { OWN_MODULE, takeCode } from './codeTokens.ts';
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
  /** SHA-256 of the bytes: a file that was left as it was still names the original. Null when it could not be read. */
  readonly bytesDigest: string | null;
  /** `name path` of each import, sorted. */
  readonly imports: readonly string[];
  /** Null for what is no Go, and for Go that could not be read. */
  readonly statements: Statements | null;
  /** Whether the file says of itself that it is generated (go/ast, IsGenerated). */
  readonly isGenerated: boolean;
}

/** Longer lines than this are not looked at for the mark of generated code. */
const MAX_MARK = 500;

/** Other files than Go are compared as they are from here on; nobody names a module in so much text. In bytes. */
const MAX_TEXT_BYTES = 256 << 10;

/**
 * Reads one file's content, which is attacker-controlled. Linear, never throws.
 *
 * Of a test the code is read only `withTests`; without, it is compared line by
 * line like any other text.
 */
export function readFileText(
  path: string,
  bytes: Uint8Array,
  modulePath: string,
  withTests: boolean,
): FileText {
  const isCode = path.endsWith('.go') && (withTests || !path.endsWith('_test.go'));
  return isCode ? readGoText(path, bytes, modulePath) : readOtherText(path, bytes, modulePath);
}

function readOtherText(path: string, bytes: Uint8Array, modulePath: string): FileText {
  const isBinary = bytes.length > MAX_TEXT_BYTES || bytes.includes(0);
  const kind = kindOfFile(path, isBinary ? '\0' : '');
  const replaced = isBinary ? bytes : replaceModulePath(bytes, modulePath, OWN_MODULE, false).bytes;
  const isProse = !isBinary && (kind === 'other' || kind === 'go.mod' || kind === 'go-test');
  // Each byte becomes a character: what is no UTF-8 is compared all the same.
  const digest = digestOf(isProse ? linesOf(new TextDecoder('latin1').decode(replaced)) : replaced);
  return { ...plainText(path, bytes), kind, digest };
}

function readGoText(path: string, bytes: Uint8Array, modulePath: string): FileText {
  // In Go a URL is where something is fetched from: it stays what it is.
  const text = decodeUtf8(replaceModulePath(bytes, modulePath, OWN_MODULE, true).bytes);
  const kind = kindOfFile(path, text);
  const tokens = readTokens(text);
  const header = readHeader(text);
  const plain = { ...plainText(path, bytes), kind };
  if (tokens === null || tokens.fault !== null || header.packageName === null) {
    return { ...plain, digest: digestOf(text) };
  }
  const code = takeCode(tokens, header);
  const holdsC = header.imports.some((each) => each.path === 'C');
  const { buffer, byteOffset, byteLength } = code.written;
  return {
    ...plain,
    digest: digestOf(
      header.packageName === 'main' ? 'main\n' : '\n',
      `${directivesOf(tokens)}\n`,
      holdsC ? text : new Uint8Array(buffer, byteOffset, byteLength),
    ),
    imports: header.imports.map((each) => `${each.name ?? ''} ${each.path}`).sort(),
    statements: cutStatements(code),
    isGenerated: header.comments.some(
      ({ start, end }) =>
        end - start < MAX_MARK && /^\/\/ Code generated .* DO NOT EDIT\.\r?$/.test(text.slice(start, end)),
    ),
  };
}

/** A file of which nothing is known but its name and bytes. */
function plainText(path: string, bytes: Uint8Array): Omit<FileText, 'kind' | 'digest'> {
  return {
    path,
    builtFor: builtFor(path),
    bytesDigest: digestOf(bytes),
    imports: [],
    statements: null,
    isGenerated: false,
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

function digestOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('base64');
}
