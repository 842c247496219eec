import {
  type CommitTree,
  GitError,
  type ObjectFormat,
  type RemoteRef,
  type RemoteRefs,
  type TagObject,
  type TreeEntry,
} from '../../ports/index.ts';
import { keptObject } from './keptObject.ts';
import { isFolder } from './modes.ts';
import { NameOrder } from './nameOrder.ts';

const SLASH = 0x2f;
const OBJECT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Reads what `git ls-remote` prints: `id TAB ref`, a line each; `ref^{}` is what the ref is peeled to. */
export function parseRefs(output: string): RemoteRefs {
  const refs = new Map<string, RemoteRef>();
  let format: ObjectFormat = 'sha1';
  for (const line of output.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab < 0) continue;
    const id = line.slice(0, tab);
    const name = line.slice(tab + 1);
    if (!OBJECT_ID.test(id))
      throw new GitError('malformed', 'The repository lists refs that cannot be read.');
    if (id.length === 64) format = 'sha256';
    if (name.endsWith('^{}')) {
      const plain = name.slice(0, -3);
      const ref = refs.get(plain);
      if (ref !== undefined) refs.set(plain, { id: ref.id, peeled: id });
    } else if (name === 'HEAD' || name.startsWith('refs/heads/') || name.startsWith('refs/tags/')) {
      refs.set(name, { id });
    }
  }
  return { format, refs };
}

/**
 * Reads what `git cat-file --batch` prints for one commit: `id commit size`,
 * then the commit itself. The committer line is `committer NAME <MAIL> SECONDS ZONE`.
 */
export function parseCommit(outputBytes: Buffer): Omit<CommitTree, 'entries' | 'tag'> {
  const output = outputBytes.toString('latin1');
  const header = /^([0-9a-f]{40,64}) commit (\d+)\n/.exec(output);
  if (header === null || header[1] === undefined) {
    throw new GitError('missing-object', 'The repository does not hand out that commit.');
  }
  const from = header[0].length;
  return {
    id: header[1],
    committedAt: committerSeconds(output.slice(from)),
    objectBytes: keptObject(outputBytes.subarray(from, from + Number(header[2]))),
  };
}

/** Reads what `git cat-file --batch` prints for one annotated tag; null where it is none, or is not there. */
export function parseTag(outputBytes: Buffer): TagObject | null {
  const header = /^([0-9a-f]{40,64}) tag (\d+)\n/.exec(outputBytes.toString('latin1', 0, 100));
  if (header === null || header[1] === undefined) return null;
  const from = header[0].length;
  return { id: header[1], objectBytes: keptObject(outputBytes.subarray(from, from + Number(header[2]))) };
}

/** The committer date of a commit, in seconds since 1970, from the whole commit as latin1. Throws GitError `malformed`. */
export function committerSeconds(commit: string): number {
  // A commit message may hold a line that looks like a header: headers end at the first blank line.
  const headers = commit.split('\n\n', 1)[0] ?? '';
  const committer = headers.split('\n').find((line) => line.startsWith('committer '));
  const seconds = committer === undefined ? null : / (\d{1,12}) [+-]\d{4}$/.exec(committer);
  if (seconds === null) throw new GitError('malformed', 'The commit names no committer date.');
  return Number(seconds[1]);
}

/**
 * Reads what `git ls-tree -r -t -z --full-tree` prints: `mode type id TAB path
 * NUL`, each folder before what is in it. Throws GitError `malformed` where the
 * names of a folder cannot be those of one; see {@link NameOrder}. A name that
 * holds `/` and fits into the folder before it is not told from a file in there.
 */
export function parseTree(outputBytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  const folders: { readonly prefixBytes: Buffer; readonly order: NameOrder }[] = [
    { prefixBytes: Buffer.alloc(0), order: new NameOrder() },
  ];
  let start = 0;
  while (start < outputBytes.length) {
    const end = outputBytes.indexOf(0, start);
    const tab = outputBytes.indexOf(9, start);
    if (end < 0 || tab < 0 || tab > end) throw unreadableTree();
    const [digits = '', , id = ''] = outputBytes.toString('latin1', start, tab).split(' ');
    if (!OBJECT_ID.test(id)) throw unreadableTree();
    const mode = Number.parseInt(digits, 8);
    const pathBytes = outputBytes.subarray(tab + 1, end);
    let folder = folders.at(-1);
    // A folder has ended where what follows is not in it.
    while (folder !== undefined && !startsWith(pathBytes, folder.prefixBytes)) {
      folders.pop();
      folder = folders.at(-1);
    }
    const nameBytes = pathBytes.subarray(folder?.prefixBytes.length ?? 0);
    if (!folder?.order.accepts(nameBytes, isFolder(mode))) {
      throw new GitError('malformed', 'A tree of the repository holds names that no folder can hold.');
    }
    if (isFolder(mode)) {
      folders.push({ prefixBytes: Buffer.concat([pathBytes, Buffer.of(SLASH)]), order: new NameOrder() });
    } else {
      // Bytes that are not UTF-8 become U+FFFD, which no module file name may hold.
      entries.push({ mode, id, path: pathBytes.toString('utf8') });
    }
    start = end + 1;
  }
  return entries;
}

function startsWith(bytes: Buffer, prefixBytes: Buffer): boolean {
  return bytes.length >= prefixBytes.length && bytes.subarray(0, prefixBytes.length).equals(prefixBytes);
}

function unreadableTree(): GitError {
  return new GitError('malformed', 'A tree of the repository cannot be read.');
}

/** Reads what `git cat-file --batch` prints for blobs. What is missing or no blob rejects as `missing-object`. */
export function parseBlobs(outputBytes: Buffer, ids: readonly string[]): Map<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let start = 0;
  for (const id of ids) {
    const end = outputBytes.indexOf(10, start);
    const [found, type, size] = outputBytes.toString('latin1', start, Math.max(start, end)).split(' ');
    if (end < 0 || found !== id || type !== 'blob' || size === undefined) {
      throw new GitError('missing-object', 'The repository does not hand out a file that it lists.');
    }
    const length = Number(size);
    blobs.set(id, outputBytes.subarray(end + 1, end + 1 + length));
    start = end + 1 + length + 1;
  }
  return blobs;
}
