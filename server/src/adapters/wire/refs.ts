import {
  GitError,
  type ObjectFormat,
  type RefQuestion,
  type RemoteRef,
  type RemoteRefs,
} from '../../ports/index.ts';
import type { ByteSource } from './byteSource.ts';
import { Misfit } from './handOver.ts';
import { errorOf, readPacket, textOf } from './pktLine.ts';

/** The arguments of `ls-refs` for a question. A server takes prefixes as a hint and may list more. */
export function refArguments(wanted: RefQuestion): readonly string[] {
  const names = wanted === 'all' ? ['HEAD', 'refs/heads/', 'refs/tags/'] : wanted;
  // Without a prefix the server lists everything.
  const prefixes = names.length === 0 ? ['HEAD'] : names;
  return ['peel', 'symrefs', ...prefixes.map((name) => `ref-prefix ${name}`)];
}

/** Tells whether a name can be one of a ref, so that it can be written into a request. */
export function isRefName(name: string): boolean {
  return name.length <= 4096 && !/[\p{Cc} ]/u.test(name);
}

/**
 * Reads the answer to `ls-refs`: `id name[ symref-target:name][ peeled:id]`, a
 * line each. Rejects with {@link Misfit} what is no such answer from its first
 * byte on, and with GitError `malformed` what turns into something else.
 *
 * Specification: gitprotocol-v2(5), "ls-refs".
 */
export async function readRefs(source: ByteSource, format: ObjectFormat): Promise<RemoteRefs> {
  const refs = new Map<string, RemoteRef>();
  const isId = idTest(format);
  if (await source.isAtEnd()) throw new Misfit('an empty answer');
  for (;;) {
    const packet = await readPacket(source);
    if (packet?.kind === 'flush') return { format, refs };
    if (packet?.kind !== 'line') throw unreadable();
    const said = errorOf(packet.payload);
    if (said !== null) throw new Misfit(said);
    const [id = '', name = '', ...attributes] = textOf(packet.payload).split(' ');
    // A HEAD that points to a branch without commits has no id.
    if (id === 'unborn') continue;
    if (!isId(id)) throw unreadable();
    if (name !== 'HEAD' && !name.startsWith('refs/heads/') && !name.startsWith('refs/tags/')) continue;
    const peeled = attributes.find((attribute) => attribute.startsWith('peeled:'))?.slice('peeled:'.length);
    if (peeled !== undefined && !isId(peeled)) throw unreadable();
    refs.set(name, peeled === undefined ? { id } : { id, peeled });
  }
}

/** A test for full object ids in lower-case hex. */
export function idTest(format: ObjectFormat): (text: string) => boolean {
  const pattern = format === 'sha1' ? /^[0-9a-f]{40}$/ : /^[0-9a-f]{64}$/;
  return (text) => pattern.test(text);
}

function unreadable(): GitError {
  return new GitError('malformed', 'The repository lists refs that cannot be read.');
}
