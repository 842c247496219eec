/** Whose format a signature of git has: OpenPGP, an SSH key's, or X.509 (CMS), which gitsign writes as well. */
export type SignatureKind = 'openpgp' | 'ssh' | 'x509';

/**
 * What an object of git bears. `unknown`: something that is there cannot be
 * told apart from a signature, or the object cannot be read.
 */
export type BorneSignature = SignatureKind | 'none' | 'unknown';

/** Bytes of an object that are looked at; a longer one is `unknown`. */
const MAX_OBJECT_BYTES = 64 << 10;

/** The words between the dashes by which git knows a signature. */
const KINDS: ReadonlyMap<string, SignatureKind> = new Map([
  ['PGP SIGNATURE', 'openpgp'],
  ['PGP MESSAGE', 'openpgp'],
  ['SSH SIGNATURE', 'ssh'],
  ['SIGNED MESSAGE', 'x509'],
]);

/** The first header of a commit, and that of a tag. */
const COMMIT_START = /^tree (?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const TAG_START = /^object (?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** For a signature over the object under the repository's own hash function, and under the other one. */
const HEADERS: readonly string[] = ['gpgsig ', 'gpgsig-sha256 '];

/**
 * Says what kind of signature a commit bears, from the bytes of the commit
 * object. Nothing is verified.
 *
 * The bytes are attacker-controlled: at most 64 KiB are looked at, in linear
 * time. The first of the signature headers counts; what is signed within a
 * merged tag or quoted in the message is not the commit's.
 *
 * Specification: git's gitformat-signature(5) and `gpg-interface.c`.
 */
export function commitSignature(objectBytes: Uint8Array): BorneSignature {
  const object = partsOf(objectBytes);
  if (object === null || !COMMIT_START.test(object.headers[0] ?? '')) return 'unknown';
  return headerSignature(object.headers);
}

/**
 * Says what kind of signature an annotated tag bears, from the bytes of the tag
 * object. Nothing is verified.
 *
 * The bytes are attacker-controlled: at most 64 KiB are looked at, in linear
 * time. As in git, the last line that opens a block begins the signature. It
 * must reach to the end of the object, but for blocks of other kinds: one in the
 * middle of a message is `unknown`, for it may be a quotation.
 *
 * Specification: git's gitformat-signature(5) and `gpg-interface.c`.
 */
export function tagSignature(objectBytes: Uint8Array): BorneSignature {
  const object = partsOf(objectBytes);
  if (object === null || !TAG_START.test(object.headers[0] ?? '')) return 'unknown';
  const { message } = object;
  const from = message.findLastIndex((line) => opening(line) !== null);
  return from < 0 ? headerSignature(object.headers) : blockKind(message.slice(from), true);
}

/** Lines of headers and of the message; null where the headers have no end, or there is too much. */
function partsOf(objectBytes: Uint8Array): {
  readonly headers: readonly string[];
  readonly message: readonly string[];
} | null {
  if (objectBytes.length > MAX_OBJECT_BYTES) return null;
  // One byte is one character, whatever encoding the message has.
  const lines = new TextDecoder('latin1').decode(objectBytes).split('\n');
  const end = lines.indexOf('');
  // The last of all lines is what follows the last line end, and no blank line.
  if (end < 0 || end === lines.length - 1) return null;
  return { headers: lines.slice(0, end), message: lines.slice(end + 1) };
}

/** The kind of the first signature header. A header goes on in lines that begin with a space. */
function headerSignature(headers: readonly string[]): BorneSignature {
  const at = headers.findIndex((line) => HEADERS.some((name) => line.startsWith(name)));
  if (at < 0) return 'none';
  const following = headers.slice(at + 1);
  const length = following.findIndex((line) => !line.startsWith(' '));
  const more = length < 0 ? following : following.slice(0, length);
  const first = headers[at] ?? '';
  return blockKind([first.slice(first.indexOf(' ') + 1), ...more.map((line) => line.slice(1))], false);
}

/** The kind of a block that opens in the first of the lines; `unknown` where it does not end, or not where it must. */
function blockKind(lines: readonly string[], mustEndAll: boolean): BorneSignature {
  const words = opening(lines[0] ?? '');
  const kind = words === null ? undefined : KINDS.get(words);
  if (kind === undefined) return 'unknown';
  const end = lines.findIndex((line) => line.trimEnd() === `-----END ${words}-----`);
  if (end < 0) return 'unknown';
  return mustEndAll && !isOnlyBlocks(lines.slice(end + 1)) ? 'unknown' : kind;
}

/** Tells whether there is no text outside of whole blocks. Time stamps, among others, stand below a signature. */
function isOnlyBlocks(lines: readonly string[]): boolean {
  let inside: string | null = null;
  for (const line of lines.map((one) => one.trimEnd())) {
    if (inside !== null) {
      if (line === `-----END ${inside}-----`) inside = null;
    } else if (line !== '') {
      inside = /^-----BEGIN ([A-Z0-9 ]{1,64})-----$/.exec(line)?.[1] ?? null;
      if (inside === null) return false;
    }
  }
  return inside === null;
}

/** The words of a line that opens a block which git takes for a signature; null for any other line. */
function opening(line: string): string | null {
  const words = /^-----BEGIN ([A-Z ]{1,20})-----/.exec(line)?.[1];
  return words !== undefined && KINDS.has(words) ? words : null;
}
