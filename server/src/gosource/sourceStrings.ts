/**
 * `url`: holds a URL. `address`: holds an IP address or `host:port`. `encoded`: looks like
 * base64 or hexadecimal. `assembled`: nothing of these, but put together at run time.
 */
export type SourceStringKind = 'url' | 'address' | 'encoded' | 'assembled';

/**
 * Tells what a string of a program names, or null when it names nothing of note.
 *
 * Loopback and unspecified addresses are not of note. The text is
 * attacker-controlled: every search below is linear in it. Four numbers with
 * points count as an address although a version may look the same.
 */
export function kindOfString(text: string): Exclude<SourceStringKind, 'assembled'> | null {
  if (holdsUrl(text)) {
    return 'url';
  }
  if (holdsAddress(text)) {
    return 'address';
  }
  return isEncoded(text) ? 'encoded' : null;
}

/** Whether a literal, as written, is mostly bytes in escapes. */
export function isEscapedBytes(literal: string): boolean {
  return literal.startsWith('"') && (literal.match(/\\x[0-9a-fA-F]{2}/g)?.length ?? 0) >= MIN_ESCAPED_BYTES;
}

const MIN_ESCAPED_BYTES = 16;
const MIN_ENCODED_LENGTH = 64;
const MAX_HOST_LENGTH = 260;

function holdsUrl(text: string): boolean {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const scheme = /[A-Za-z][A-Za-z0-9+.-]*$/.exec(text.slice(Math.max(0, at - 16), at));
    const rest = text.slice(at + 3, at + 3 + MAX_HOST_LENGTH);
    if (scheme !== null && /^[\p{L}\p{N}[%{$_@:]/u.test(rest) && !isLocalHost(rest)) {
      return true;
    }
  }
  return false;
}

/** Whether a URL's host is this machine. The whole host counts: `localhost.example.invalid` is elsewhere. */
function isLocalHost(rest: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1?\])(?=[/:?#\s'"]|$)(?!:[^/]*@)/i.test(rest);
}

function holdsAddress(text: string): boolean {
  for (const match of text.matchAll(/(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/g)) {
    const octets = match[0].split('.').map(Number);
    const [first = 0] = octets;
    if (octets.every((octet) => octet <= 255) && first !== 0 && first !== 127 && first !== 255) {
      return true;
    }
  }
  for (const match of text.matchAll(/\[([0-9a-fA-F:.]{3,45})\]:\d/g)) {
    if (isAddress6(match[1] ?? '')) {
      return true;
    }
  }
  return text.length <= MAX_HOST_LENGTH && (isAddress6(text) || isHostAndPort(text));
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

function isEncoded(text: string): boolean {
  if (text.length < MIN_ENCODED_LENGTH || !/^[A-Za-z0-9+/_=-]+$/.test(text)) {
    return false;
  }
  const isHex = /^[0-9a-fA-F]+$/.test(text);
  return /[0-9]/.test(text) && (isHex || (/[A-Z]/.test(text) && /[a-z]/.test(text)));
}
