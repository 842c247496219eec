import { decodeBase64 } from './base64.ts';
import { EMPTY_ROOT, equalBytes, HASH_BYTES } from './hash.ts';
import { openNote } from './note.ts';
import { MAX_ANSWER_BYTES } from './ops.ts';
import type { Rejected } from './result.ts';
import type { VerifierKey } from './verifierKey.ts';

const FIRST_LINE = 'go.sum database tree';

/** A tree of records: how many, and the hash over all of them. */
export interface Tree {
  /** Records, at most 2^53 - 1. */
  readonly size: number;
  readonly rootBytes: Uint8Array;
}

/** A tree that the database signed. */
export interface TreeHead extends Tree {
  readonly kind: 'head';
  /** The signed note, verbatim. */
  readonly noteBytes: Uint8Array;
}

/** Opens a signed tree note. Rejects with problem `note` or `signature`. */
export function openTreeHead(noteBytes: Uint8Array, key: VerifierKey): TreeHead | Rejected {
  if (noteBytes.length > MAX_ANSWER_BYTES) {
    return { kind: 'rejected', problem: 'note', detail: 'the signed note is too long' };
  }
  const note = openNote(noteBytes, key);
  if (note.kind === 'rejected') return note;
  const tree = parseTree(note.text);
  if (tree === null) {
    return { kind: 'rejected', problem: 'note', detail: 'the signed note describes no tree' };
  }
  return { kind: 'head', noteBytes, ...tree };
}

/**
 * Reads the text of a tree note: a fixed first line, the size in decimal
 * digits without zeros in front, the root in base64. Further lines are left to
 * the future, as in Go. Null when it is none.
 *
 * Differs from tlog.ParseTree in two cases that no database gets to: a size of
 * 2^53 or more, and an empty tree whose root is not that of no records.
 */
export function parseTree(text: string): Tree | null {
  const [first, digits = '', root = '', ...rest] = text.split('\n', 4);
  if (first !== FIRST_LINE || rest.length === 0 || !/^(?:0|[1-9][0-9]{0,15})$/.test(digits)) return null;
  const size = Number(digits);
  const rootBytes = decodeBase64(root);
  if (!Number.isSafeInteger(size) || rootBytes?.length !== HASH_BYTES) return null;
  if (size === 0 && !equalBytes(rootBytes, EMPTY_ROOT)) return null;
  return { size, rootBytes };
}
