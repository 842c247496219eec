import type { ByteSource } from './byteSource.ts';
import { type Capabilities, formatOf } from './capabilities.ts';
import type { Command } from './conversation.ts';
import { readFetchAnswer } from './fetchAnswer.ts';
import type { ObjectType } from './pack/entryHeader.ts';
import { type PackObject, PackReader } from './pack/packReader.ts';

/** Objects by id. */
export type Objects = ReadonlyMap<string, PackObject>;

const COMMIT_TYPES: ReadonlySet<ObjectType> = new Set(['commit', 'tree', 'tag']);
const HISTORY_TYPES: ReadonlySet<ObjectType> = new Set(['commit']);
const BLOB_TYPES: ReadonlySet<ObjectType> = new Set(['blob']);

/** Fetches commits with their trees, without history and, where the server can leave them out, without files. */
export function fetchCommits(ids: Iterable<string>): Command<Objects> {
  return fetchOf(COMMIT_TYPES, ({ hasShallow, hasFilter }) => [
    ...(hasShallow ? ['deepen 1'] : []),
    ...(hasFilter ? ['filter blob:none'] : []),
    ...wants(ids),
  ]);
}

/** Fetches blobs and nothing else. */
export function fetchBlobs(ids: Iterable<string>): Command<Objects> {
  return fetchOf(BLOB_TYPES, ({ hasFilter }) => [...(hasFilter ? ['filter blob:none'] : []), ...wants(ids)]);
}

/** Fetches the commits that `tips` reach, those from `since` on (seconds since 1970) or all, without trees. */
export function fetchHistory(tips: Iterable<string>, since: number | null): Command<Objects> {
  return fetchOf(HISTORY_TYPES, () => [
    ...(since === null ? [] : [`deepen-since ${since}`]),
    'filter tree:0',
    ...wants(tips),
  ]);
}

function wants(ids: Iterable<string>): string[] {
  return [...new Set(ids)].map((id) => `want ${id}`);
}

function fetchOf(
  kept: ReadonlySet<ObjectType>,
  args: (capabilities: Capabilities) => readonly string[],
): Command<Objects> {
  return {
    name: 'fetch',
    args: (capabilities) => ['no-progress', 'ofs-delta', ...args(capabilities), 'done'],
    read: async (source: ByteSource, capabilities) => {
      const reader = new PackReader(formatOf(capabilities), kept);
      try {
        await readFetchAnswer(source, (bytes) => reader.write(bytes));
        return await reader.end();
      } finally {
        reader.close();
      }
    },
  };
}
