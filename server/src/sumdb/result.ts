/** Why an answer proves nothing. */
export type Problem =
  /** The signed note is malformed, or is not one of a tree. */
  | 'note'
  /** The database's key did not sign the note, or not this text. */
  | 'signature'
  /** The answer is no record with a tree note behind it. */
  | 'record'
  /** The record is proven, and has no `h1:` line for the module. */
  | 'no-line'
  /** The record is not the one that the signed tree holds at its number. */
  | 'proof'
  /** A tile does not fit the signed tree. */
  | 'tile';

/** An answer that proves nothing. Nobody is accused: a broken connection can do it. */
export interface Rejected {
  readonly kind: 'rejected';
  readonly problem: Problem;
  readonly detail: string;
}

/**
 * Nothing was learnt. `reason` is the code of {@link RemoteAnswer}, or one of
 * our own: `offline` (what is kept does not suffice), `tile-not-found` (the
 * database has not got a tile of the tree that it signed), `aborted`,
 * `invalid-module` (no database can have a record of such a path or version).
 */
export interface Unanswered {
  readonly kind: 'unanswered';
  readonly reason: string;
  readonly detail: string;
}

/**
 * The key signed two trees of which none extends the other. Only somebody who
 * holds the key can do that, so the two notes are evidence by themselves.
 */
export interface Fork {
  readonly kind: 'fork';
  /** Both signed notes, verbatim, the one of the smaller tree first, or else the one known before. */
  readonly heads: readonly [string, string];
  /**
   * The hashes that show the contradiction without asking anybody again: what
   * the larger tree has for the records of the smaller one, and the RFC 6962
   * consistency proof of that. Null when the trees are of one
   * size, and when its tiles could not be had.
   */
  readonly proof: ForkProof | null;
  readonly detail: string;
}

/** Hashes in standard base64. */
export interface ForkProof {
  /** The root of the larger tree's first records, as many as the smaller tree has. */
  readonly prefixRoot: string;
  /** Proof that the larger tree extends a tree with that root, as RFC 6962, section 2.1.2, orders it. */
  readonly hashes: readonly string[];
}

/** What the database says about one module version, as far as it is proven. */
export type LookupResult =
  | {
      readonly kind: 'proven';
      /** The number of the record, from 0. Records are never renumbered. */
      readonly record: number;
      /** The hash of the module, `h1:…`; null when the record has none. */
      readonly h1: string | null;
      /** The hash of its go.mod, `h1:…`. */
      readonly goModH1: string;
      /** The lines of the record for this module version, as in go.sum. */
      readonly lines: readonly string[];
      /** Records in the signed tree that the record was proven to be in. */
      readonly treeSize: number;
    }
  /** The database says that it has no record. Nothing proves that. */
  | { readonly kind: 'unlogged'; readonly detail: string }
  | Fork
  | Rejected
  | Unanswered;

/** What became of a signed head that somebody else kept. */
export type HeadResult =
  /** Signed, and on one timeline with every head seen so far. */
  { readonly kind: 'consistent'; readonly treeSize: number } | Fork | Rejected | Unanswered;
