import { uncompressBlock } from '../snappy/index.ts';
import { type Undetermined, undetermined } from '../verdict/index.ts';
import type { HostService } from './hostService.ts';
import { MAX_BUNDLE_BYTES } from './limits.ts';

/** A bundle as it was published: parsed JSON of which nothing is known, or why it could not be read. */
export type PublishedBundle = { readonly bundle: unknown } | Undetermined;

/** One page holds so many, and no second one is asked for. */
const PER_PAGE = 30;

/**
 * The bundles that GitHub holds for one object of a repository, by its id in
 * full hex; none where there are none. Never rejects but for cancellation.
 *
 * Follows "List attestations" of GitHub's REST API. A bundle stands in the
 * answer, or at an address that it names, as JSON or packed.
 */
export async function attestationsOf(
  service: HostService,
  repository: string,
  object: string,
  signal: AbortSignal,
): Promise<readonly PublishedBundle[] | Undetermined> {
  const digest = `${object.length === 64 ? 'sha256' : 'sha1'}:${object}`;
  const path = `repos/${repository}/attestations/${digest}?per_page=${PER_PAGE}`;
  const answer = await service.ask(path, signal);
  if ('state' in answer) return answer;
  // Also for a repository that is not shown at all.
  if (answer.kind === 'not-found') return (await isHidden(service, repository, signal)) ?? [];
  const list = listOf(answer.text);
  if (list === null) return notReadable(service);
  if (list.length >= PER_PAGE) return undetermined('too-large', 'there are more attestations than are read');
  return Promise.all(list.map((one) => bundleOf(service, one, signal)));
}

/**
 * What GitHub calls a repository today, `owner/name`; null where it is called as
 * it was asked for. Never rejects but for cancellation.
 */
export async function presentName(
  service: HostService,
  repository: string,
  signal: AbortSignal,
): Promise<string | null | Undetermined> {
  const answer = await service.ask(`repos/${repository}`, signal);
  if ('state' in answer) return answer;
  if (answer.kind === 'not-found') return hidden(service);
  const name = nameOf(answer.text);
  if (name === null) return notReadable(service);
  return name.toLowerCase() === repository.toLowerCase() ? null : name;
}

function nameOf(text: string): string | null {
  try {
    const { full_name: name } = JSON.parse(text) as { full_name?: unknown };
    const isName = typeof name === 'string' && /^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/.test(name);
    return isName ? name : null;
  } catch {
    return null;
  }
}

/** Why a repository is not shown; null where it is. */
async function isHidden(
  service: HostService,
  repository: string,
  signal: AbortSignal,
): Promise<Undetermined | null> {
  const answer = await service.ask(`repos/${repository}`, signal);
  if ('state' in answer) return answer;
  return answer.kind === 'found' ? null : hidden(service);
}

async function bundleOf(
  service: HostService,
  published: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<PublishedBundle> {
  const { bundle, bundle_url: address } = published;
  if (typeof bundle === 'object' && bundle !== null) return { bundle };
  if (typeof address !== 'string') return notReadable(service);
  const answer = await service.fetchBundle(address, signal);
  if ('state' in answer) return answer;
  if (answer.kind === 'not-found')
    return undetermined('upstream-error', 'a bundle is not where it should be');
  return readBundle(answer.bodyBytes);
}

/**
 * Reads a bundle that stands at an address of its own. GitHub packs these as a
 * block of Snappy, which its own command line reads whatever the server calls
 * it; other servers give JSON. So the bytes decide, and not the header: they are
 * attacker-controlled either way, and what comes out is verified.
 */
function readBundle(bodyBytes: Uint8Array): PublishedBundle {
  const plain = parse(bodyBytes);
  if (plain !== null) return plain;
  const unpacked = uncompressBlock(bodyBytes, MAX_BUNDLE_BYTES);
  if (unpacked === 'too-large') return undetermined('too-large', 'a bundle is larger than is read');
  const packed = unpacked === 'broken' ? null : parse(unpacked);
  return packed ?? undetermined('upstream-malformed', 'a bundle is neither JSON nor a block of Snappy of it');
}

function parse(bytes: Uint8Array): { readonly bundle: unknown } | null {
  try {
    return { bundle: JSON.parse(new TextDecoder().decode(bytes)) };
  } catch {
    return null;
  }
}

function listOf(text: string): readonly Readonly<Record<string, unknown>>[] | null {
  try {
    const { attestations } = JSON.parse(text) as { attestations?: unknown };
    if (!Array.isArray(attestations)) return null;
    return attestations.every((one) => typeof one === 'object' && one !== null) ? attestations : null;
  } catch {
    return null;
  }
}

function hidden(service: HostService): Undetermined {
  return undetermined('host-hides', `${service.host.address.host} answered with status 404`);
}

function notReadable(service: HostService): Undetermined {
  return undetermined('upstream-malformed', `${service.host.address.host} answered with something else`);
}
