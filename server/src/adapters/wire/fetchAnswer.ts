import { GitError } from '../../ports/index.ts';
import type { ByteSource } from './byteSource.ts';
import { Misfit, NotHandedOut } from './handOver.ts';
import { errorOf, readPacket, textOf } from './pktLine.ts';

/** How servers say that they do not hand out an object; the only thing that they say in words alone. */
const NOT_HANDED_OUT = /not our ref|unadvertised object|want [0-9a-f]+ not valid/i;

const PACK_BAND = 1;
const PROGRESS_BAND = 2;

/**
 * Reads the answer to `fetch` and gives the bytes of its pack to `write`, as
 * they come. Rejects with {@link Misfit} or {@link NotHandedOut} when the server
 * refuses instead of answering, and with GitError `malformed` when the answer breaks off.
 *
 * Specification: gitprotocol-v2(5), "fetch"; the pack is multiplexed as in
 * gitprotocol-pack(5), "side-band-64k".
 */
export async function readFetchAnswer(
  source: ByteSource,
  write: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  if (await source.isAtEnd()) throw new Misfit('an empty answer');
  await skipToPack(source);
  for (;;) {
    const packet = await readPacket(source);
    if (packet?.kind === 'flush') break;
    if (packet?.kind !== 'line' || packet.payload.length === 0) throw unreadable();
    const { payload } = packet;
    const band = payload[0];
    if (band === PACK_BAND) await write(payload.subarray(1));
    else if (band !== PROGRESS_BAND) throw refusal(errorOf(payload) ?? textOf(payload.subarray(1)));
  }
  if (!(await source.isAtEnd())) throw unreadable();
}

/** Passes over the sections before the pack, such as the list of where history was cut off. */
async function skipToPack(source: ByteSource): Promise<void> {
  let isHeading = true;
  for (;;) {
    const packet = await readPacket(source);
    if (packet?.kind === 'delimiter') isHeading = true;
    else if (packet?.kind !== 'line') throw unreadable();
    else {
      const said = errorOf(packet.payload);
      if (said !== null) throw refusal(said);
      if (isHeading && textOf(packet.payload) === 'packfile') return;
      isHeading = false;
    }
  }
}

function refusal(said: string): Error {
  return NOT_HANDED_OUT.test(said) ? new NotHandedOut(said) : new Misfit(said);
}

function unreadable(): GitError {
  return new GitError('malformed', 'The answer of the repository cannot be read.');
}
