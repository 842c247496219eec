import type { CopiedFile, ModuleText } from '../module/index.ts';
import { decodeUtf8 } from '../text/index.ts';

/** How much of a module is read. Files are counted, not bytes: of each file only the beginning is read. */
export interface IdentityOptions {
  readonly maxDocuments?: number;
  readonly maxGoFiles?: number;
}

const MAX_DOCUMENTS = 40;
const MAX_GO_FILES = 300;

/** How much of one file is read, in bytes. A larger README is cut: what it is of stands at its top. */
const MAX_DOCUMENT_BYTES = 128 << 10;
const MAX_GO_BYTES = 16 << 10;

/** Larger files are not uncompressed for their beginning. In bytes. */
const MAX_FILE_BYTES = 4 << 20;

/** The files of a module that say what it is. */
export interface Documents {
  /** Prose first, READMEs of the root before all others. */
  readonly texts: readonly { readonly path: string; readonly text: string; readonly isBuildFile: boolean }[];
  readonly goFiles: readonly { readonly path: string; readonly text: string }[];
  /** Whether files that should have been read could not be. */
  readonly isUnread: boolean;
}

const BUILD_FILE =
  /(?:^|\/)(?:makefile|gnumakefile|.*\.mk|dockerfile|taskfile\.ya?ml|\.goreleaser\.ya?ml|\.travis\.yml|\.drone\.yml|package\.json|\.golangci\.ya?ml)$|^\.(?:github\/workflows|circleci)\/[^/]+\.ya?ml$/i;
const PROSE =
  /(?:^|\/)readme(?:\.[\w.]+)?$|^[^/]+\.(?:md|rst|adoc|markdown)$|^docs?\/[^/]+\.(?:md|rst|adoc)$/i;
const OTHERS = /(?:^|\/)(?:vendor|third_party|testdata|node_modules|_[^/]*)\//;

/** Picks and reads what says what a module is. Everything is attacker-controlled and bounded. */
export function readDocuments(module: ModuleText, options: IdentityOptions = {}): Documents {
  const files = module.files.filter(({ path }) => !OTHERS.test(path));
  const texts = files.filter(({ path }) => PROSE.test(path) || BUILD_FILE.test(path));
  const goFiles = files.filter(({ path }) => path.endsWith('.go'));
  const picked = inOrder(texts, documentRank).slice(0, options.maxDocuments ?? MAX_DOCUMENTS);
  const pickedGo = inOrder(goFiles, goRank).slice(0, options.maxGoFiles ?? MAX_GO_FILES);
  const readTexts = picked.flatMap((file) => {
    const text = beginningOf(file, MAX_DOCUMENT_BYTES);
    return text === null ? [] : [{ path: file.path, text, isBuildFile: BUILD_FILE.test(file.path) }];
  });
  const readGo = pickedGo.flatMap((file) => {
    const text = beginningOf(file, MAX_GO_BYTES);
    return text === null ? [] : [{ path: file.path, text }];
  });
  return {
    texts: readTexts,
    goFiles: readGo,
    isUnread: readTexts.length < picked.length || readGo.length < pickedGo.length,
  };
}

/** Characters without width, which may stand in the middle of a name and are not seen. */
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

function beginningOf(file: CopiedFile, maxBytes: number): string | null {
  if (file.sizeBytes > MAX_FILE_BYTES) return null;
  try {
    return decodeUtf8(cutAtCharacter(file.read(), maxBytes)).replace(INVISIBLE, '');
  } catch {
    return null;
  }
}

/** The first bytes, without a character that the cut would break. */
function cutAtCharacter(bytes: Uint8Array, maxBytes: number): Uint8Array {
  if (bytes.length <= maxBytes) return bytes;
  let end = maxBytes;
  while (end > maxBytes - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.subarray(0, end);
}

function inOrder(files: readonly CopiedFile[], rank: (path: string) => number): readonly CopiedFile[] {
  return files
    .map((file) => ({ file, rank: rank(file.path) }))
    .sort((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1))
    .map(({ file }) => file);
}

function documentRank(path: string): number {
  const depth = path.split('/').length;
  if (/^readme/i.test(path)) return 0;
  return (/readme/i.test(path) ? 2 : BUILD_FILE.test(path) ? 1 : 3) + depth * 4;
}

/** Tests of the root and `doc.go` first: that is where a package names itself. */
function goRank(path: string): number {
  const depth = path.split('/').length - 1;
  const isTelling = path.endsWith('_test.go') || path.endsWith('doc.go');
  return depth * 2 + (isTelling ? 0 : 1);
}
