import type { ModuleText } from '../module/index.ts';
import { type Apart, apartOf } from './apart.ts';
import { type FileText, readFileText } from './fileText.ts';

/** More files are not read. The Go command takes no zip of more than half a million. */
const MAX_FILES = 20_000;

/** Longer files are not read, nor more than the total. In bytes. */
const MAX_FILE_BYTES = 8 << 20;
const MAX_TOTAL_BYTES = 96 << 20;

/** A module's content, reduced to what is compared. Made by {@link fingerprintOf}. */
export interface Fingerprint {
  readonly modulePath: string;
  readonly files: readonly FingerprintFile[];
  /** For each piece of Go code, the index of a file that holds it; one whose code counts, when there is one. */
  readonly holders: ReadonlyMap<number, number>;
}

/** One file and whether its code counts. */
export interface FingerprintFile extends FileText {
  /** Why the file's code says nothing about whose module it is in; null when it does. */
  readonly apart: Apart | null;
}

/**
 * Reads a module once, to be compared with others.
 *
 * All is attacker-controlled. Linear in the files, bounded in bytes, never
 * throws: a file that cannot be read, or for which there is no room, stands in
 * the fingerprint without content, and is the same as no other. About three
 * bytes are kept for each byte of Go source.
 */
export function fingerprintOf(module: ModuleText): Fingerprint {
  const texts: FileText[] = [];
  const reader = { left: MAX_TOTAL_BYTES, code: 0 };
  // Go first: when there is no room for all, the code is what matters. Tests behind it: where there is enough
  // other code, theirs need not be read.
  const ordered = [...module.files].sort((a, b) => rank(a.path) - rank(b.path));
  for (const file of ordered.slice(0, MAX_FILES)) {
    if (file.path === 'go.sum' || file.path.endsWith('/go.sum')) continue;
    const text = readWithin(file, module.modulePath, reader);
    reader.code += text.isGenerated ? 0 : (text.statements?.total ?? 0);
    texts.push(text);
  }
  const apart = apartOf(texts);
  const files = texts.map((text, index) => ({ ...text, apart: apart[index] ?? null }));
  return { modulePath: module.modulePath, files, holders: holdersOf(files) };
}

/** Modules with less code than this are small enough to have their tests read as well. In tokens that are no punctuation. */
const SMALL = 1500;

/** Reads a file while there is room for it. */
function readWithin(
  file: ModuleText['files'][number],
  modulePath: string,
  reader: { left: number; readonly code: number },
): FileText {
  const isRead = file.sizeBytes <= Math.min(MAX_FILE_BYTES, reader.left);
  const bytes = isRead ? readOrNull(file) : null;
  reader.left -= bytes?.length ?? 0;
  const text = readFileText(file.path, bytes ?? new Uint8Array(), modulePath, reader.code < SMALL);
  return bytes === null ? { ...text, digest: null, bytesDigest: null, statements: null } : text;
}

function rank(path: string): number {
  return path.endsWith('_test.go') ? 1 : path.endsWith('.go') || path === 'go.mod' ? 0 : 2;
}

/** A zip whose bytes are not what it declares is told elsewhere; here the file is one that could not be read. */
function readOrNull(file: ModuleText['files'][number]): Uint8Array | null {
  try {
    return file.read();
  } catch {
    return null;
  }
}

function holdersOf(files: readonly FingerprintFile[]): ReadonlyMap<number, number> {
  const holders = new Map<number, number>();
  for (const counts of [true, false]) {
    for (const [index, file] of files.entries()) {
      if ((file.apart === null) !== counts) continue;
      for (const piece of file.statements?.pieces ?? []) {
        if (!holders.has(piece)) holders.set(piece, index);
      }
    }
  }
  return holders;
}
