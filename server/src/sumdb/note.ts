import { decodeBase64 } from './base64.ts';
import type { Rejected } from './result.ts';
import { isSignerName } from './signerName.ts';
import type { VerifierKey } from './verifierKey.ts';

/** More signature lines than this are refused unread, as in Go. */
const MAX_SIGNATURES = 100;

const SIGNATURE_PREFIX = '— ';
/** Control characters that no note may hold: all of ASCII but the line feed. */
const CONTROL = /[\0-\x09\x0b-\x1f]/;

/** A note whose signature by the key was verified. */
export interface OpenedNote {
  readonly kind: 'opened';
  /** What was signed, with its final line feed. */
  readonly text: string;
}

/**
 * Opens a signed note: a text, an empty line, and signature lines.
 *
 * Signatures by others are passed over. Rejects with problem `note` what is
 * malformed, and with `signature` a note that the key did not sign, or whose
 * signature is not of this text. The bytes are attacker-controlled; the time is
 * linear in them, and at most one signature is verified.
 *
 * Follows note.Open of golang.org/x/mod/sumdb, with the one key.
 */
export function openNote(noteBytes: Uint8Array, key: VerifierKey): OpenedNote | Rejected {
  const message = decodeUtf8(noteBytes);
  if (message === null || CONTROL.test(message)) {
    return malformed('the signed note holds bytes that no note may hold');
  }
  const split = message.lastIndexOf('\n\n');
  if (split < 0 || !message.endsWith('\n') || split + 2 === message.length) {
    return malformed('the signed note has no signature lines');
  }
  const text = message.slice(0, split + 1);
  const textBytes = new TextEncoder().encode(text);
  const lines = message.slice(split + 2, -1).split('\n', MAX_SIGNATURES + 1);
  let verified = false;
  for (const [index, line] of lines.entries()) {
    const signature = readSignature(line);
    if (signature === null || index === MAX_SIGNATURES) {
      return malformed('the signed note has malformed or too many signature lines');
    }
    if (verified || signature.name !== key.name || signature.keyHash !== key.keyHash) continue;
    if (!key.verify(textBytes, signature.bytes)) {
      return refused(`the signature of ${key.name} is not of this text`);
    }
    verified = true;
  }
  return verified
    ? { kind: 'opened', text }
    : refused(`${key.name} did not sign the note with the known key`);
}

/** One signature line without its line feed; null when it is malformed. */
function readSignature(line: string): { name: string; keyHash: number; bytes: Uint8Array } | null {
  if (!line.startsWith(SIGNATURE_PREFIX)) return null;
  const space = line.indexOf(' ', SIGNATURE_PREFIX.length);
  if (space < 0) return null;
  const name = line.slice(SIGNATURE_PREFIX.length, space);
  const bytes = decodeBase64(line.slice(space + 1));
  if (!isSignerName(name) || bytes === null || bytes.length < 5) return null;
  const keyHash = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyHash, bytes: bytes.subarray(4) };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function malformed(detail: string): Rejected {
  return { kind: 'rejected', problem: 'note', detail };
}

function refused(detail: string): Rejected {
  return { kind: 'rejected', problem: 'signature', detail };
}
