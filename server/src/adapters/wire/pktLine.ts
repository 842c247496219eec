import { GitError } from '../../ports/index.ts';
import type { ByteSource } from './byteSource.ts';

/** One packet: a line with its payload, or one of the three that have none. */
export type Packet =
  | { readonly kind: 'line'; readonly payload: Buffer }
  | { readonly kind: 'flush' | 'delimiter' | 'response-end' };

const FLUSH: Packet = { kind: 'flush' };
const DELIMITER: Packet = { kind: 'delimiter' };
const RESPONSE_END: Packet = { kind: 'response-end' };

/** The longest packet, its four digits included. */
const MAX_PACKET_BYTES = 65_520;

/** Reads the next packet; null at the end. Specification: gitprotocol-common(5). */
export async function readPacket(source: ByteSource): Promise<Packet | null> {
  if (await source.isAtEnd()) return null;
  const digits = (await source.take(4)).toString('latin1');
  const length = /^[0-9a-fA-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
  if (length === 0) return FLUSH;
  if (length === 1) return DELIMITER;
  if (length === 2) return RESPONSE_END;
  if (length < 4 || length > MAX_PACKET_BYTES) {
    throw new GitError('malformed', 'The repository sent something that is not the git protocol.');
  }
  return { kind: 'line', payload: await source.take(length - 4) };
}

/** The text of a line without the line feed at its end. Bytes that are not UTF-8 become U+FFFD. */
export function textOf(payload: Buffer): string {
  const end = payload.at(-1) === 10 ? payload.length - 1 : payload.length;
  return payload.toString('utf8', 0, end);
}

/** What a server says instead of an answer, after `ERR `; null for other lines. Attacker-controlled. */
export function errorOf(payload: Buffer): string | null {
  return payload.toString('latin1', 0, 4) === 'ERR ' ? textOf(payload.subarray(4)) : null;
}

/** Writes a request of protocol version 2: the command, capabilities, and arguments. */
export function writeRequest(
  command: string,
  capabilities: readonly string[],
  args: readonly string[],
): Uint8Array {
  const lines = [`command=${command}`, ...capabilities].map(line).join('');
  return Buffer.from(`${lines}0001${args.map(line).join('')}0000`, 'utf8');
}

function line(text: string): string {
  const length = Buffer.byteLength(text, 'utf8') + 5;
  return `${length.toString(16).padStart(4, '0')}${text}\n`;
}
