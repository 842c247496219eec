import { GitError } from '../../../ports/index.ts';

/** The types of objects. */
export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** The beginning of one entry of a pack. */
export interface EntryHeader {
  readonly kind: ObjectType | 'offset-delta' | 'ref-delta';
  /** Size of the object, or of the delta, when uncompressed. */
  readonly size: number;
  /** Length of this header, in bytes. */
  readonly length: number;
  /** How many bytes before this entry the base of an offset delta begins. */
  readonly baseDistance?: number;
  /** Id of the base of a ref delta. */
  readonly baseId?: string;
}

const KINDS: readonly (EntryHeader['kind'] | null)[] = [
  null,
  'commit',
  'tree',
  'blob',
  'tag',
  null,
  'offset-delta',
  'ref-delta',
];

/**
 * Reads the header of an entry from the beginning of `bytes`; null when more
 * bytes are needed. Throws GitError `malformed`.
 *
 * Specification: gitformat-pack(5), "pack-*.pack files have the following format".
 */
export function readEntryHeader(bytes: Buffer, idLength: number): EntryHeader | null {
  let byte = bytes[0];
  if (byte === undefined) return null;
  const kind = KINDS[(byte >> 4) & 7];
  if (kind == null) throw new GitError('malformed', 'The pack of the repository holds an unknown object.');
  let size = byte & 0x0f;
  let at = 1;
  for (let factor = 0x10; byte >= 0x80; factor *= 0x80) {
    byte = bytes[at++];
    if (byte === undefined) return null;
    size += (byte & 0x7f) * factor;
    if (size > Number.MAX_SAFE_INTEGER) throw impossible();
    if (at > 10) throw impossible();
  }
  if (kind === 'offset-delta') {
    byte = bytes[at++];
    if (byte === undefined) return null;
    let baseDistance = byte & 0x7f;
    while (byte >= 0x80) {
      byte = bytes[at++];
      if (byte === undefined) return null;
      baseDistance = (baseDistance + 1) * 0x80 + (byte & 0x7f);
      if (baseDistance > Number.MAX_SAFE_INTEGER / 0x100) throw impossible();
    }
    return { kind, size, length: at, baseDistance };
  }
  if (kind === 'ref-delta') {
    if (bytes.length < at + idLength) return null;
    return { kind, size, length: at + idLength, baseId: bytes.toString('hex', at, at + idLength) };
  }
  return { kind, size, length: at };
}

function impossible(): GitError {
  return new GitError('malformed', 'The pack of the repository holds an impossible size.');
}
