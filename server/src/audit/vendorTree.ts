import { sha256Hex } from '../dirhash/index.ts';
import { FileError, type Files } from '../ports/index.ts';
import { decodeUtf8 } from '../text/index.ts';
import { type VendoredFile, withLineFeeds } from '../vendored/index.ts';

/** More files of one vendor folder are not read, nor longer ones, nor deeper folders entered. */
const MAX_FILES = 100_000;
const MAX_FILE_BYTES = 256 << 20;
const MAX_MODULES_TEXT_BYTES = 32 << 20;
const MAX_DEPTH = 64;

/** Files that are read at a time. */
const AT_A_TIME = 16;

/** What lies in a vendor folder. Names and contents are attacker-controlled. */
export interface VendorTree {
  /** vendor/modules.txt; empty where there is none, null where it is there and could not be read. */
  readonly modulesText: string | null;
  /** By path below the folder, with `/`; without modules.txt. */
  readonly files: ReadonlyMap<string, VendoredFile>;
  /** Paths below the folder of files and folders that could not be read, or were too many. */
  readonly unread: readonly string[];
}

/**
 * Reads and hashes what lies below a vendor folder; symbolic links are not
 * followed. Null where the go command does not build with it: where it has no
 * modules.txt, unless `needsList` is false and there is Go in it. Then what lies
 * beside no Go file is left out. Rejects on cancellation alone.
 */
export async function readVendorTree(
  folder: string,
  files: Files,
  path: { join(...parts: string[]): string },
  { needsList, signal }: { readonly needsList: boolean; readonly signal: AbortSignal },
): Promise<VendorTree | null> {
  const text = await readModulesText(path.join(folder, 'modules.txt'), files, signal);
  if (text === 'unreadable') return { modulesText: null, files: new Map(), unread: [] };
  if (text === 'missing' && needsList) return null;
  const listed = await listTree(folder, files, path, signal);
  const { paths, links, unread } = text === 'missing' ? packagesOf(listed) : listed;
  if (text === 'missing' && paths.length + links.length === 0) return null;
  const found = new Map<string, VendoredFile>();
  for (let start = 0; start < paths.length; start += AT_A_TIME) {
    signal.throwIfAborted();
    const slice = paths.slice(start, start + AT_A_TIME);
    const hashed = await Promise.all(
      slice.map(async (one) => {
        const bytes = await orNull(files.read(path.join(folder, one), { maxBytes: MAX_FILE_BYTES, signal }));
        return bytes === null ? null : hashesOf(bytes);
      }),
    );
    for (const [index, hashes] of hashed.entries()) {
      const one = slice[index] ?? '';
      if (hashes === null) unread.push(one);
      else found.set(one, hashes);
    }
  }
  for (const link of links) found.set(link, { sha256: '', sha256OfLines: null });
  return { modulesText: text === 'missing' ? '' : decodeUtf8(text), files: found, unread };
}

async function readModulesText(
  named: string,
  files: Files,
  signal: AbortSignal,
): Promise<Uint8Array | 'missing' | 'unreadable'> {
  try {
    return await files.read(named, { maxBytes: MAX_MODULES_TEXT_BYTES, signal });
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return error.code === 'not-found' ? 'missing' : 'unreadable';
  }
}

/** The files of folders with Go in them: other languages have a vendor folder as well. */
function packagesOf({ paths, links, unread }: Listed): Listed {
  const folders = new Set([...paths, ...links].filter((one) => one.endsWith('.go')).map(folderOf));
  const isOfPackage = (one: string): boolean => folders.has(folderOf(one));
  return { paths: paths.filter(isOfPackage), links: links.filter(isOfPackage), unread };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Paths below the vendor folder. */
interface Listed {
  readonly paths: string[];
  readonly links: string[];
  readonly unread: string[];
}

async function listTree(
  folder: string,
  files: Files,
  path: { join(...parts: string[]): string },
  signal: AbortSignal,
): Promise<Listed> {
  const [paths, links, unread]: [string[], string[], string[]] = [[], [], []];
  const folders: { readonly below: string; readonly depth: number }[] = [{ below: '', depth: 0 }];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    signal.throwIfAborted();
    const { below, depth } = next;
    const entries = await orNull(files.list(path.join(folder, below), signal));
    if (entries === null) unread.push(below);
    for (const { name, kind } of entries ?? []) {
      const inside = below === '' ? name : `${below}/${name}`;
      if (inside === 'modules.txt') continue;
      if (kind === 'directory' && depth < MAX_DEPTH) folders.push({ below: inside, depth: depth + 1 });
      else if (kind === 'directory' || paths.length + links.length >= MAX_FILES) unread.push(inside);
      else (kind === 'file' ? paths : links).push(inside);
    }
  }
  return { paths: paths.sort(), links, unread };
}

function hashesOf(bytes: Uint8Array): VendoredFile {
  const lineFeeds = withLineFeeds(bytes);
  return { sha256: sha256Hex(bytes), sha256OfLines: lineFeeds === null ? null : sha256Hex(lineFeeds) };
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return null;
  }
}
