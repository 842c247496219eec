import { KeySort } from './face.ts';
import { addDeletions } from './faceIndex.ts';
import { skeleton } from './fold.ts';
import { hashText, KeyTable, MAX_SEGMENT, mixKey, SegmentHash } from './keyTable.ts';
import type { KnownRepository } from './knownRepository.ts';

/** The hosts of the corpus, and how much is required from each. */
export class KnownHosts {
  /** The sum of the weights of all repositories of a host. */
  readonly #weights: ReadonlyMap<string, number>;
  readonly #hosts: readonly string[];
  #slips: KeyTable | null = null;

  constructor(repositories: ReadonlyMap<string, KnownRepository>) {
    this.#weights = weighHosts(repositories);
    this.#hosts = [...this.#weights.keys()];
  }

  weightOf(host: string): number {
    return this.#weights.get(host) ?? 0;
  }

  /** Hosts that may be one slip away, and others; the caller compares. `hash` has loaded `host`. */
  neighbours(host: string, hash: SegmentHash): string[] {
    this.#slips ??= indexHosts(this.#hosts);
    const slips = this.#slips;
    let ids = slips.collect(mixKey(hash.part(0, hash.length), 0, KeySort.slip), null);
    for (let at = 0; at < hash.length; at++)
      ids = slips.collect(mixKey(hash.without(at), 0, KeySort.slip), ids);
    ids = slips.collect(mixKey(hashText(skeleton(host)), 0, KeySort.skeleton), ids);
    return [...new Set(ids ?? [])].map((id) => this.#hosts[id]!);
  }
}

function weighHosts(repositories: ReadonlyMap<string, KnownRepository>): Map<string, number> {
  const weights = new Map<string, number>();
  let host = '';
  let sum = 0;
  const note = () => weights.set(host, (weights.get(host) ?? 0) + sum);
  for (const [path, { weight }] of repositories) {
    // In a sorted corpus the host is mostly the one before.
    if (host === '' || !path.startsWith(host) || path.charCodeAt(host.length) !== 0x2f) {
      if (host !== '') note();
      const slash = path.indexOf('/');
      host = slash < 0 ? path : path.slice(0, slash);
      sum = 0;
    }
    sum += weight;
  }
  if (host !== '') note();
  return weights;
}

/** Made when it is needed first: hosts are judged alone where nothing else is known. */
function indexHosts(hosts: readonly string[]): KeyTable {
  const keys = new KeyTable();
  const hash = new SegmentHash();
  hosts.forEach((host, id) => {
    if (host.length > MAX_SEGMENT) return;
    hash.load(host);
    addDeletions(keys, hash, 0, id);
    keys.add(mixKey(hashText(skeleton(host)), 0, KeySort.skeleton), id);
  });
  return keys;
}
