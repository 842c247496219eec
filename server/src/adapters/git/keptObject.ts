/** Objects of more bytes than this are not kept: their message is a book, or they are hostile. */
const MAX_KEPT_BYTES = 64 << 10;
/** What an entry of a tree takes, about. */
const ENTRY_BYTES = 100;

/** A copy of an object that can be kept for long; null where it is too long for that. */
export function keptObject(bytes: Uint8Array): Uint8Array | null {
  return bytes.length > MAX_KEPT_BYTES ? null : Uint8Array.from(bytes);
}

/** What kept objects take in a memory that counts entries of trees. */
export function entriesWorth(...kept: readonly (Uint8Array | null)[]): number {
  return kept.reduce((sum, bytes) => sum + Math.ceil((bytes?.length ?? 0) / ENTRY_BYTES), 0);
}
