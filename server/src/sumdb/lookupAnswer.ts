import { escapePath, escapeVersion, type ModuleVersion } from '../module/index.ts';
import { MAX_ANSWER_BYTES } from './ops.ts';
import type { Rejected } from './result.ts';

/** The answer to a lookup, in its parts. Nothing in it is proven. */
export interface LookupAnswer {
  readonly kind: 'answer';
  /** The number that the record is said to have. */
  readonly record: number;
  /** The text of the record with its final line feed: what the tree has the hash of. */
  readonly textBytes: Uint8Array;
  /** The signed tree note behind the record. */
  readonly noteBytes: Uint8Array;
}

const LINE_FEED = 10;

/** The path that a module version is looked up at; null when no database can have it. */
export function lookupPath({ path, version }: ModuleVersion): string | null {
  const escapedPath = escapePath(path);
  const escapedVersion = escapeVersion(version);
  return escapedPath === null || escapedVersion === null ? null : `/lookup/${escapedPath}@${escapedVersion}`;
}

/**
 * Takes the answer to a lookup apart: a number, the lines of the record, an
 * empty line, and the signed tree note. Rejects with problem `record`.
 *
 * Follows tlog.ParseRecord of golang.org/x/mod/sumdb. Of the number Go accepts
 * more spellings; databases write the one that is read here.
 */
export function parseLookupAnswer(bytes: Uint8Array): LookupAnswer | Rejected {
  if (bytes.length > MAX_ANSWER_BYTES) return rejected('the answer is too long');
  const afterNumber = bytes.indexOf(LINE_FEED) + 1;
  const digits = afterNumber > 0 && afterNumber <= 17 ? asciiOf(bytes.subarray(0, afterNumber - 1)) : '';
  const record = /^(?:0|[1-9][0-9]*)$/.test(digits) ? Number(digits) : -1;
  if (!Number.isSafeInteger(record) || record < 0) return rejected('the answer has no record number');
  const end = emptyLineAfter(bytes, afterNumber);
  if (end < 0) return rejected('the record has no end');
  const textBytes = bytes.subarray(afterNumber, end + 1);
  if (!isRecordText(textBytes)) return rejected('the record holds bytes that no record may hold');
  return { kind: 'answer', record, textBytes, noteBytes: bytes.subarray(end + 2) };
}

/** The offset of the first line feed that another one follows, from `start` on; -1 without one. */
function emptyLineAfter(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(LINE_FEED, start); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    if (bytes[at + 1] === LINE_FEED) return at;
  }
  return -1;
}

/** Valid UTF-8 without control characters but line feeds. That it has no empty line is known already. */
function isRecordText(textBytes: Uint8Array): boolean {
  if (textBytes.some((byte) => byte < 0x20 && byte !== LINE_FEED)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(textBytes);
    return true;
  } catch {
    return false;
  }
}

function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function rejected(detail: string): Rejected {
  return { kind: 'rejected', problem: 'record', detail };
}
