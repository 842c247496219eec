import { GitError, type TreeEntry } from '../../ports/index.ts';
import { canonicalMode, isFolder } from '../git/modes.ts';
import { NameOrder } from '../git/nameOrder.ts';
import type { PackObject } from './pack/packReader.ts';

/** Folders within folders: more than this are refused. */
const MAX_DEPTH = 1000;
/** What the whole list may take when it is written out, a line for each entry and each folder, in bytes. */
const MAX_LISTED_BYTES = 64 << 20;
/** What a line takes beside the path. */
const LINE_BYTES = 53;

/** One folder on the way down. */
interface Level {
  readonly bytes: Buffer;
  readonly prefix: string;
  readonly order: NameOrder;
  at: number;
}

/**
 * Lists a tree and everything below it in the order of git, without folders.
 *
 * Throws GitError: `malformed` when a folder is missing, is no folder, or cannot
 * be one (a name that is empty, holds `/` or comes twice; names out of order),
 * `too-large` when there are too many entries. Names such as `..` and `.git`
 * are given as they are.
 *
 * Specification: gitformat-index(5) for modes, and git's own fsck for names and their order.
 */
export function walkTree(
  rootId: string,
  objects: ReadonlyMap<string, PackObject>,
  idLength: number,
): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let listedBytes = 0;
  const levels: Level[] = [open(rootId, '', objects)];
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { bytes, prefix } = level;
    if (level.at >= bytes.length) {
      levels.pop();
      continue;
    }
    const space = bytes.indexOf(0x20, level.at);
    const end = space < 0 ? -1 : bytes.indexOf(0, space);
    if (end < 0 || end + 1 + idLength > bytes.length) throw unreadable();
    const mode = modeAt(bytes, level.at, space);
    const nameBytes = bytes.subarray(space + 1, end);
    const id = bytes.toString('hex', end + 1, end + 1 + idLength);
    level.at = end + 1 + idLength;
    if (!level.order.accepts(nameBytes, isFolder(mode))) throw impossible();
    // Bytes that are not UTF-8 become U+FFFD, which no module file name may hold.
    const path = prefix + nameBytes.toString('utf8');
    listedBytes += path.length + LINE_BYTES;
    if (isFolder(mode)) {
      if (levels.length > MAX_DEPTH) throw new GitError('malformed', 'A tree of the repository is too deep.');
      levels.push(open(id, `${path}/`, objects));
    } else {
      entries.push({ mode, id, path });
    }
    if (listedBytes > MAX_LISTED_BYTES) {
      throw new GitError('too-large', 'A tree of the repository has too many entries.');
    }
  }
  return entries;
}

function open(id: string, prefix: string, objects: ReadonlyMap<string, PackObject>): Level {
  const object = objects.get(id);
  if (object === undefined) {
    throw new GitError('malformed', 'The repository did not send a folder of the commit.');
  }
  if (object.type !== 'tree') throw unreadable();
  return { bytes: object.bytes, prefix, order: new NameOrder(), at: 0 };
}

function modeAt(bytes: Buffer, start: number, end: number): number {
  let mode = 0;
  if (end === start || end - start > 10) throw unreadable();
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) throw unreadable();
    mode = mode * 8 + digit;
  }
  return canonicalMode(mode);
}

function unreadable(): GitError {
  return new GitError('malformed', 'A tree of the repository cannot be read.');
}

function impossible(): GitError {
  return new GitError('malformed', 'A tree of the repository holds names that no folder can hold.');
}
