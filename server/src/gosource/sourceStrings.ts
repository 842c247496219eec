/**
 * `url`: holds a URL. `address`: holds an IP address or `host:port`. `encoded`: looks like
 * base64 or hexadecimal. `assembled`: nothing of these, but put together at run time.
 */
export type SourceStringKind = 'url' | 'address' | 'encoded' | 'assembled';

/** What a string names: a URL, an address, or the whole text when it is encoded. */
export interface StringNote {
  readonly kind: Exclude<SourceStringKind, 'assembled'>;
  readonly text: string;
}

/**
 * Lists what a string of a program names, the first thousand things at most.
 *
 * Loopback and unspecified addresses are not of note. The text is
 * attacker-controlled: every search below is linear in it. Four numbers with
 * points count as an address although a version may look the same.
 */
export function notesOf(text: string): readonly StringNote[] {
  const notes: StringNote[] = [];
  for (const url of urlsIn(text)) {
    notes.push({ kind: 'url', text: url });
  }
  if (notes.length === 0) {
    for (const address of addressesIn(text)) {
      notes.push({ kind: 'address', text: address });
    }
  }
  return notes.length === 0 && isEncoded(text) ? [{ kind: 'encoded', text }] : notes.slice(0, MAX_NOTES);
}

const MAX_NOTES = 1000;

/** Whether a literal, as written, is mostly bytes in escapes. */
export function isEscapedBytes(literal: string): boolean {
  return (
    literal.startsWith('"') &&
    (literal.match(/\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}/g)?.length ?? 0) >= MIN_ESCAPED_BYTES
  );
}

const MIN_ESCAPED_BYTES = 16;
const MIN_ENCODED_LENGTH = 64;
const MIN_PIECE_LENGTH = 24;
const MAX_HOST_LENGTH = 260;
const MAX_URL_LENGTH = 1024;

function* urlsIn(text: string): Generator<string> {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = /[A-Za-z][A-Za-z0-9+.-]*$/.exec(text.slice(Math.max(0, at - 16), at));
    const rest = text.slice(at + 3, at + 3 + MAX_URL_LENGTH);
    if (scheme !== null && /^[\p{L}\p{N}[%{$_@:]/u.test(rest) && !isLocalHost(rest)) {
      yield `${scheme[0]}://${/^[^\s"'`<>)\\]*/.exec(rest)?.[0] ?? ''}`;
    }
  }
}

/** Whether a URL's host is this machine. The whole host counts: `localhost.example.invalid` is elsewhere. */
function isLocalHost(rest: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])(?=[/:?#\s'"]|$)(?!:[^/]*@)/i.test(rest);
}

function* addressesIn(text: string): Generator<string> {
  for (const match of text.matchAll(/(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3})(?!\w|\.\d)(?::\d{1,5})?/g)) {
    const octets = (match[1] ?? '').split('.').map(Number);
    const [first = 0] = octets;
    if (octets.every((octet) => octet <= 255) && first !== 0 && first !== 127 && first !== 255) {
      yield match[0];
    }
  }
  for (const match of text.matchAll(/\[([0-9a-fA-F:.]{3,45})\]:\d{1,5}/g)) {
    if (isAddress6(match[1] ?? '')) {
      yield match[0];
    }
  }
  if (text.length <= MAX_HOST_LENGTH && (isAddress6(text) || isHostAndPort(text))) {
    yield text;
  }
}

function isAddress6(text: string): boolean {
  const colons = text.split(':').length - 1;
  return (
    /^[0-9a-fA-F:]+(?:\d{1,3}(?:\.\d{1,3}){3})?$/.test(text) &&
    colons <= 7 &&
    (colons === 7 || (text.includes('::') && /[0-9a-fA-F]{3}/.test(text)))
  );
}

function isHostAndPort(text: string): boolean {
  const match = /^(?:[A-Za-z0-9-]{1,63}\.){1,8}([A-Za-z]{2,24}):\d{1,5}$/.exec(text);
  // `file.go:12` is a place in a source file.
  return match !== null && match[1] !== 'go';
}

function isEncoded(lines: string): boolean {
  if (lines.length < MIN_ENCODED_LENGTH || !/^[A-Za-z0-9+/_=\s-]+$/.test(lines)) {
    return false;
  }
  // Blanks between long pieces alone: words of prose are short.
  const pieces = lines.trim().split(/\s+/);
  const text = pieces.join('');
  if (
    text.length < MIN_ENCODED_LENGTH ||
    pieces.slice(0, -1).some((piece) => piece.length < MIN_PIECE_LENGTH)
  ) {
    return false;
  }
  const isHex = /^[0-9a-fA-F]+$/.test(text);
  return /[0-9]/.test(text) && (isHex || (/[A-Z]/.test(text) && /[a-z]/.test(text)));
}
