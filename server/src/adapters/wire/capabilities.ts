import type { ObjectFormat } from '../../ports/index.ts';
import type { ByteSource } from './byteSource.ts';
import { HandOver } from './handOver.ts';
import { type Packet, readPacket, textOf } from './pktLine.ts';

/** What a server can do, as it advertises it. */
export interface Capabilities {
  /** The hash function of the repository; null when the server does not say, and so means sha1. */
  readonly objectFormat: ObjectFormat | null;
  /** Whether a fetch can leave objects out. */
  readonly hasFilter: boolean;
  /** Whether a fetch can leave history out. */
  readonly hasShallow: boolean;
  /** Whether the server wants to know who asks. */
  readonly takesAgent: boolean;
}

/** The hash function of the objects that a server sends. */
export function formatOf(capabilities: Capabilities): ObjectFormat {
  return capabilities.objectFormat ?? 'sha1';
}

/** The first packet before an advertisement, which some servers send and others do not. */
const SERVICE = '# service=git-upload-pack';
const MAX_CAPABILITIES = 1000;

/**
 * Reads an advertisement of protocol version 2. Rejects with {@link HandOver}
 * when the server speaks another version or a hash function that is not known,
 * and with GitError `malformed` when it speaks something else.
 *
 * Specification: gitprotocol-v2(5), "Capability Advertisement".
 */
export async function readCapabilities(source: ByteSource, host: string): Promise<Capabilities> {
  let packet = await readPacket(source);
  if (lineOf(packet) === SERVICE) {
    packet = await readPacket(source);
    if (packet?.kind === 'flush') packet = await readPacket(source);
  }
  if (lineOf(packet) !== 'version 2') {
    throw new HandOver('malformed', `${host} speaks an older version of the git protocol.`, true);
  }
  const values = new Map<string, string>();
  for (let count = 0; ; count++) {
    packet = await readPacket(source);
    const text = lineOf(packet);
    if (text === null || count > MAX_CAPABILITIES) break;
    const equals = text.indexOf('=');
    if (equals < 0) values.set(text, '');
    else values.set(text.slice(0, equals), text.slice(equals + 1));
  }
  const format = values.get('object-format') ?? null;
  const features = values.get('fetch')?.split(' ');
  if (packet?.kind !== 'flush' || features === undefined || !values.has('ls-refs')) {
    throw new HandOver('malformed', `${host} does not hand out repositories over git protocol 2.`, true);
  }
  if (format !== null && format !== 'sha1' && format !== 'sha256') {
    throw new HandOver('malformed', `${host} names objects in a way that is not known.`, true);
  }
  return {
    objectFormat: format,
    hasFilter: features.includes('filter'),
    hasShallow: features.includes('shallow'),
    takesAgent: values.has('agent'),
  };
}

function lineOf(packet: Packet | null): string | null {
  return packet?.kind === 'line' ? textOf(packet.payload) : null;
}
