import { createHash } from 'node:crypto';
import { compareBytewise } from './bytewise.ts';

/** A hash as go.sum writes it: `h1:` and standard base64 of a SHA-256. */
export type H1 = `h1:${string}`;

/** One file of a directory or zip, by the hash of its content. */
export interface ContentHash {
  /** The whole name, in a module zip with its `path@version/` prefix. */
  readonly name: string;
  /** SHA-256 of the content, 64 lower-case hex digits. */
  readonly sha256: string;
}

/**
 * Computes the `h1:` hash of a set of files, in whichever order they come.
 *
 * Throws a RangeError when a name holds a line feed: such a name could imitate
 * a second line, and Go refuses it too. The same name twice is hashed twice.
 *
 * Follows dirhash.Hash1 of golang.org/x/mod.
 */
export function hash1(files: Iterable<ContentHash>): H1 {
  const sorted = [...files].sort((a, b) => compareBytewise(a.name, b.name));
  const summary = createHash('sha256');
  for (const { name, sha256 } of sorted) {
    if (name.includes('\n')) throw new RangeError('a file name with a line feed cannot be hashed');
    summary.update(`${sha256}  ${name}\n`, 'utf8');
  }
  return `h1:${summary.digest('base64')}`;
}

/**
 * Computes the hash of a `path version/go.mod` line of go.sum from the bytes of
 * a `.mod` file, as the go command does: a set with the one file `go.mod`.
 */
export function hashGoMod(goModBytes: Uint8Array): H1 {
  return hash1([{ name: 'go.mod', sha256: sha256Hex(goModBytes) }]);
}

/** SHA-256 as 64 lower-case hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
